import { CODES, isCode, type Kind } from '../../model/codes.ts';
import type { Diagnostic } from '../../model/diagnostic.ts';
import { memoise } from '../../model/memoise.ts';
import type { Break, Cell, Evidence } from '../../model/results.ts';
import { excerptLines } from './excerpt.ts';
import type { ResultsIndex } from './index-results.ts';

/** Evidence by key; undefined where the results do not have it. */
export function evidenceOf(index: ResultsIndex, key: string): Evidence | undefined {
  return Object.hasOwn(index.results.evidence, key) ? index.results.evidence[key] : undefined;
}

/** The part of a log around its cause. */
export function excerptLog(evidence: Evidence, kind: Kind): string {
  return excerptLines(evidence.log, causeOf(evidence, kind)?.logLine ?? 1);
}

/** One way in which a tool words a break. */
export interface Wording {
  readonly reporter: string;
  readonly message: string;
  readonly cells: readonly Cell[];
}

/** The different messages of one break, most frequent first; messages that differ in digits and paths alone are one. */
export function collectWordings(index: ResultsIndex, brk: Break): readonly Wording[] {
  const wordings = new Map<string, { reporter: string; message: string; cells: Cell[] }>();
  // Many cells share few pieces of evidence.
  const read = memoise((key: string) => {
    const evidence = evidenceOf(index, key);
    const cause = evidence && causeOf(evidence, brk.kind);
    return cause && { cause, shape: shapeOf(cause) };
  });
  for (const cell of index.cellsOfBreak.get(brk.id) ?? []) {
    const found = read(cell.breaks.find(({ id }) => id === brk.id)!.evidence);
    if (!found) continue;
    const { cause, shape } = found;
    const same = wordings.get(shape);
    if (same) same.cells.push(cell);
    else wordings.set(shape, { reporter: cause.reporter, message: cause.message, cells: [cell] });
  }
  return [...wordings.values()].sort((a, b) => b.cells.length - a.cells.length);
}

/** What messages that are worded alike have in common: who says it, and what, without digits and paths. */
export function shapeOf({ reporter, message }: Diagnostic): string {
  return `${reporter} ${message.replace(/\S*\/\S*|0x[0-9a-f]+|\d+/gi, '*')}`;
}

/** The message that a failed step's evidence shows a break by, or what was not met; undefined where it has neither. */
export function firstMessage(index: ResultsIndex, key: string, kind: Kind | undefined): string | undefined {
  const evidence = evidenceOf(index, key);
  if (!evidence) return undefined;
  return (kind && causeOf(evidence, kind)?.message) ?? evidence.unmet?.[0];
}

/**
 * The message by which a failed step's evidence shows a break: of its kind, else the first that is no consequence, else the
 * first. Undefined where there is none.
 */
export function causeOf(evidence: Evidence, kind: Kind): Diagnostic | undefined {
  const { diagnostics } = evidence;
  const ofKind = isCode(kind) ? diagnostics.find((message) => message.code === kind) : undefined;
  return ofKind ?? diagnostics.find((message) => !isConsequence(message)) ?? diagnostics[0];
}

function isConsequence(message: Diagnostic): boolean {
  return message.consequence || (isCode(message.code) && CODES[message.code].consequence);
}
