import * as z from 'zod';
import { canonicalJson } from '../../model/canonical.ts';
import { ProblemInInput } from '../../model/errors.ts';
import { VERDICTS } from '../../model/results.ts';
import { TOOL_NAMES } from '../../model/tools.ts';

/** Bounds of a history file: a line, and all lines. A nightly run for ten years stays far below. */
const LONGEST_LINE = 1 << 18;
const MOST_LINES = 200_000;

const count = z.number().int().nonnegative();
const word = z.string().min(1).max(500);

const runEntry = z.strictObject({
  kind: z.literal('run'),
  run: word,
  date: z.iso.date(),
  toolchains: z.array(word).max(10_000),
  counts: z.strictObject({ pass: count, break: count, skip: count, infra: count }),
  verdicts: z.partialRecord(z.enum(VERDICTS), count),
  known: z.partialRecord(z.enum(TOOL_NAMES as [string, ...string[]]), word).optional(),
  noise: z.strictObject({ cells: count, differ: count }).optional(),
  costs: z.record(word, count).optional(),
});

const breakEntry = z.strictObject({
  kind: z.literal('break'),
  run: word,
  date: z.iso.date(),
  id: word,
  verdict: z.enum(VERDICTS),
  cells: count,
  left: count.optional(),
});

const renameEntry = z.strictObject({
  kind: z.literal('rename'),
  run: word,
  date: z.iso.date(),
  was: word,
  id: word,
  left: count,
});

/** One line of `history.jsonl`. */
export type HistoryEntry = RunEntry | BreakEntry | RenameEntry;

/**
 * A run: its date (`2026-08-30`, given by the caller), the ids of the toolchains that it ran, how its cells came out,
 * the verdicts against its baseline, the newest version of each tool that any source offered, where one was asked, and
 * of how many cells that were executed twice the two outcomes differ, and what each step took on average, in milliseconds
 * of CPU time, by which shards are balanced and smoke checks planned: by `case step`, in older runs by case alone.
 */
export type RunEntry = z.infer<typeof runEntry>;

/** A break that changed in a run: the verdict, in how many cells, and how many cells of the catalogue have it afterwards. */
export type BreakEntry = z.infer<typeof breakEntry>;

/** A break that the rules of this run call otherwise, and how many cells have the former name still: its life goes on. */
export type RenameEntry = z.infer<typeof renameEntry>;

const anyEntry = z.discriminatedUnion('kind', [runEntry, breakEntry, renameEntry]);

/** Lines to append to `history.jsonl`. */
export function formatHistory(entries: readonly HistoryEntry[]): string {
  return entries.map((entry) => `${canonicalJson(entry)}\n`).join('');
}

/**
 * Reads `history.jsonl`, oldest line first. A last line without its line break, as a killed writer leaves it, is left out.
 * Throws ProblemInInput with the line where the text is no history.
 */
export function parseHistory(text: string, file: string): readonly HistoryEntry[] {
  const lines = text.split('\n', MOST_LINES + 1);
  if (lines.length > MOST_LINES) throw new ProblemInInput(`more than ${MOST_LINES} lines`, { position: { file } });
  if (lines.at(-1) !== '') lines.pop();
  return lines.flatMap((line, at) => (line.trim() === '' ? [] : [parseLine(line, { file, line: at + 1 })]));
}

function parseLine(line: string, position: { readonly file: string; readonly line: number }): HistoryEntry {
  if (line.length > LONGEST_LINE) throw new ProblemInInput('a line that is too long', { position });
  let value: unknown;
  try {
    value = JSON.parse(line);
  } catch {
    throw new ProblemInInput('a line that is no JSON', { position });
  }
  const parsed = anyEntry.safeParse(value);
  if (parsed.success) return parsed.data;
  const issue = parsed.error.issues[0];
  throw new ProblemInInput(`${issue?.path.join('.') || 'entry'}: ${issue?.message}`, { position });
}

/** `case step`, or a case → milliseconds of CPU time of a step, as the last run that had it measured them. */
export function lastCosts(history: readonly HistoryEntry[]): ReadonlyMap<string, number> {
  return new Map(history.flatMap((entry) => (entry.kind === 'run' ? Object.entries(entry.costs ?? {}) : [])));
}

/** Toolchain id → date of the last run that had it. */
export function lastRuns(history: readonly HistoryEntry[]): ReadonlyMap<string, string> {
  const dates = new Map<string, string>();
  for (const entry of history) {
    if (entry.kind !== 'run') continue;
    for (const id of entry.toolchains) if ((dates.get(id) ?? '') < entry.date) dates.set(id, entry.date);
  }
  return dates;
}

/** Tool → the newest version that the last run which asked heard of, and when. */
export function newestKnown(history: readonly HistoryEntry[]): ReadonlyMap<string, { version: string; date: string }> {
  const known = new Map<string, { version: string; date: string }>();
  for (const entry of history) {
    if (entry.kind !== 'run') continue;
    for (const [tool, version] of Object.entries(entry.known ?? {})) {
      if ((known.get(tool)?.date ?? '') <= entry.date)
        known.set(tool, { version: version as string, date: entry.date });
    }
  }
  return known;
}
