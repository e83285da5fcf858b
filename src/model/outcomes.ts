import type { LimitName } from './action.ts';

/** What a step says of the tests that it ran: the names of those that passed, failed and were left out, sorted. */
export interface ReadOutcomes {
  readonly pass: readonly string[];
  readonly fail: readonly string[];
  readonly skip: readonly string[];
  /** What stood behind a name, of those that had something there. */
  readonly details: Readonly<Record<string, string>>;
  /** The test that was under way when the output ended. */
  readonly open?: string;
  /** Whether a last line said that all tests were through. False: only the exit code can say so. */
  readonly closed: boolean;
}

/** What a cell keeps of the tests that one of its steps ran. All that is in `tests` and neither failed nor skipped passed. */
export interface CellOutcomes {
  /** Key, in the table of names, of the tests that were reached. */
  readonly tests: string;
  /** Sorted. */
  readonly fail?: readonly string[];
  /** Key in the table of names. */
  readonly skip?: string;
  /** Test → what the program said of it. */
  readonly details?: Readonly<Record<string, string>>;
  readonly exitCode: number | null;
  /** The declared limit that struck. */
  readonly limit?: LimitName;
  /** True where the program ended before it was through with its tests: those that are not named were not reached. */
  readonly cut?: true;
  /** The test that was under way then. */
  readonly open?: string;
}

/** The most tests of a step, and the longest name of one in UTF-16 units. */
export const MOST_TESTS = 5000;
export const LONGEST_TEST_NAME = 200;
