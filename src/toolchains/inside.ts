import { join } from 'node:path';
import type { Toolchain } from '../model/toolchain.ts';
import { type ClientOutcome, runClient } from './client.ts';
import { mountedEnv, mountedPath, printPath } from './mounted.ts';
import { detectSandbox } from './sandbox/detect.ts';
import { sandboxArgv } from './sandbox/enter.ts';

/** A toolchain's tree, as far as running something in it needs. */
export type RunnableTree = Pick<Toolchain, 'layout' | 'path' | 'env'> & { readonly dir: string };

/** How to run in it. */
export interface InsideOptions {
  /** Whether the tree's /usr may be written to; only for making it. */
  readonly writable?: boolean;
  readonly signal?: AbortSignal | undefined;
}

/** Where a relocatable tree is mounted when it is tried. */
const MOUNT = '/opt/toolchain';

/**
 * Runs one command with a toolchain in the sandbox. Where bubblewrap cannot run, a relocatable toolchain is started as it
 * lies and a root entered by chroot(8), which only root may.
 */
export async function runInside(
  tree: RunnableTree,
  command: readonly string[],
  options: InsideOptions = {},
): Promise<ClientOutcome> {
  const ready = (await detectSandbox()).kind === 'ready';
  const mount = tree.layout === 'root' ? '' : ready ? MOUNT : tree.dir;
  const path = printPath(mountedPath(tree, mount));
  const env = { PATH: path, HOME: '/tmp', LC_ALL: 'C', ...mountedEnv(tree, mount) };
  const client = { env: { PATH: process.env.PATH ?? '' }, signal: options.signal };
  if (ready) {
    const mounts =
      tree.layout === 'root'
        ? options.writable
          ? [{ from: join(tree.dir, 'usr'), to: '/usr', writable: true }]
          : []
        : [{ from: tree.dir, to: MOUNT }];
    const plan = { root: tree.layout === 'root' ? tree.dir : null, mounts, env, cwd: '/tmp' };
    return await runClient(sandboxArgv(plan, command), client);
  }
  if (tree.layout === 'root') return await runClient(['chroot', tree.dir, ...command], { ...client, env });
  return await runClient(command, { ...client, env });
}
