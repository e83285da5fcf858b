import { mkdirSync, statSync } from 'node:fs';
import { join } from 'node:path';
import type { Action, ActionResult, Executor } from '../../model/action.ts';
import type { Toolchain } from '../../model/toolchain.ts';
import { isMachineError } from '../../system/machine-error.ts';
import type { Mount } from '../../system/sandbox/enter.ts';
import { PLACES } from '../mounts/places.ts';
import { planMounts, type Use, unfrozen } from '../mounts/uses.ts';
import type { Blobs } from '../storage/blobs.ts';
import { withScratch } from '../storage/scratch.ts';
import { boundsOf, countMemoryKills, DEFAULT_ROOM, type Room } from './bounds.ts';
import { wrapStep } from './command.ts';
import { type Entry, runEntered } from './entry.ts';
import { readOutcome } from './read-outcome.ts';
import { watchStep } from './watch.ts';
import { layInputs } from './work-folder.ts';

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
  /** How much room the store's disk has to have. */
  readonly room?: Room;
  /** Gets in one line what a step left that could not be removed. */
  readonly onLeft?: (line: string) => void;
}

/** Runs actions on this machine, each in a folder of its own below `<store>/tmp`, which is gone afterwards. */
export function createLocalExecutor(options: LocalOptions): Executor {
  return {
    async execute(action, signal) {
      const result = await executeOnce(action, options, signal, false);
      const mayLack = action.toolchains.some(({ digest }) => options.toolchainOf(digest)?.tool === 'emsdk');
      // A library that nobody foresaw: the step builds it for itself, which takes longer and says the same. The verdict is
      // that of this execution, in which nothing can be lacking: whoever only prints the words has won nothing.
      return mayLack && saysLibraryMissing(result) ? await executeOnce(action, options, signal, true) : result;
    },
  };
}

/** What Emscripten says of a library that a frozen cache lacks (tools/cache.py; the second form up to 2.0.x). */
const LIBRARY_MISSING = /FROZEN_CACHE (?:is set, but cache file is missing|disallows building system libs)/;

function saysLibraryMissing(result: ActionResult): boolean {
  return result.kind === 'exited' && result.exitCode !== 0 && LIBRARY_MISSING.test(result.stderr);
}

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
  const { blobs, entry, room = DEFAULT_ROOM } = options;
  const work = join(scratch, 'build');
  mkdirSync(work);
  await layInputs(work, action.inputs, blobs, entry.user);
  const uses: Use[] = [];
  for (const { role, digest } of action.toolchains) {
    const toolchain = options.toolchainOf(digest);
    if (!toolchain) return { kind: 'infra', reason: `the toolchain for ${role} is not in the store` };
    if (!isReadable(toolchain, entry)) return { kind: 'infra', reason: unreadable(toolchain) };
    uses.push({ role, toolchain });
  }
  const caches = await options.layCaches(action, scratch, ownLibraries);
  const plan = planMounts(uses, work, caches, ownLibraries ? unfrozen(action.env) : action.env);
  const bounds = boundsOf(action.limits);
  const killedBefore = countMemoryKills();
  const group = entry.openGroup?.(bounds) ?? null;
  let isGrouped = false;
  const watch = watchStep({ bounds, room, group, ...writableFolders(plan.mounts, entry) });
  const onStart = (pid: number) => {
    isGrouped = group?.join(pid) ?? false;
  };
  const limited = { limits: bounds, signal, watch: watch.look, onStart };
  try {
    const outcome = await runEntered(entry, plan, wrapStep(action.command), scratch, limited);
    const { struck, leastRoom } = watch.end();
    // A group knows of its own processes; the machine's count may be of others, which then have to count for all.
    const memoryKills = group && isGrouped ? group.outerKills() : countMemoryKills() - killedBefore;
    const record = { struck, leastRoom, memoryKills };
    return await readOutcome(outcome, { work, action, bounds, entry, room, blobs, record });
  } finally {
    watch.close();
    group?.remove();
  }
}

/** Whether steps can read a toolchain: where they are another user than emrift, a strict umask keeps them from it. */
function isReadable({ dir }: Toolchain, { user }: Entry): boolean {
  return user === null || (statSync(dir).mode & 0o005) === 0o005;
}

function unreadable({ id }: Toolchain): string {
  return `${id} can be read by its owner alone, and steps are another user: allow others to read its folder`;
}

/** Where a step can write: on the disk, and in memory. */
function writableFolders(mounts: readonly Mount[], { hasMemoryFolders }: Entry) {
  const inMemory = mounts.filter(({ from }) => from === undefined).map(({ to }) => to);
  return {
    folders: mounts.flatMap(({ from, writable }) => (from !== undefined && writable ? [from] : [])),
    memoryFolders: hasMemoryFolders ? [PLACES.tmp, '/dev/shm', ...inMemory] : [],
  };
}
