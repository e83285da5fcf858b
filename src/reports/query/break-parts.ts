import { parseCell } from '../../model/ids.ts';
import type { Break, Cell } from '../../model/results.ts';
import type { Context } from './context.ts';
import { type CureReport, reportCures } from './cures.ts';
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
  /** The cell that stands for all: the one whose evidence is shown. */
  readonly shown: Cell | undefined;
}

/** Gathers what the parts of a break's page need. */
export function gatherParts(context: Context, brk: Break): BreakParts {
  const { index } = context;
  const affected = index.cellsOfBreak.get(brk.id) ?? [];
  const survey = context.survey(brk.cases);
  const named = parseCell(brk.evidence.cell);
  const same = (cell: Cell) =>
    cell.case === named?.case && Object.entries(named.on).every(([role, id]) => cell.on[role] === id);
  return {
    context,
    brk,
    affected,
    survey,
    cures: reportCures(index, context.survey, brk),
    neverPassed: hasNeverPassed(brk, survey),
    shown: affected.find(same) ?? affected[0],
  };
}
