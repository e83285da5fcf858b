import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import type { Action, ActionResult, Executor } from '../../model/action.ts';
import { InfrastructureError } from '../../model/errors.ts';
import type { Toolchain } from '../../model/toolchain.ts';
import type { Mount } from '../../toolchains/sandbox/enter.ts';
import type { ProcessOutcome } from '../../toolchains/sandbox/run.ts';
import type { Blobs } from '../blobs.ts';
import { PLACES } from '../places.ts';
import { withScratch } from '../scratch.ts';
import { planMounts, type Use, unfrozen } from '../uses.ts';
import { type Entry, runEntered } from './entry.ts';
import { layInputs, takeOutputs } from './work-folder.ts';

/** What the local executor needs to know of this machine. */
export interface LocalOptions {
  readonly store: string;
  readonly blobs: Blobs;
  /** Toolchains by digest. */
  toolchainOf(digest: string): Toolchain | undefined;
  /**
   * Lays the warmed caches that an action reads below `scratch`, and says where they are mounted. With `ownLibraries` an
   * Emscripten gets a private copy in which it may build what is missing.
   */
  layCaches(action: Action, scratch: string, ownLibraries: boolean): Promise<readonly Mount[]>;
  /** How a command gets to see only what it may. */
  readonly entry: Entry;
  /** Told in one line what a step left that could not be removed. */
  readonly onLeft?: (line: string) => void;
}

/** Runs actions on this machine, each in a folder of its own below `<store>/tmp`, which is gone afterwards. */
export function createLocalExecutor(options: LocalOptions): Executor {
  return {
    async execute(action, signal) {
      const result = await executeOnce(action, options, signal, false);
      // A library that nobody foresaw: the step builds it for itself, which takes longer and says the same.
      return lacksLibrary(result) ? await executeOnce(action, options, signal, true) : result;
    },
  };
}

/** What Emscripten says of a library that a frozen cache lacks (tools/cache.py; the second form up to 2.0.x). */
const LIBRARY_MISSING = /FROZEN_CACHE (?:is set, but cache file is missing|disallows building system libs)/;

function lacksLibrary(result: ActionResult): boolean {
  return result.kind === 'exited' && result.exitCode !== 0 && LIBRARY_MISSING.test(result.stderr);
}

/** The exit code with which the shell around a step says that it could not prepare it. */
const UNPREPARED_CODE = 251;

async function executeOnce(
  action: Action,
  options: LocalOptions,
  signal: AbortSignal,
  ownLibraries: boolean,
): Promise<ActionResult> {
  try {
    const work = (scratch: string) => executeIn(scratch, action, options, signal, ownLibraries);
    return await withScratch(options.store, work, options.onLeft);
  } catch (error) {
    if (signal.aborted) throw error;
    if (isMachineError(error)) return { kind: 'infra', reason: (error as Error).message };
    throw error;
  }
}

async function executeIn(
  scratch: string,
  action: Action,
  options: LocalOptions,
  signal: AbortSignal,
  ownLibraries: boolean,
): Promise<ActionResult> {
  const work = join(scratch, 'build');
  mkdirSync(work);
  await layInputs(work, action.inputs, options.blobs);
  const uses: Use[] = [];
  for (const { role, digest } of action.toolchains) {
    const toolchain = options.toolchainOf(digest);
    if (!toolchain) return { kind: 'infra', reason: `the toolchain for ${role} is not in the store` };
    uses.push({ role, toolchain });
  }
  const caches = await options.layCaches(action, scratch, ownLibraries);
  const plan = planMounts(uses, work, caches, ownLibraries ? unfrozen(action.env) : action.env);
  const command = [...WITH_TIMES, action.command];
  const limited = { limits: action.limits, signal, withReport: true };
  const outcome = await runEntered(options.entry, plan, command, scratch, limited);
  return readOutcome(outcome, options, work, action);
}

/**
 * Gives the step to a shell of its own and reports the CPU time of it and all its children on file descriptor 3, which the
 * step itself does not get. Before that it copies a warmed cache into memory, where one is mounted. No core files: whether
 * one is written depends on the machine, and the shell says so.
 */
const WITH_TIMES = [
  '/bin/sh',
  '-c',
  `ulimit -c 0; if [ -d ${PLACES.goWarmCache} ]; then cp -r ${PLACES.goWarmCache}/. ${PLACES.goCache}/ || exit ${UNPREPARED_CODE}; fi; times >&3; /bin/sh -ec "$1" 3>&-; code=$?; times >&3; exit $code`,
  'sh',
];

/** The CPU time of the children between two calls of `times` (POSIX, 2.14): user and system, as `1m2.5s 0m0.25s`. */
function readTimes(report: string): number {
  const lines = report.trimEnd().split('\n');
  return lines.length < 4 ? 0 : Math.round(sumTimes(lines.at(-1)!) - sumTimes(lines[1]!));
}

function sumTimes(line: string): number {
  let ms = 0;
  for (const [, minutes, seconds] of line.matchAll(/(\d{1,9})m(\d{1,2}(?:\.\d{1,9})?)s/g)) {
    ms += Number(minutes) * 60_000 + Number(seconds) * 1000;
  }
  return ms;
}

/** What a shell reports for a program that SIGKILL ended. No limit of ours struck, so something outside did it. */
const KILLED = 137;

function readOutcome(outcome: ProcessOutcome, options: LocalOptions, work: string, action: Action): ActionResult {
  if (outcome.kind === 'not-started')
    return { kind: 'infra', reason: `the sandbox could not be started: ${outcome.reason}` };
  if (outcome.kind === 'limit') return outcome;
  if (outcome.exitCode === KILLED) return { kind: 'infra', reason: 'killed from outside, as when memory runs out' };
  if (outcome.exitCode === UNPREPARED_CODE && outcome.report === '') {
    return { kind: 'infra', reason: `the build cache could not be copied: ${outcome.stderr.trim().split('\n')[0]}` };
  }
  const broken = options.entry.explainFailure(outcome);
  if (broken) return { kind: 'infra', reason: broken };
  const { report, ...exited } = outcome;
  const usage = { ...exited.usage, cpuMs: readTimes(report) };
  return { ...exited, usage, outputs: takeOutputs(work, action.outputs, options.blobs) };
}

/** Errors of the machine (no space, no rights, too many files), which say nothing about a toolchain. */
function isMachineError(error: unknown): boolean {
  if (error instanceof InfrastructureError) return true;
  const code = (error as NodeJS.ErrnoException | undefined)?.code;
  return typeof code === 'string' && /^E[A-Z]+$/.test(code);
}
