import type { Results } from '../../model/results.ts';
import type { Column } from '../../toolchains/plan-toolchains.ts';

/**
 * Whether something that was asked for has no verdict: a cell that the machine failed, or a toolchain that could not be
 * had. False: every cell has one, and the exit code is that of the verdicts.
 */
export function isUndecided(
  { cells }: Results,
  unavailable: ReadonlyMap<string, string>,
  columns: readonly Column[] = [],
): boolean {
  return (
    unavailable.size > 0 ||
    cells.some(({ status }) => status === 'infra') ||
    columns.some(({ kind }) => kind === 'unavailable')
  );
}
