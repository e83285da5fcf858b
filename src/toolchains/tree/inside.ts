import { join } from 'node:path';
import type { Toolchain } from '../../model/toolchain.ts';
import { type ClientOutcome, runClient } from '../../system/client.ts';
import type { MountPlan } from '../../system/sandbox/enter.ts';
import { openIsolation } from '../../system/sandbox/isolation.ts';
import { mountedEnv, mountedPath, printPath } from './mounted.ts';

/** A toolchain's tree, as far as running something in it needs. */
export type RunnableTree = Pick<Toolchain, 'layout' | 'path' | 'env'> & { readonly dir: string };

/** How to run in it. */
export interface InsideOptions {
  /** Whether a root's /usr, or all of a relocatable tree, may be written to; only for making it. False: it is only read. */
  readonly writable?: boolean;
  /** A folder that the command works in, and may write to: where something is built. */
  readonly work?: string;
  readonly signal?: AbortSignal | undefined;
}

/** Where a relocatable tree is mounted when it is tried. */
const MOUNT = '/opt/toolchain';
/** And the folder that something is built in: always the same, for compilers write it into what they make. */
const WORK = '/work';

/**
 * Runs one command with a toolchain in the sandbox. Where bubblewrap cannot run, a relocatable toolchain is started as it
 * lies and a root entered by chroot(8), which only root may.
 */
export async function runInside(
  tree: RunnableTree,
  command: readonly string[],
  options: InsideOptions = {},
): Promise<ClientOutcome> {
  // What makes the tree writes as the user that emrift is; everything else only tries what lies there.
  const state = await openIsolation({ ownUser: !options.writable && options.work === undefined });
  const isolation = state.kind === 'ready' ? state.isolation : null;
  const mount = tree.layout === 'root' ? '' : isolation ? MOUNT : tree.dir;
  const path = printPath(mountedPath(tree, mount));
  const env = { PATH: path, HOME: '/tmp', LC_ALL: 'C', ...mountedEnv(tree, mount) };
  const client = { env: { PATH: process.env.PATH ?? '' }, signal: options.signal };
  if (isolation) {
    const { command: argv, ...start } = isolation.start(planOf(tree, env, options), {
      text: 'exec "$@"',
      args: command,
    });
    return await runClient(argv, { ...client, ...start }).finally(isolation.close);
  }
  if (tree.layout === 'root') return await runClient(['chroot', tree.dir, ...command], { ...client, env });
  return await runClient(command, { ...client, env, ...(options.work ? { cwd: options.work } : {}) });
}

function planOf(
  tree: RunnableTree,
  env: Readonly<Record<string, string>>,
  { writable, work }: InsideOptions,
): MountPlan {
  if (tree.layout !== 'root') {
    const own = work === undefined ? [] : [{ from: work, to: WORK, writable: true }];
    return {
      root: null,
      mounts: [{ from: tree.dir, to: MOUNT, ...(writable && { writable }) }, ...own],
      env,
      cwd: work === undefined ? '/tmp' : WORK,
    };
  }
  const mounts = writable ? [{ from: join(tree.dir, 'usr'), to: '/usr', writable: true }] : [];
  return { root: tree.dir, mounts, env, cwd: '/tmp' };
}
