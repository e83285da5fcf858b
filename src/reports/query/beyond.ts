import { parseToolchain } from '../../model/ids.ts';
import type { Cell, RoleRange } from '../../model/results.ts';
import type { BreakParts } from './break-parts.ts';
import { partnersOf } from './index-results.ts';

/** What becomes of the combinations that fail on one side of a boundary when the other side's version plays the role. */
export interface Beyond {
  readonly pass: number;
  /** They fail there as well, for another reason. */
  readonly otherwise: number;
  /** They were skipped there, not decided, or are no cells. */
  readonly undecided: number;
}

/** Takes the version beyond a boundary and the one at it that still fails. */
export type LookBeyond = (beyond: string, edge: string) => Beyond;

/**
 * Follows a break's combinations across a boundary along one role, everything else the same. Where no combination has a
 * counterpart (another role moves with this one), all cells with the version beyond are counted.
 */
export function makeLookBeyond(
  { context, brk, affected }: BreakParts,
  cases: readonly string[],
  { role }: Pick<RoleRange, 'role'>,
): LookBeyond {
  const { counterparts } = context.survey(cases);
  const isAt = (version: string) => (cell: Cell) => parseToolchain(cell.on[role] ?? '')?.version === version;
  return (beyond, edge) => {
    const there = isAt(beyond);
    const failing = affected.filter((cell) => cases.includes(cell.case)).filter(isAt(edge));
    const found = failing.map((cell) => (counterparts(role).get(partnersOf(cell, role)) ?? []).filter(there));
    const paired = found.flat();
    if (paired.length === 0) return countBeyond(brk.id, context.survey(cases).cells.filter(there), 0);
    return countBeyond(brk.id, paired, found.filter((cells) => cells.length === 0).length);
  };
}

/** Whether a break's combinations all pass beyond a boundary. False: some fail there otherwise, or nobody knows. */
export function allPass({ pass, otherwise, undecided }: Beyond): boolean {
  return pass > 0 && otherwise + undecided === 0;
}

/** Whether some of a break's combinations pass beyond a boundary and none fails there. False: one fails, or none passes. */
export function noneFails({ pass, otherwise }: Beyond): boolean {
  return pass > 0 && otherwise === 0;
}

function countBeyond(id: string, cells: readonly Cell[], missing: number): Beyond {
  const count = (status: Cell['status']) => cells.filter((cell) => cell.status === status).length;
  const same = cells.filter((cell) => cell.breaks.some((found) => found.id === id)).length;
  return {
    pass: count('pass'),
    otherwise: count('break') - same,
    undecided: count('skip') + count('infra') + missing,
  };
}
