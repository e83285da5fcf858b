import { byCodeUnit } from '../../model/order.ts';

/** A set of combinations: in each role any of some toolchains. */
export type Product = readonly (readonly string[])[];

/**
 * Combinations (one toolchain a role, all of one length) as few products that together are exactly these combinations,
 * so that text about many cells can be short and still claims nothing that was not run. `order` is the place of each
 * toolchain among all.
 */
export function factorCombinations(
  rows: readonly (readonly string[])[],
  order: ReadonlyMap<string, number>,
): readonly Product[] {
  const compare = (a: string, b: string) => (order.get(a) ?? -1) - (order.get(b) ?? -1) || byCodeUnit(a, b);
  const unique = new Map(rows.map((row) => [row.join('+'), row]));
  return factor([...unique.values()], 0, compare);
}

function factor(
  rows: readonly (readonly string[])[],
  at: number,
  compare: (a: string, b: string) => number,
): readonly Product[] {
  const width = rows[0]?.length ?? 0;
  if (at >= width) return rows.length > 0 ? [[]] : [];
  const byFirst = new Map<string, (readonly string[])[]>();
  for (const row of rows) {
    const group = byFirst.get(row[at]!);
    if (group) group.push(row);
    else byFirst.set(row[at]!, [row]);
  }
  const byRest = new Map<string, { firsts: string[]; rest: readonly Product[] }>();
  for (const [first, group] of byFirst) {
    const rest = factor(group, at + 1, compare);
    const key = JSON.stringify(rest);
    const same = byRest.get(key);
    if (same) same.firsts.push(first);
    else byRest.set(key, { firsts: [first], rest });
  }
  const sorted = [...byRest.entries()].map(([key, { firsts, rest }]) => ({
    key,
    firsts: firsts.sort(compare),
    rest,
  }));
  sorted.sort((a, b) => compare(a.firsts[0]!, b.firsts[0]!) || byCodeUnit(a.key, b.key));
  return sorted.flatMap(({ firsts, rest }) => rest.map((product) => [firsts, ...product]));
}
