import type { Cell, Results } from '../../model/results.ts';
import type { PackedCells } from './page-data.ts';

/** Values that each have a place. */
export interface TableOf<Value> {
  readonly all: readonly Value[];
  place(value: Value): number;
}

/** Packs cells in their order: of each case the places in the product of its toolchains, and how the cells there come out. */
export function packCells(
  { cases, cells }: Pick<Results, 'cases' | 'cells'>,
  outcomeOf: (cell: Cell) => number,
): readonly PackedCells[] {
  const places = new Map(cases.map(({ name }, place) => [name, place]));
  const packed: PackedCells[] = [];
  for (let at = 0; at < cells.length; ) {
    const first = cells[at]!;
    const roles = Object.keys(first.on);
    let end = at + 1;
    while (end < cells.length && isAlike(cells[end]!, first, roles)) end++;
    const group = cells.slice(at, end);
    at = end;
    packed.push(packGroup(places.get(first.case) ?? -1, roles, group, outcomeOf));
  }
  return packed;
}

/** Whether two cells are of one case and have the same roles, in whatever order. False: they need groups of their own. */
function isAlike(cell: Cell, first: Cell, roles: readonly string[]): boolean {
  if (cell.case !== first.case) return false;
  return Object.keys(cell.on).length === roles.length && roles.every((role) => Object.hasOwn(cell.on, role));
}

function packGroup(
  caseAt: number,
  roles: readonly string[],
  group: readonly Cell[],
  outcomeOf: (cell: Cell) => number,
): PackedCells {
  const choices = roles.map((role) => [...new Set(group.map((cell) => cell.on[role]!))]);
  const places = choices.map((ids) => new Map(ids.map((id, place) => [id, place])));
  const runs: number[] = [];
  let next = 0;
  for (const cell of group) {
    const place = roles.reduce((sum, role, at) => sum * choices[at]!.length + places[at]!.get(cell.on[role]!)!, 0);
    const outcome = outcomeOf(cell);
    const length = runs.length;
    if (length > 0 && place === next && runs[length - 2] === outcome) runs[length - 1]!++;
    else runs.push(place - next, outcome, 1);
    next = place + 1;
  }
  return { case: caseAt, roles, choices, runs };
}
