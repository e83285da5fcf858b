import { resolve } from 'node:path';
import type { Argv } from 'yargs';
import type { FailOn } from '../../breaks/comparison/compare.ts';
import { renderAnnotations } from '../../reports/ci/github-annotations.ts';
import { renderJunit } from '../../reports/ci/junit.ts';
import { renderStepSummary } from '../../reports/ci/step-summary.ts';
import type { SummaryInput } from '../../reports/terminal/summary.ts';
import { writeAtomically } from '../../system/files.ts';
import { shortPath } from '../../system/short-path.ts';
import { appendStepSummary, write } from '../io/github-summary.ts';
import { notice } from '../io/terminal.ts';

/** Where the verdicts of a run are reported to, besides the terminal and the catalogue. */
export interface OutsideArguments {
  junit?: string | undefined;
  /** Whether annotations and a step summary are written; false: neither. */
  github: boolean;
}

/** Declares them. */
export function declareOutsideOptions<T>(parser: Argv<T>): Argv<T & OutsideArguments> {
  return parser
    .option('junit', { type: 'string', requiresArg: true, describe: 'Write the verdicts as JUnit XML to this file' })
    .option('github', { type: 'boolean', default: false, describe: 'Annotations and step summary for GitHub Actions' });
}

/** What is reported, and how it counts. */
export interface OutsideInput {
  readonly summary: SummaryInput;
  readonly failOn: FailOn;
  /** The folder of the cases. */
  readonly cases: string;
  /** Further lines for people, such as the noise. */
  readonly remarks: readonly string[];
}

/**
 * Writes the reports that were asked for. Annotations go to standard error, which GitHub's runner reads like standard
 * output, so that `--json` stays one document; the summary is appended to the file that the runner names.
 */
export function reportOutside({ junit, github }: OutsideArguments, input: OutsideInput): void {
  const { summary, failOn, cases, remarks } = input;
  if (junit !== undefined) {
    write(junit, () => writeAtomically(resolve(junit), renderJunit({ ...summary, failOn })));
  }
  if (!github) return;
  for (const line of renderAnnotations(summary, shortPath(cases))) notice(line);
  appendStepSummary(renderStepSummary(summary, remarks));
}
