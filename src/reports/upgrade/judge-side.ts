import type { KnownBreak } from '../../breaks/knowledge/knowledge.ts';
import type { Cell } from '../../model/results.ts';
import { inRange } from '../../model/versions.ts';
import type { AxisAnswer } from '../query/pair-axis.ts';

/** How a case does with the versions of one side; `open` where tested neighbours of an untested version differ. */
export type State = 'pass' | 'break' | 'open';

/** Finds the knowledge that explains a break in a case. */
export type FindNote = (breakId: string, caseName: string) => KnownBreak | undefined;

/**
 * What holds of cells that speak for some versions. Where an untested version's neighbours differ, or all fail by a break that
 * references deny for it, documented windows of these breaks decide, if they all have one.
 */
export function judgeSide(
  cells: readonly Cell[],
  versions: readonly AxisAnswer[],
  noteOf: FindNote,
): { readonly state: State; readonly documented: boolean } {
  const failing = cells.filter(({ status }) => status === 'break');
  if (failing.length === 0) return { state: 'pass', documented: false };
  const untested = versions.filter(({ tested }) => !tested);
  if (untested.length === 0) return { state: failing.length === cells.length ? 'break' : 'open', documented: false };
  const said = failing.flatMap((cell) => cell.breaks.map(({ id }) => saysOf(noteOf(id, cell.case), untested)));
  const all = failing.length === cells.length;
  if (said.includes(undefined)) return { state: all && !said.includes(false) ? 'break' : 'open', documented: false };
  if (all) return { state: said.includes(true) ? 'break' : 'open', documented: false };
  return { state: said.includes(true) ? 'break' : 'pass', documented: true };
}

/** Whether references say that a break is there in untested versions; undefined where they say nothing of their tools. */
function saysOf(note: KnownBreak | undefined, untested: readonly AxisAnswer[]): boolean | undefined {
  const windows = untested.flatMap(({ tool, version }) => {
    const range = note?.documented[tool];
    return range === undefined ? [] : [inRange(tool, version, range)];
  });
  return windows.length === 0 ? undefined : !windows.includes(false);
}
