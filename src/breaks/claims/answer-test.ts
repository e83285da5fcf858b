import type { CellsAsked, ClaimTest } from '../../model/claims.ts';
import { compileGlob, matchesGlob } from '../../model/glob.ts';
import { parseToolchain } from '../../model/ids.ts';
import type { Cell } from '../../model/results.ts';
import { inRange } from '../../model/versions.ts';

/** What measured cells say to one test. */
export interface Answer {
  readonly yes: readonly Cell[];
  readonly no: readonly Cell[];
  /** Cells that were to decide it and could not: the machine failed, or the step did not run. */
  readonly open: readonly Cell[];
}

/** A test that cells answer. */
export type CellTest = Extract<ClaimTest, CellsAsked>;

/** Asks cells. Those that were skipped say nothing, and are in none of the lists. */
export function answerTest(test: CellTest, cells: readonly Cell[]): Answer {
  const answer = { yes: [] as Cell[], no: [] as Cell[], open: [] as Cell[] };
  const fits = compileGlob(test.case);
  for (const cell of cells) {
    if (cell.status === 'skip' || !fits(cell.case) || !isMeant(cell, test.when ?? {})) continue;
    const holds = answerOf(test, cell);
    answer[holds === null ? 'open' : holds ? 'yes' : 'no'].push(cell);
  }
  return answer;
}

function isMeant(cell: Cell, when: Readonly<Record<string, string>>): boolean {
  return Object.entries(when).every(([role, range]) => {
    const toolchain = Object.hasOwn(cell.on, role) ? parseToolchain(cell.on[role]!) : null;
    return toolchain !== null && inRange(toolchain.tool, toolchain.version, range);
  });
}

function answerOf(test: CellTest, cell: Cell): boolean | null {
  if (cell.status === 'infra') return null;
  if (test.ask === 'reports') {
    const value = reportedBy(cell, test.name, test.step);
    return value === undefined ? null : isInBounds(value, test);
  }
  const own = cell.breaks.filter(({ step }) => test.step === undefined || step === test.step);
  // A step that never ran says nothing; a cell of which something else broke still answers for itself.
  if (own.length === 0 && test.step !== undefined && cell.untested?.includes(test.step)) return null;
  return test.ask === 'works' ? own.length === 0 : own.some(({ id }) => matchesGlob(test.by, id));
}

/** The value that a cell reported under a name: of the step that is named, else of whichever of its steps did. */
export function reportedBy({ reported = {} }: Cell, name: string, step?: string): string | undefined {
  const key = Object.keys(reported).find((one) =>
    step === undefined ? one.endsWith(`/${name}`) : one === `${step}/${name}`,
  );
  return key === undefined ? undefined : reported[key];
}

function isInBounds(value: string, { is, atLeast, atMost }: CellTest & { ask: 'reports' }): boolean | null {
  if (is !== undefined) return value === is;
  const number = value.trim() === '' ? Number.NaN : Number(value);
  if (!Number.isFinite(number)) return null;
  return atLeast !== undefined ? number >= Number(atLeast) : number <= Number(atMost);
}
