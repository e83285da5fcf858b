import { byCodeUnit } from '../../model/canonical.ts';
import type { ModuleEntry } from '../../model/results.ts';

/** What a case asks of a list of names; `*` in a pattern stands for any characters, also none. */
export interface NameRules {
  /** Each pattern must match a name. */
  readonly has?: readonly string[] | undefined;
  /** Each name must match one of the patterns; an empty list allows no name. */
  readonly only?: readonly string[] | undefined;
  /** No name may match any of the patterns. */
  readonly not?: readonly string[] | undefined;
}

/** What rules and names disagree about, sorted and without repetition. */
export interface NameFindings {
  /** Patterns of `has` without a match. */
  readonly absent: readonly string[];
  /** Names outside `only` or inside `not`. */
  readonly unexpected: readonly string[];
}

/** Holds a list of names against rules. */
export function checkNames(rules: NameRules, names: readonly string[]): NameFindings {
  const absent = (rules.has ?? []).filter((pattern) => !names.some((name) => matchName(pattern, name)));
  const unexpected = names.filter(
    (name) =>
      (rules.only !== undefined && !rules.only.some((pattern) => matchName(pattern, name))) ||
      (rules.not ?? []).some((pattern) => matchName(pattern, name)),
  );
  return { absent: sortUnique(absent), unexpected: sortUnique(unexpected) };
}

/**
 * Whether a pattern with `*` matches all of a name. Each piece between stars is searched for once, from left to right,
 * so no pattern makes it slow.
 */
export function matchName(pattern: string, name: string): boolean {
  const pieces = pattern.split('*');
  const first = pieces[0]!;
  const last = pieces.at(-1)!;
  if (pieces.length === 1) return pattern === name;
  if (name.length < first.length + last.length || !name.startsWith(first) || !name.endsWith(last)) return false;
  const end = name.length - last.length;
  let at = first.length;
  for (const piece of pieces.slice(1, -1)) {
    const found = name.indexOf(piece, at);
    if (found < 0 || found + piece.length > end) return false;
    at = found + piece.length;
  }
  return true;
}

/** The name that patterns for imports and exports are held against: `module.name`, or `name` of an export. */
export function patternName(entry: ModuleEntry): string {
  return entry.module === undefined ? entry.name : `${entry.module}.${entry.name}`;
}

function sortUnique(names: readonly string[]): string[] {
  return [...new Set(names)].sort(byCodeUnit);
}
