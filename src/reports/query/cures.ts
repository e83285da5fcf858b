import type { Break, CaseEntry, Cell, WorkaroundEntry } from '../../model/results.ts';
import type { ResultsIndex } from './index-results.ts';
import type { Surveyor } from './survey.ts';
import { outcomeOf } from './workaround-outcome.ts';

/** What a workaround did to the cells of one case, seen from one break. */
export interface CureReport {
  readonly case: CaseEntry;
  readonly workaround: WorkaroundEntry;
  /** Cells where the break was seen and the workaround passes: only here is a cure claimed. */
  readonly helps: readonly Cell[];
  /** Cells where the same break is seen with the workaround. */
  readonly fails: readonly Cell[];
  /** Cells where the workaround gets past the break and into another one. */
  readonly elsewhere: readonly Cell[];
  /** Cells that pass without the workaround and break with it. */
  readonly harms: readonly Cell[];
}

/** All workarounds of a break's cases, those that help on most cells first. */
export function reportCures(index: ResultsIndex, survey: Surveyor, brk: Break): readonly CureReport[] {
  const reports: CureReport[] = [];
  const all = index.cellsOfBreak.get(brk.id) ?? [];
  for (const name of brk.cases) {
    const entry = index.cases.get(name);
    if (!entry || entry.workarounds.length === 0) continue;
    const affected = all.filter((cell) => cell.case === name);
    for (const workaround of entry.workarounds) {
      const harms = survey([name]).harms(workaround.name);
      reports.push({ case: entry, workaround, ...judge(brk, workaround.name, affected), harms });
    }
  }
  return reports.sort((a, b) => b.helps.length - a.helps.length);
}

/** The name of a workaround that passes on a cell which breaks; undefined where none does. */
export function cureOf(cell: Cell): string | undefined {
  if (cell.status !== 'break') return undefined;
  return Object.entries(cell.workarounds ?? {}).find(([, outcome]) => outcome.status === 'pass')?.[0];
}

function judge(brk: Break, workaround: string, affected: readonly Cell[]) {
  const helps: Cell[] = [];
  const fails: Cell[] = [];
  const elsewhere: Cell[] = [];
  for (const cell of affected) {
    const outcome = outcomeOf(cell, workaround);
    if (outcome?.status === 'pass') helps.push(cell);
    if (outcome?.status !== 'break') continue;
    if (outcome.breaks?.some((found) => found.id === brk.id)) fails.push(cell);
    else elsewhere.push(cell);
  }
  return { helps, fails, elsewhere };
}
