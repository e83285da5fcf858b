import { availableParallelism } from 'node:os';
import { resolve } from 'node:path';
import type { Argv } from 'yargs';
import { FAIL_ON, type FailOn } from '../../breaks/comparison/compare.ts';
import { parseShard, type Shard } from '../../cases/shard.ts';
import type { ExpectedOutcomes } from '../../engine/expected-outcomes.ts';
import type { RunSize } from '../../engine/progress.ts';
import { findProject } from '../../engine/project/project.ts';
import type { RunSettings } from '../../engine/run/open-run.ts';
import { ProblemInInput } from '../../model/errors.ts';
import { notice } from '../io/terminal.ts';
import { plainProgress } from '../progress/plain.ts';
import { terminalProgress } from '../progress/terminal.ts';
import { declareOutsideOptions, type OutsideArguments } from './ci-reporters.ts';
import { declareRemoteOptions, type RemoteArguments, remoteOf } from './remote-options.ts';

/** How steps are executed, as yargs gives it. */
export interface StepArguments extends RemoteArguments {
  jobs?: number | undefined;
  /** Whether every step is executed; false: what was executed once is not executed again. */
  fresh: boolean;
  /** Whether steps are isolated; false: they are the user. */
  sandbox: boolean;
}

/** Declares it. */
export function declareStepOptions<T>(parser: Argv<T>): Argv<T & StepArguments> {
  return declareRemoteOptions(parser)
    .option('jobs', { type: 'number', requiresArg: true, describe: 'Steps at a time (default: one per processor)' })
    .option('fresh', { type: 'boolean', default: false, describe: 'Execute every step again, ignoring stored results' })
    .option('sandbox', { type: 'boolean', default: true, describe: 'Isolate steps; --no-sandbox runs them without' });
}

/** The options of a run as yargs gives them. */
export interface RunArguments extends OutsideArguments, StepArguments {
  profile: string;
  go?: string[] | undefined;
  emsdk?: string[] | undefined;
  host?: string[] | undefined;
  case?: string[] | undefined;
  cases?: string | undefined;
  matrix?: string | undefined;
  out?: string | undefined;
  baseline?: string | undefined;
  /** Whether versions are resolved anew; false: those in the lock stay. */
  update: boolean;
  /** Whether what the lock does not have is refused; false: it is resolved. */
  locked: boolean;
  'dry-run': boolean;
  /** Whether standard output is one JSON document; false: it is for people. */
  json: boolean;
  'fail-on': FailOn;
  shard?: string | undefined;
  journal?: string | undefined;
}

/** Declares them. */
export function declareRunOptions(parser: Argv<object>): Argv<RunArguments> {
  const list = { type: 'string', array: true, requiresArg: true } as const;
  const flag = { type: 'boolean', default: false } as const;
  return declareRemoteOptions(declareOutsideOptions(parser))
    .option('profile', { type: 'string', default: 'default', describe: 'Profile of the matrix', requiresArg: true })
    .option('go', { ...list, describe: 'Versions of Go instead of the matrix’s, or path:DIR' })
    .option('emsdk', { ...list, describe: 'Versions of Emscripten instead of the matrix’s, or path:DIR' })
    .option('host', { ...list, describe: 'Versions of a host, such as node=20,24' })
    .option('case', { ...list, describe: 'Cases, groups, patterns with *, or tag:NAME' })
    .option('cases', { type: 'string', requiresArg: true, describe: 'Folder with cases of your own; needs --out' })
    .option('matrix', { type: 'string', requiresArg: true, describe: 'Another matrix.yaml; its lock is beside it' })
    .option('out', { type: 'string', requiresArg: true, describe: 'Folder of the catalogue' })
    .option('baseline', { type: 'string', requiresArg: true, describe: 'Results to compare with' })
    .option('update', { ...flag, describe: 'Resolve versions again, ignoring the lock' })
    .option('locked', { ...flag, describe: 'Fail if the lock is out of date' })
    .option('fresh', { ...flag, describe: 'Execute every step again, ignoring stored results' })
    .option('jobs', {
      type: 'number',
      requiresArg: true,
      describe: 'Steps at a time (default: one per processor); half as many more that wait for a browser',
    })
    .option('shard', {
      type: 'string',
      requiresArg: true,
      describe: 'Execute one of N parts (2/3), leave its journal for merge',
    })
    .option('journal', { type: 'string', requiresArg: true, describe: 'Where a shard leaves its journal' })
    .option('dry-run', { ...flag, describe: 'Print what would be done, and do nothing' })
    .option('json', { ...flag, describe: 'One JSON document on standard output' })
    .option('fail-on', { choices: FAIL_ON, default: 'new' as FailOn, describe: 'What makes the exit code 1' })
    .option('sandbox', { type: 'boolean', default: true, describe: 'Isolate steps; --no-sandbox runs them without' });
}

/** What any command that executes cases is given; `expected` says how steps came out before. Throws `ProblemInInput` where `--jobs` is no number of steps. */
export function settingsOf(
  options: StepArguments & Pick<RunSettings, 'matrix' | 'cases' | 'refresh'>,
  signal: AbortSignal,
  expected?: ExpectedOutcomes,
): RunSettings {
  const { matrix, cases, fresh, sandbox, refresh } = options;
  const jobs = jobsOf(options);
  const showProgress = (size: RunSize) =>
    process.stderr.isTTY ? terminalProgress({ ...size, expected }) : plainProgress({ ...size, expected, notice });
  const remote = remoteOf(options);
  return { matrix, cases, jobs, fresh, sandbox, refresh, remote, signal, note: notice, showProgress };
}

/** Refuses options that contradict each other. Throws `ProblemInInput` for the first of them. */
export function checkRunOptions(options: Pick<RunArguments, 'update' | 'locked' | 'shard' | 'journal'>): void {
  if (options.journal !== undefined && options.shard === undefined) {
    throw new ProblemInInput('needs --shard', { position: { file: '--journal' } });
  }
  if (!options.update || !options.locked) return;
  throw new ProblemInInput('--update and --locked exclude each other', { hint: 'give one of them' });
}

/** How many steps are with executors at a time, where nobody says: they wait there, not here. */
const REMOTE_JOBS = 32;

/** How many steps may run at a time. */
function jobsOf({ jobs, executor }: Pick<RunArguments, 'jobs' | 'executor'>): number {
  if (jobs === undefined) return executor === undefined ? availableParallelism() : REMOTE_JOBS;
  if (Number.isInteger(jobs) && jobs >= 1 && jobs <= 1024) return jobs;
  throw new ProblemInInput('takes a whole number from 1 to 1024', { position: { file: '--jobs' } });
}

/** The folder of the catalogue. Throws `ProblemInInput` where cases of one's own would get into that of the others. */
export function outFolder({ cases, out }: Pick<RunArguments, 'cases' | 'out'>): string {
  if (cases !== undefined && out === undefined) {
    throw new ProblemInInput('--cases needs its own --out: the default catalogue belongs to the built-in cases', {
      hint: 'add --out DIR',
    });
  }
  return out === undefined ? findProject().out : resolve(out);
}

/** Which part of the plan is asked for; null for all of it. Throws `ProblemInInput` for what names no part. */
export function shardOf({ shard }: Pick<RunArguments, 'shard'>): Shard | null {
  if (shard === undefined) return null;
  const parsed = parseShard(shard);
  if (parsed) return parsed;
  throw new ProblemInInput(`"${shard.slice(0, 40)}" names no part`, {
    position: { file: '--shard' },
    hint: 'write I/N, such as 2/3: the second of three',
  });
}
