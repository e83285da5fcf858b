import type { KnownBreak } from '../../breaks/knowledge/knowledge.ts';
import type { Diagnostic } from '../../model/diagnostic.ts';
import {
  type Break,
  type CaseEntry,
  type Cell,
  type Evidence,
  FINGERPRINT_RULES,
  RESULTS_SCHEMA,
  type Results,
} from '../../model/results.ts';
import type { PackedCells, PackedEvidence, PackedOutcome, PageData } from './page-data.ts';

/** Results as the queries take them; what `packResults` left out is empty. */
export function unpackResults(data: PageData): Results {
  const outcomes = data.outcomes.map((outcome) => unpackOutcome(outcome, data.ids));
  return {
    schema: RESULTS_SCHEMA,
    fingerprints: FINGERPRINT_RULES,
    toolchains: data.toolchains.map((entry) => ({ ...entry, digest: 'sha256:' })),
    cases: data.cases.map(
      ({ workarounds, ...entry }): CaseEntry => ({
        ...entry,
        steps: [],
        workarounds: workarounds.map(({ name, title }) => ({ name, title, steps: [] })),
      }),
    ),
    cells: data.cells.flatMap((group) => unpackCells(group, data.cases[group.case]?.name ?? '', outcomes)),
    breaks: data.breaks.map((brk): Break => ({ ...brk, affected: [], shape: brk.id }) as Break),
    evidence: Object.fromEntries(data.evidence.map((one, place) => [String(place), unpackEvidence(one)])),
    modules: {},
    tests: {},
  };
}

/** Knowledge as the queries take it. */
export function unpackNotes({ notes }: PageData): readonly KnownBreak[] {
  return notes.map((note) => ({ ...note, match: {}, seen: 'quoted', example: '' }));
}

type Outcome = Pick<Cell, 'status' | 'breaks' | 'reason' | 'workarounds' | 'also'>;

function unpackOutcome([status, breaks, reason, workarounds]: PackedOutcome, ids: readonly string[]): Outcome {
  const idAt = (place: number) => ids[place] ?? '';
  const outcome = {
    status,
    also: [],
    breaks: breaks.map(([step, id, at]) => ({ step, id: idAt(id), evidence: String(at) })),
  };
  const tried = workarounds.map(([name, how, found]) => {
    const failed = found.map((id) => ({ step: '', id: idAt(id), evidence: '' }));
    return [name, { status: how, ...(failed.length > 0 ? { breaks: failed } : {}) }] as const;
  });
  return {
    ...outcome,
    ...(reason === 0 ? {} : { reason }),
    ...(tried.length > 0 ? { workarounds: Object.fromEntries(tried) } : {}),
  };
}

function unpackCells(group: PackedCells, name: string, outcomes: readonly Outcome[]): readonly Cell[] {
  const { roles, choices, runs } = group;
  const cells: Cell[] = [];
  let place = 0;
  for (let at = 0; at < runs.length; at += 3) {
    place += runs[at]!;
    const outcome = outcomes[runs[at + 1]!]!;
    for (const end = place + runs[at + 2]!; place < end; place++) {
      cells.push({ case: name, on: toolchainsAt(place, roles, choices), ...outcome });
    }
  }
  return cells;
}

function toolchainsAt(place: number, roles: readonly string[], choices: PackedCells['choices']): Cell['on'] {
  const digits: string[] = [];
  let rest = place;
  for (let at = choices.length - 1; at >= 0; at--) {
    const ids = choices[at]!;
    digits[at] = ids[rest % ids.length]!;
    rest = Math.floor(rest / ids.length);
  }
  return Object.fromEntries(roles.map((role, at) => [role, digits[at]!]));
}

function unpackEvidence({ command, exit, log, unmet, cause }: PackedEvidence): Evidence {
  return {
    command,
    env: {},
    exitCode: typeof exit === 'number' ? exit : null,
    ...(typeof exit === 'string' ? { limit: exit } : {}),
    log,
    unmet,
    diagnostics: cause ? [unpackCause(cause)] : [],
  };
}

function unpackCause([reporter, message, code]: NonNullable<PackedEvidence['cause']>): Diagnostic {
  return { reporter, severity: 'error', code, message, logLine: 1, consequence: false } as Diagnostic;
}
