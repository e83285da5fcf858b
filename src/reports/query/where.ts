import type { Break, Cell } from '../../model/results.ts';
import { isTool, TOOLS } from '../../model/tools.ts';
import { blamedTools, printNumber } from '../text/words.ts';
import { factorCombinations } from './factor-cells.ts';
import { ownToolchains, type ResultsIndex, rolesOf } from './index-results.ts';
import { titleOfAll } from './labels.ts';

/** The most versions that one sentence lists. */
const MOST_VERSIONS = 24;

/**
 * The roles along which a break's versions are laid out in some of its cases: those of the tools blamed there. A tool that
 * only plays declared roles in the first of them is laid out by each of these.
 */
export function axesOf(
  index: ResultsIndex,
  brk: Break,
  { blame, cases }: Pick<Break, 'blame' | 'cases'> = brk,
): readonly string[] {
  const first = index.cellsOfBreak.get(brk.id)?.find((cell) => cases.includes(cell.case));
  if (!first) return [];
  const roles = rolesOf(index, first);
  return blamedTools(blame).flatMap((tool) =>
    roles.includes(tool) ? [tool] : roles.filter((role) => index.toolOf.get(first.on[role] ?? '') === tool),
  );
}

/** The toolchain of a cell along an axis; undefined where the cell has none. */
export function alongAxis(index: ResultsIndex, cell: Cell, axis: string): string | undefined {
  if (Object.hasOwn(cell.on, axis)) return cell.on[axis];
  return isTool(axis) ? ownToolchains(cell, axis, index.toolOf)[0] : undefined;
}

/** How combinations are put into words. */
export interface WordingOptions {
  /** How many toolchains each role could have had: where all of them occur, that is said as `every tested Go`. */
  readonly possible: ReadonlyMap<string, number>;
  /** At most so many products, and then how many more. */
  readonly most: number;
  /** Roles that are said first. */
  readonly first?: readonly string[];
  /** Roles that are not said, since the reader knows them. */
  readonly without?: readonly string[];
}

/** Which combinations cells stand for, as plain text, one line a product of versions. Claims no other combination. */
export function describeCells(index: ResultsIndex, cells: readonly Cell[], options: WordingOptions): readonly string[] {
  const { possible, most } = options;
  const lines = new Set<string>();
  for (const group of groupByRoles(index, cells, options)) {
    if (group.roles.length === 0) continue;
    const rows = group.cells.map((cell) => group.roles.map((role) => cell.on[role]!));
    for (const product of factorCombinations(rows, index.order)) {
      lines.add(
        group.roles.map((role, at) => describeAxis(index, role, product[at]!, possible.get(role) ?? 0)).join(' × '),
      );
    }
  }
  const said = [...lines].filter((line) => line !== '');
  if (said.length <= most) return said;
  return [...said.slice(0, most), `and ${printNumber(said.length - most)} more combinations`];
}

/** Role → how many toolchains play it in some cells. */
export function countToolchains(cells: readonly Cell[]): ReadonlyMap<string, number> {
  const seen = new Map<string, Set<string>>();
  for (const cell of cells) {
    for (const role in cell.on) {
      const ids = seen.get(role);
      if (ids) ids.add(cell.on[role]!);
      else seen.set(role, new Set([cell.on[role]!]));
    }
  }
  return new Map([...seen].map(([role, ids]) => [role, ids.size]));
}

function groupByRoles(index: ResultsIndex, cells: readonly Cell[], { first = [], without = [] }: WordingOptions) {
  const groups = new Map<string, { roles: readonly string[]; cells: Cell[] }>();
  const rolesOfCase = new Map<string, readonly string[]>();
  for (const cell of cells) {
    let roles = rolesOfCase.get(cell.case);
    if (!roles) {
      const all = rolesOf(index, cell).filter((role) => Object.hasOwn(cell.on, role) && !without.includes(role));
      roles = [...all.filter((role) => first.includes(role)), ...all.filter((role) => !first.includes(role))];
      rolesOfCase.set(cell.case, roles);
    }
    const key = roles.join('+');
    const group = groups.get(key);
    if (group) group.cells.push(cell);
    else groups.set(key, { roles, cells: [cell] });
  }
  return groups.values();
}

function describeAxis(index: ResultsIndex, role: string, ids: readonly string[], possible: number): string {
  const tool = index.toolOf.get(ids[0]!);
  const title = tool ? TOOLS[tool].title : role;
  const lead = tool === role ? '' : `${role}: `;
  if (ids.length === possible && possible > 2) return `${lead}every tested ${title} (${possible})`;
  return titleOfAll(index, ids, { role, most: MOST_VERSIONS });
}
