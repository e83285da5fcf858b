import { availableParallelism } from 'node:os';
import type { Argv } from 'yargs';
import { ProblemInInput } from '../../model/errors.ts';
import { declareRunOptions, type RunArguments } from '../run/options.ts';

/** The options of `emrift conformance` as yargs gives them. */
export interface ConformanceArguments extends RunArguments {
  suite?: string | undefined;
  expect: string[];
  /** In seconds, for each operation of a suite's test; undefined for the default. */
  timeout?: number | undefined;
}

/** What a suite is run with. */
export interface SuiteArguments extends Pick<ConformanceArguments, 'expect' | 'json'> {
  host: string[] | undefined;
  matrix: string | undefined;
  junit: string | undefined;
  suite: string;
  seconds: number;
  jobs: number;
}

/** The options of a run that mean nothing to a suite, which has no cells and no catalogue. */
const OF_CASES = [
  'profile',
  'go',
  'emsdk',
  'case',
  'cases',
  'out',
  'baseline',
  'update',
  'locked',
  'fresh',
  'shard',
  'journal',
  'dry-run',
  'fail-on',
  'github',
  'sandbox',
] as const;

/** How long an operation of a suite's test may take where nobody says. */
const DEFAULT_SECONDS = 30;

/** Declares them. */
export function declareConformanceOptions(parser: Argv<object>): Argv<ConformanceArguments> {
  return declareRunOptions(parser)
    .option('suite', {
      type: 'string',
      requiresArg: true,
      describe: 'Folder with a suite of tests, as in WebAssembly/wasi-testsuite, to run instead of the cases',
    })
    .option('expect', {
      type: 'string',
      array: true,
      requiresArg: true,
      default: [] as string[],
      describe: 'With --suite: what is expected of a host, HOST=FILE.toml',
    })
    .option('timeout', {
      type: 'number',
      requiresArg: true,
      describe: `With --suite: seconds for each operation of a test (default: ${DEFAULT_SECONDS})`,
    });
}

/**
 * What a suite is run with, or null where the cases are to be run. `given` are the words of the command line. Throws
 * `ProblemInInput` for an option of the one beside the other, and for numbers that are none or too large.
 */
export function suiteOf(options: ConformanceArguments, given: readonly string[]): SuiteArguments | null {
  const { suite, expect, timeout, jobs = availableParallelism(), host, matrix, junit, json } = options;
  if (suite === undefined) {
    for (const [option, isGiven] of [
      ['--expect', expect.length > 0],
      ['--timeout', timeout !== undefined],
    ] as const) {
      if (isGiven) throw new ProblemInInput('needs --suite', { position: { file: option } });
    }
    return null;
  }
  const other = OF_CASES.find((name) => given.some((word) => new RegExp(`^--(?:no-)?${name}(?:=|$)`).test(word)));
  if (other !== undefined) {
    throw new ProblemInInput('is an option of the cases, and --suite runs none', { position: { file: `--${other}` } });
  }
  const seconds = timeout ?? DEFAULT_SECONDS;
  for (const [value, most, option] of [
    [seconds, 600, '--timeout'],
    [jobs, 1024, '--jobs'],
  ] as const) {
    if (Number.isInteger(value) && value >= 1 && value <= most) continue;
    throw new ProblemInInput(`takes a whole number from 1 to ${most}`, { position: { file: option } });
  }
  return { suite, expect, seconds, jobs, host, matrix, junit, json };
}
