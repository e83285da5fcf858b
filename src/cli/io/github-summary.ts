import { appendFileSync } from 'node:fs';
import { InfrastructureError } from '../../model/errors.ts';

/** Appends to the summary of the step, where GitHub's runner names a file for it. Throws `InfrastructureError`. */
export function appendStepSummary(text: string): void {
  const file = process.env.GITHUB_STEP_SUMMARY;
  if (file) write(file, () => appendFileSync(file, text));
}

/** Does some writing; a failure of the system is reported with the path. Throws `InfrastructureError`. */
export function write(path: string, work: () => void): void {
  try {
    work();
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    if (code === undefined) throw error;
    throw new InfrastructureError(`${path} could not be written (${code})`);
  }
}
