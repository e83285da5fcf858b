import * as z from 'zod';
import { CERTAINTIES, type Certainty } from '../../model/certainty.ts';
import { isKind, type Kind } from '../../model/codes.ts';
import { ProblemInInput } from '../../model/errors.ts';
import { isTool, type Tool } from '../../model/tools.ts';
import { isRange } from '../../model/versions.ts';
import { ACTORS, type Actor } from '../kinds/kind-info.ts';
import { type KnownUse, USES_SCHEMA } from './known-use.ts';
import { oneOrMore } from './one-or-more.ts';

/** A break that is understood: where it applies, why it happens, what helps, and who says so. */
export interface KnownBreak {
  readonly name: string;
  readonly title: string;
  readonly match: {
    /** Any where it is left out, lines of a log that no grammar reads among them. */
    readonly kind?: readonly Kind[] | undefined;
    /** Patterns with `*`; one has to fit. */
    readonly subject?: readonly string[] | undefined;
    readonly case?: string | undefined;
    readonly step?: string | undefined;
    /** Parts of a message or of an unmet expectation, with `*`; one has to be found. */
    readonly text?: readonly string[] | undefined;
  };
  /**
   * Whether it speaks of logs alone: a run knows its versions, and the catalogue has no place for it. False: it
   * explains breaks of runs too.
   */
  readonly logsOnly?: boolean | undefined;
  /** Names the break where the message does not. */
  readonly subject?: string | undefined;
  /** Tool → semver range in which references say that it breaks. */
  readonly documented: Readonly<Partial<Record<Tool, string>>>;
  readonly explanation: string;
  /**
   * What a log has to show beside the message, each by itself: a fact (`tool:emscripten`, `setting:MAIN_MODULE`,
   * `flag:-pthread`), `line:` and part of a line; ` | ` between alternatives.
   */
  readonly needs?: readonly string[] | undefined;
  /** What speaks against it where a log shows it, in the words of `needs`. */
  readonly unless?: readonly string[] | undefined;
  /** How sure it is wherever it fits; without it that follows from message and log. */
  readonly certainty?: Certainty | undefined;
  /** What would show whether it is so: one command, or one thing to look at. */
  readonly check?: string | undefined;
  /** Who can act, where that is not whom the kind names. */
  readonly actor?: Actor | undefined;
  readonly cure: string;
  /** `emscripten ChangeLog 4.0.7`, `golang/go#55351`. */
  readonly refs: readonly string[];
  /** Whether the message was printed by a real tool, or is quoted from an issue or a source. */
  readonly seen: 'measured' | 'quoted';
  /** The message as a tool prints it. */
  readonly example: string;
  /** What in a project's files it is about; none where no text shows that. */
  readonly uses?: readonly KnownUse[] | undefined;
}

const kind = z.custom<Kind>((value) => typeof value === 'string' && isKind(value), 'is no kind');
const line = z.string().min(1).max(2000);

const SCHEMA = z.strictObject({
  name: z.string().regex(/^[a-z0-9][a-z0-9.-]*$/, 'may have lower-case letters, digits, dots and hyphens'),
  title: line,
  match: z
    .strictObject({
      kind: oneOrMore(kind).optional(),
      subject: oneOrMore(line).optional(),
      case: line.optional(),
      step: line.optional(),
      text: oneOrMore(line).optional(),
    })
    .refine(({ kind: of, subject, text }) => of || subject || text, 'asks for nothing'),
  subject: line.optional(),
  documented: z.record(z.string(), z.string()).default({}).transform(readWindows),
  explanation: line,
  needs: oneOrMore(line).optional(),
  unless: oneOrMore(line).optional(),
  certainty: z.enum(CERTAINTIES).optional(),
  check: line.optional(),
  actor: z.enum(ACTORS).optional(),
  cure: line,
  refs: z.array(line).min(1),
  seen: z.enum(['measured', 'quoted']),
  example: line,
  uses: USES_SCHEMA.optional(),
});

/**
 * Checks what one knowledge file holds, a list of entries as a YAML reader gives it; `file` names it in a problem. Entries
 * of `knowledge/logs` speak of logs alone. Throws `ProblemInInput`.
 */
export function parseKnowledge(value: unknown, file: string, logsOnly = false): readonly KnownBreak[] {
  const parsed = z.array(SCHEMA).safeParse(value);
  if (parsed.success) return logsOnly ? parsed.data.map((entry) => ({ ...entry, logsOnly })) : parsed.data;
  const { path, message } = parsed.error.issues[0]!;
  throw new ProblemInInput(`${path.join('.') || 'the list'}: ${message}`, { position: { file } });
}

/** Refuses two entries of one name. Throws `ProblemInInput` for the first such name. */
export function joinKnowledge(lists: readonly (readonly KnownBreak[])[]): readonly KnownBreak[] {
  const entries = lists.flat();
  const names = new Set<string>();
  for (const { name } of entries) {
    if (names.has(name)) throw new ProblemInInput(`two knowledge entries are called ${name}`);
    names.add(name);
  }
  return entries;
}

function readWindows(windows: Record<string, string>, context: z.RefinementCtx): Partial<Record<Tool, string>> {
  const result: Partial<Record<Tool, string>> = {};
  for (const [tool, range] of Object.entries(windows)) {
    if (isTool(tool) && isRange(tool, range)) result[tool] = range;
    else context.addIssue({ code: 'custom', message: `${tool}: ${range} is no tool and range` });
  }
  return result;
}
