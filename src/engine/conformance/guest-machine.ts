import { readFileSync } from 'node:fs';
import type { Action, Executor, Exited, FileNode, Limits } from '../../model/action.ts';
import { byCodeUnit } from '../../model/order.ts';
import type { Entry } from '../../run/executor/entry.ts';
import { createLocalExecutor } from '../../run/executor/local.ts';
import { commandEnv, mountsOf } from '../../run/mounts/uses.ts';
import { type Blobs, openBlobs } from '../../run/storage/blobs.ts';
import { withScratch } from '../../run/storage/scratch.ts';
import { ownProgram } from '../../system/own-folder.ts';
import { chooseEntry } from '../run/execute.ts';
import { type HostToolchain, isScripted, NODE_PROGRAM } from './host-command.ts';

/** Where guests run: in the sandbox, beside a store of their own, for their modules and folders are no part of emrift's. */
export interface GuestMachine {
  readonly blobs: Blobs;
  readonly executor: Executor;
}

/** What runs a host once. */
export interface GuestRun {
  /** What the script needs, but for what every guest gets. */
  readonly inputs: readonly FileNode[];
  /** For the shell. */
  readonly script: string;
  /** Files that are kept. */
  readonly outputs: readonly string[];
  readonly limits: Pick<Limits, 'wall' | 'processes'>;
}

/**
 * Opens a machine for guests of these hosts, which is gone after `use`. `around` puts something around the way into the sandbox.
 * Throws `ProblemInInput` where none can be isolated.
 */
export async function withGuestMachine<T>(
  store: string,
  hosts: readonly HostToolchain[],
  onLeft: (line: string) => void,
  use: (machine: GuestMachine) => Promise<T>,
  around: (entry: Entry) => Entry = (entry) => entry,
): Promise<T> {
  const entry = around(await chooseEntry(true));
  return await withScratch(store, async (scratch) => {
    const blobs = openBlobs(scratch);
    const toolchainOf = (digest: string) => hosts.find((host) => host.digest === digest);
    const layCaches = async () => [];
    const executor = createLocalExecutor({ store: scratch, blobs, entry, toolchainOf, layCaches, onLeft });
    return await use({ blobs, executor });
  });
}

/** Keeps what lies at `path` of the working folder. */
export function keepFile(blobs: Blobs, path: string, content: Uint8Array | string): FileNode {
  return { path, digest: blobs.put(typeof content === 'string' ? Buffer.from(content) : content) };
}

/** The action that runs a script with a host beside it. */
export function guestAction(host: HostToolchain, { inputs, script, outputs, limits }: GuestRun, blobs: Blobs): Action {
  const uses = [{ role: host.tool, toolchain: host }];
  const own = [keepFile(blobs, SCRIPT, script)];
  if (isScripted(host.tool)) own.push(keepFile(blobs, NODE_PROGRAM, readFileSync(ownProgram('wasi.mjs'))));
  return {
    // As a file, for a command has a longest length.
    command: `. ./${SCRIPT}`,
    env: commandEnv(uses),
    inputs: [...inputs, ...own].sort((a, b) => byCodeUnit(a.path, b.path)),
    outputs: [...outputs].sort(byCodeUnit),
    toolchains: mountsOf(uses),
    limits: { silence: limits.wall, output: 1 << 20, memory: 4 * 2 ** 30, disk: 2 ** 30, ...limits },
    declared: [],
  };
}

const SCRIPT = 'control/script';

/** The first bytes of a file that was kept; none where it did not come about. */
export function readOutput({ outputs }: Exited, path: string, most: number, blobs: Blobs): Uint8Array {
  const node = outputs.find((one) => one.path === path);
  return node ? blobs.readStart(node.digest, most) : new Uint8Array();
}
