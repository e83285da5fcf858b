import { byCodeUnit } from '../../model/order.ts';
import type { Break, Cell } from '../../model/results.ts';
import { TOOLS } from '../../model/tools.ts';
import { blamedTools } from '../text/words.ts';
import { ageOf, isOngoing } from './age.ts';
import { isOwnCase, mixesVersions } from './choices.ts';
import { cureOf } from './cures.ts';
import type { ResultsIndex } from './index-results.ts';
import type { Survey, Surveyor } from './survey.ts';

/** A break with what decides how much it matters. */
export interface RankedBreak {
  readonly brk: Break;
  /** Cells in which it was seen. */
  readonly affected: number;
  /** Cells of these that some workaround avoids. */
  readonly cured: number;
  /** No cell of its cases passes: versions change at most the way in which they fail. False: some does. */
  readonly neverPassed: boolean;
  /** All its cases put statements of others to the test. False: some case shows what a project meets. */
  readonly ofClaims: boolean;
  /** Still there in the newest tested versions. False: it went with a version. */
  readonly ongoing: boolean;
}

/**
 * All breaks, what matters most first: those that some version avoids before those that none does, those that one Go or one
 * Emscripten decides before those of other tools and of versions that are mixed, those still there before those that newer versions fixed, those without a
 * cure on each of their cells before the rest, then by the number of cases, of cells, and the most recent.
 */
export function rankBreaks(index: ResultsIndex, survey: Surveyor): readonly RankedBreak[] {
  const ranked = index.results.breaks.map((brk) => {
    const cells = index.cellsOfBreak.get(brk.id) ?? [];
    const cured = cells.filter((cell) => cureOf(cell) !== undefined).length;
    const ongoing = isOngoing(brk);
    const neverPassed = hasNeverPassed(brk, survey(brk.cases));
    const ofClaims = !brk.cases.some((name) => isOwnCase(index, name));
    const ofOthers = !blamedTools(brk.blame).some((tool) => tool === 'go' || tool === 'emsdk');
    const isAside = ofOthers || cells.every((cell) => mixesVersions(index, cell) || hasOtherCompiler(index, cell));
    const first = [ofClaims, neverPassed, isAside, !ongoing, cured === cells.length].map(Number);
    const keys = first.concat(-new Set(cells.map((cell) => cell.case)).size, -cells.length, ageOf(index, brk));
    return { keys, row: { brk, affected: cells.length, cured, neverPassed, ofClaims, ongoing } };
  });
  ranked.sort((a, b) => compareKeys(a.keys, b.keys) || byCodeUnit(a.row.brk.id, b.row.brk.id));
  return ranked.map(({ row }) => row);
}

/** Whether no cell of a break's cases passes. False: some does, so that versions matter. */
export function hasNeverPassed(brk: Break, { tally }: Survey): boolean {
  return brk.always || tally.pass === 0;
}

/** Whether something beyond Go, Emscripten and hosts takes part in a cell: another compiler, linker or library. */
function hasOtherCompiler(index: ResultsIndex, cell: Cell): boolean {
  const tools = Object.values(cell.on).flatMap((id) => index.toolOf.get(id) ?? []);
  return tools.some((tool) => tool !== 'go' && tool !== 'emsdk' && !TOOLS[tool].host);
}

function compareKeys(a: readonly number[], b: readonly number[]): number {
  const at = a.findIndex((key, place) => key !== b[place]);
  return at < 0 ? 0 : a[at]! - b[at]!;
}
