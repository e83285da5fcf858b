import { groupBy } from '../../model/group.ts';
import { memoise } from '../../model/memoise.ts';
import type { Cell } from '../../model/results.ts';
import { countOutcomes, type Outcome, type OutcomeCounts } from './grid.ts';
import { partnersOf, type ResultsIndex } from './index-results.ts';
import { type Tally, tallyCells } from './tally.ts';
import { countToolchains } from './where.ts';
import { outcomeOf } from './workaround-outcome.ts';

/** What pages ask of all cells of some cases, whichever break they are about. */
export interface Survey {
  readonly cells: readonly Cell[];
  readonly tally: Tally;
  /** Role → how many toolchains play it. */
  readonly possible: ReadonlyMap<string, number>;
  /** Break id → in how many of the cells it was seen. */
  readonly breaks: ReadonlyMap<string, number>;
  /** Cells that pass without a workaround and break with it. */
  readonly harms: (workaround: string) => readonly Cell[];
  /** The cells by what plays all roles but one, as `partnersOf` names it. */
  readonly counterparts: (role: string) => ReadonlyMap<string, readonly Cell[]>;
  /** The cells along some axes, by status. */
  readonly byStatus: (axes: readonly string[]) => OutcomeCounts;
  /** The cells along some axes, by how they do with a workaround. */
  readonly byCure: (axes: readonly string[], workaround: string) => OutcomeCounts;
}

/** Surveys cases. */
export type Surveyor = (cases: readonly string[]) => Survey;

/**
 * A surveyor that looks at the cells of each set of cases once for each question: thousands of breaks may share a case,
 * and each has a page.
 */
export function makeSurveyor(index: ResultsIndex): Surveyor {
  const surveyed = memoise((key: string) => surveyCases(index, key === '' ? [] : key.split('\n')));
  return (cases) => surveyed(cases.join('\n'));
}

function surveyCases(index: ResultsIndex, cases: readonly string[]): Survey {
  const lists = cases.map((name) => index.cellsOfCase.get(name) ?? []);
  const cells = lists.length === 1 ? lists[0]! : lists.flat();
  const breaks = new Map<string, number>();
  for (const cell of cells) for (const id of breaksOf(cell)) breaks.set(id, (breaks.get(id) ?? 0) + 1);
  const along = (key: string) => (key === '' ? [] : key.split('\n'));
  const byStatus = memoise((key: string) => countOutcomes(index, cells, along(key), outcomeOfStatus));
  const byCure = memoise((key: string) => {
    const [workaround, ...axes] = key.split('\n');
    return countOutcomes(index, cells, axes, (cell) => outcomeOfCure(cell, workaround!));
  });
  return {
    cells,
    tally: tallyCells(cells),
    possible: countToolchains(cells),
    breaks,
    harms: memoise((workaround: string) =>
      cells.filter((cell) => cell.status === 'pass' && outcomeOf(cell, workaround)?.status === 'break'),
    ),
    counterparts: memoise((role: string) => groupBy(cells, (cell) => partnersOf(cell, role))),
    byStatus: (axes) => byStatus(axes.join('\n')),
    byCure: (axes, workaround) => byCure([workaround, ...axes].join('\n')),
  };
}

/** The breaks of a cell, each once: several of its steps may fail for the same reason. */
export function breaksOf({ breaks }: Cell): ReadonlySet<string> {
  return breaks.length === 0 ? NONE : new Set(breaks.map(({ id }) => id));
}

const NONE: ReadonlySet<string> = new Set();

function outcomeOfStatus(cell: Cell): Outcome {
  if (cell.status === 'pass') return 'works';
  return cell.status === 'break' ? 'breaks' : 'unknown';
}

function outcomeOfCure(cell: Cell, workaround: string): Outcome {
  const status = outcomeOf(cell, workaround)?.status;
  if (status === 'pass') return 'works';
  return status === 'break' ? 'breaks' : 'unknown';
}
