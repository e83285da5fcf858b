import { availableParallelism } from 'node:os';
import type { Argv } from 'yargs';
import { ProblemInInput } from '../../model/errors.ts';

/** The options of `emrift conformance` as yargs gives them. */
export interface ConformanceArguments {
  suite: string;
  host?: string[] | undefined;
  expect: string[];
  matrix?: string | undefined;
  /** In seconds, for each operation. */
  timeout: number;
  jobs: number;
  junit?: string | undefined;
  /** Whether standard output is one JSON document; false: it is for people. */
  json: boolean;
}

/** Declares them. */
export function declareConformanceOptions(parser: Argv<object>): Argv<ConformanceArguments> {
  const list = { type: 'string', array: true, requiresArg: true } as const;
  return parser
    .option('suite', {
      type: 'string',
      demandOption: true,
      requiresArg: true,
      describe: 'Folder with modules to test hosts by, as in WebAssembly/wasi-testsuite',
    })
    .option('host', { ...list, describe: 'Only these hosts, such as node=20,24' })
    .option('expect', { ...list, default: [] as string[], describe: 'What is expected of a host: HOST=FILE.toml' })
    .option('matrix', { type: 'string', requiresArg: true, describe: 'Another matrix.yaml' })
    .option('timeout', {
      type: 'number',
      default: 30,
      requiresArg: true,
      describe: 'Seconds for each operation of a test',
    })
    .option('jobs', {
      type: 'number',
      default: availableParallelism(),
      defaultDescription: 'one per processor',
      requiresArg: true,
      describe: 'Tests at a time',
    })
    .option('junit', { type: 'string', requiresArg: true, describe: 'Write the outcomes as JUnit XML to this file' })
    .option('json', { type: 'boolean', default: false, describe: 'One JSON document on standard output' })
    .string(['suite']);
}

/** Refuses numbers that are none or too large. Throws `ProblemInInput`. */
export function checkConformanceOptions({ timeout, jobs }: Pick<ConformanceArguments, 'timeout' | 'jobs'>): void {
  for (const [value, most, option] of [
    [timeout, 600, '--timeout'],
    [jobs, 1024, '--jobs'],
  ] as const) {
    if (Number.isInteger(value) && value >= 1 && value <= most) continue;
    throw new ProblemInInput(`takes a whole number from 1 to ${most}`, { position: { file: option } });
  }
}
