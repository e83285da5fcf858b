import { parseCell } from '../../model/ids.ts';
import type { Break, Cell, CellBreak } from '../../model/results.ts';
import type { Context } from './context.ts';
import { type CureReport, reportCures } from './cures.ts';
import { type ResultsIndex, rolesOf } from './index-results.ts';
import { hasNeverPassed } from './rank-breaks.ts';
import type { Survey } from './survey.ts';

/** What the parts of one break's page share. */
export interface BreakParts {
  readonly context: Context;
  readonly brk: Break;
  /** Cells in which it was seen. */
  readonly affected: readonly Cell[];
  /** All cells of its cases. */
  readonly survey: Survey;
  readonly cures: readonly CureReport[];
  /** No cell of its cases passes. False: some does. */
  readonly neverPassed: boolean;
  /** The cell that stands for all: of the case whose evidence the break has, the one with the newest toolchains. */
  readonly shown: Cell | undefined;
  /** How it failed there, or, where no cell is stored, where the break was first seen. */
  readonly failure: Pick<CellBreak, 'step' | 'evidence'>;
}

/** Gathers what the parts of a break's page need. */
export function gatherParts(context: Context, brk: Break): BreakParts {
  const { index } = context;
  const affected = index.cellsOfBreak.get(brk.id) ?? [];
  const survey = context.survey(brk.cases);
  const named = parseCell(brk.evidence.cell);
  const shown =
    newestOf(
      index,
      affected.filter((cell) => cell.case === named?.case),
    ) ?? affected[0];
  const own = shown?.breaks.find(({ id }) => id === brk.id);
  return {
    context,
    brk,
    affected,
    survey,
    cures: reportCures(index, context.survey, brk),
    neverPassed: hasNeverPassed(brk, survey),
    shown,
    failure: own ?? { step: brk.evidence.step, evidence: brk.evidence.key },
  };
}

/** Compared role by role, in cell order: what matters is Go's version, then Emscripten's, then the hosts'. */
function newestOf(index: ResultsIndex, cells: readonly Cell[]): Cell | undefined {
  const placesOf = (cell: Cell) => rolesOf(index, cell).map((role) => index.order.get(cell.on[role] ?? '') ?? -1);
  let newest: { readonly cell: Cell; readonly places: readonly number[] } | undefined;
  for (const cell of cells) {
    const places = placesOf(cell);
    const at = places.findIndex((place, role) => place !== newest?.places[role]);
    if (!newest || (at >= 0 && places[at]! > newest.places[at]!)) newest = { cell, places };
  }
  return newest?.cell;
}
