import { ProblemInInput, printProblem } from './errors.ts';

/** The line that a user sees of what `work` refuses; `no problem` where it refuses nothing. For tests. */
export function problemOf(work: () => unknown): string {
  try {
    work();
  } catch (error) {
    if (error instanceof ProblemInInput) return printProblem(error);
    throw error;
  }
  return 'no problem';
}
