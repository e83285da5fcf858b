import { matchesGlob } from '../../model/glob.ts';
import { byCodeUnit } from '../../model/order.ts';
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
  const absent = (rules.has ?? []).filter((pattern) => !names.some((name) => matchesGlob(pattern, name)));
  const unexpected = names.filter(
    (name) =>
      (rules.only !== undefined && !rules.only.some((pattern) => matchesGlob(pattern, name))) ||
      (rules.not ?? []).some((pattern) => matchesGlob(pattern, name)),
  );
  return { absent: sortUnique(absent), unexpected: sortUnique(unexpected) };
}

/** The name that patterns for imports and exports are compared with: `module.name`, or `name` of an export. */
export function patternName(entry: ModuleEntry): string {
  return entry.module === undefined ? entry.name : `${entry.module}.${entry.name}`;
}

function sortUnique(names: readonly string[]): string[] {
  return [...new Set(names)].sort(byCodeUnit);
}
