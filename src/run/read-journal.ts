import * as z from 'zod';
import { claimsSchema } from '../cases/claims-schema.ts';
import { CODES } from '../model/codes.ts';
import { ProblemInInput } from '../model/errors.ts';
import type { StepEvidence, StepState } from '../model/record.ts';
import { TOOL_NAMES } from '../model/tools.ts';
import { JOURNAL_SCHEMA, type JournalEvent, type JournalHeader } from './journal.ts';

/** What is read of a journal. */
export interface ReadJournal {
  readonly file: string;
  readonly header: JournalHeader;
  readonly events: readonly JournalEvent[];
  /** Whether its run came to its end. False: it was interrupted or killed. */
  readonly complete: boolean;
}

const text = z.string();
const texts = z.array(text);
const stepKeys = z.array(z.tuple([text, text]));
const code = text.refine((word) => Object.hasOwn(CODES, word), 'is no code of a diagnostic');
const number = z.number().optional();
const diagnostic = z
  .object({
    ...{ reporter: text, severity: text, code, message: text },
    ...{ logLine: number, line: number, column: number, count: number, subjectBelow: number },
    ...{ files: texts.optional(), types: texts.optional(), names: texts.optional() },
    consequence: z.boolean().optional(),
  })
  .catchall(text);
const evidence = z.looseObject({
  outcome: z.enum(['passed', 'failed']),
  exitCode: z.number().nullable(),
  diagnostics: z.array(diagnostic),
  unmet: z.array(z.looseObject({ kind: text, text })),
  log: text,
  outcomes: z
    .looseObject({ pass: texts, fail: texts, skip: texts, details: z.record(text, text), closed: z.boolean() })
    .optional(),
  modules: z.record(
    text,
    z.looseObject({ imports: z.array(z.looseObject({ name: text })), exports: z.array(z.looseObject({ name: text })) }),
  ),
});
const state = z.discriminatedUnion('kind', [
  z.looseObject({ kind: z.literal('read'), evidence }),
  z.looseObject({ kind: z.literal('blocked'), by: text }),
  z.looseObject({ kind: z.literal('skip'), reason: text }),
  z.looseObject({ kind: z.literal('infra'), reason: text }),
]);
const step = z.looseObject({ name: text, run: text, env: z.record(text, text), uses: texts, axes: texts });
const tool = z.enum(TOOL_NAMES as [string, ...string[]]);

const EVENT = z.discriminatedUnion('kind', [
  z.looseObject({
    kind: z.literal('header'),
    schema: z.number(),
    emrift: text,
    started: text,
    shard: text,
    cases: z.array(
      z.looseObject({
        name: text,
        title: text,
        roles: z.record(text, tool),
        steps: z.array(step),
        workarounds: z.array(z.looseObject({ name: text, steps: z.array(step) })),
      }),
    ),
    cells: z.array(
      z.looseObject({ case: text, on: z.record(text, text), steps: stepKeys, workarounds: z.record(text, stepKeys) }),
    ),
    own: texts.optional(),
    coverage: z
      .looseObject({
        cases: texts.nullable(),
        known: texts.nullable().default(null),
        ids: texts,
        limited: z.array(tool),
      })
      .optional(),
    claims: claimsSchema.optional(),
    nightly: z.boolean().optional(),
  }),
  z.looseObject({
    kind: z.literal('toolchain'),
    id: text,
    unavailable: text.optional(),
    entry: z.looseObject({ id: text, tool, version: text, digest: text, asked: texts }).optional(),
  }),
  z.looseObject({ kind: z.literal('step'), key: text, state, cpuMs: z.number() }),
  z.looseObject({ kind: z.literal('prepared'), label: text, cpuMs: z.number() }),
  z.looseObject({ kind: z.literal('flaky'), cell: text, states: z.array(z.tuple([text, state])) }),
  z.looseObject({
    kind: z.literal('abi'),
    toolchain: text,
    digest: text,
    libraries: z.array(z.looseObject({ name: text, links: texts })),
  }),
  z.looseObject({
    kind: z.literal('links'),
    links: z.array(z.looseObject({ case: text, on: text, step: text })),
    planned: texts,
  }),
  z.looseObject({ kind: z.literal('noise'), cells: z.number(), differ: texts }),
  z.looseObject({
    kind: z.literal('end'),
    ended: text,
    interrupted: z.boolean(),
    known: z.partialRecord(tool, text).optional(),
  }),
]);

/**
 * Reads a journal. A last line without its line break, as a killed run leaves it, is left out. Throws `ProblemInInput`
 * with the line where the text is no journal, or one of a newer emrift.
 */
export function readJournal(content: string, file: string): ReadJournal {
  const lines = content.split('\n');
  lines.pop();
  const events = lines.map((line, at) => readLine(line, { file, line: at + 1 }));
  const [header, ...rest] = events;
  if (header?.kind !== 'header') {
    throw new ProblemInInput('is no journal: it does not begin with a header', { position: { file, line: 1 } });
  }
  const second = rest.findIndex(({ kind }) => kind === 'header');
  if (second >= 0) throw new ProblemInInput('a second header', { position: { file, line: second + 2 } });
  const last = rest.at(-1);
  return { file, header, events: rest, complete: last?.kind === 'end' && !last.interrupted };
}

/** What became of the steps that events report, by instance key; of one that is reported twice the last. */
export function statesIn(events: readonly JournalEvent[]): ReadonlyMap<string, StepState> {
  return new Map(events.flatMap((event) => (event.kind === 'step' ? [[event.key, event.state] as const] : [])));
}

/** An event as today's journals have it: format 1 called reported values `told`, and the question for them `tells`. */
function upgrade(event: JournalEvent, parsed: z.infer<typeof EVENT>): JournalEvent {
  if (event.kind === 'step') return { ...event, state: upgradeState(event.state) };
  if (event.kind === 'flaky')
    return { ...event, states: event.states.map(([key, state]) => [key, upgradeState(state)] as const) };
  if (event.kind !== 'header') return event;
  const { claims } = parsed as z.infer<typeof EVENT> & { kind: 'header' };
  return { ...event, schema: JOURNAL_SCHEMA, ...(claims && { claims }) };
}

function upgradeState(state: StepState): StepState {
  if (state.kind !== 'read' || !Object.hasOwn(state.evidence, 'told')) return state;
  const { told, ...evidence } = state.evidence as StepEvidence & { readonly told?: StepEvidence['reported'] };
  return { ...state, evidence: { ...evidence, ...(told && { reported: told }) } };
}

function readLine(line: string, position: { readonly file: string; readonly line: number }): JournalEvent {
  let value: unknown;
  try {
    value = JSON.parse(line);
  } catch {
    throw new ProblemInInput('a line that is no JSON', {
      position,
      hint: 'a journal is what `emrift run --shard` leaves',
    });
  }
  const schema = (value as { schema?: unknown } | null)?.schema;
  if (typeof schema === 'number' && schema > JOURNAL_SCHEMA) {
    throw new ProblemInInput(`a journal of a newer emrift (format ${schema})`, { position });
  }
  const parsed = EVENT.safeParse(value);
  if (parsed.success) return upgrade(value as JournalEvent, parsed.data);
  const [issue] = parsed.error.issues;
  throw new ProblemInInput(`${issue?.path.join('.') || 'the line'}: ${issue?.message}`, { position });
}
