import type { CellOutcomes } from '../../model/outcomes.ts';
import { breakId, type Cell } from '../../model/results.ts';
import { cleanSubject } from '../identity/clean-text.ts';

/** Ids of all that is wrong with a cell: the breaks of its steps, tests that failed, programs with tests that ended badly. */
export function troublesOf(cell: Pick<Cell, 'breaks' | 'outcomes'>): readonly string[] {
  return [...new Set([...cell.breaks.map(({ id }) => id), ...failedTests(cell)])];
}

/**
 * Ids of the tests of a cell that failed, `failed-test:NAME`, and of programs that ended before they were through or with
 * an exit code that no test explains, `abnormal-end:exit-134/NAME`. Where several steps of the cell ran tests, the step's
 * name stands before the test's.
 */
export function failedTests({ outcomes }: Pick<Cell, 'outcomes'>): readonly string[] {
  if (!outcomes) return [];
  const steps = Object.entries(outcomes);
  return steps.flatMap(([step, own]) => {
    const name = (text: string) => cleanSubject(steps.length > 1 ? `${step}/${text}` : text) ?? step;
    const end = badEnd(own);
    return [
      ...(own.fail ?? []).map((test) => breakId('failed-test', name(test))),
      ...(end === null ? [] : [breakId('abnormal-end', name(end))]),
    ];
  });
}

/** Whether an id is of a failed test, or of a program that ran tests. False: it is of a break, which has a page. */
export function isOfTests(id: string): boolean {
  return /^(?:failed-test|abnormal-end):/.test(id);
}

/**
 * Whether a program did not end as tests end: with exit code 0, or with 1 where some failed (Go's package testing). False: it
 * did, and came to all its tests.
 */
export function endsBadly({ exitCode, cut, fail }: CellOutcomes): boolean {
  return cut === true || !(exitCode === 0 || (exitCode === 1 && fail !== undefined));
}

function badEnd(outcomes: CellOutcomes): string | null {
  const { exitCode, limit, open } = outcomes;
  if (!endsBadly(outcomes)) return null;
  const how = limit ? `limit-${limit}` : `exit-${exitCode}`;
  return open === undefined ? how : `${how}/${open}`;
}
