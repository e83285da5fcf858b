import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Action, ActionResult, Limits } from '../../model/action.ts';
import type { Toolchain } from '../../model/toolchain.ts';
import { openIsolation } from '../../system/sandbox/isolation.ts';
import { type Blobs, openBlobs } from '../storage/blobs.ts';
import type { Room } from './bounds.ts';
import { bubblewrapEntry, type Entry } from './entry.ts';
import { createLocalExecutor } from './local.ts';

/** A real executor on a store of its own. */
export interface Machine {
  readonly store: string;
  readonly blobs: Blobs;
  execute(command: string, given?: Given): Promise<ActionResult>;
  remove(): void;
}

/** What is asked of one step beside its command. */
export interface Given {
  readonly limits?: Partial<Limits>;
  readonly outputs?: readonly string[];
  readonly inputs?: Action['inputs'];
  readonly room?: Room;
  /** The folder of a toolchain that the step uses. */
  readonly toolchain?: string;
}

const LIMITS: Limits = { wall: 30_000, silence: 30_000, output: 1 << 20, memory: 2 ** 30 };

const TOOLCHAIN: Toolchain = {
  id: 'go1.23.4-path',
  tool: 'go',
  version: '1.23.4',
  origin: 'path',
  provenance: 'first-use',
  digest: `sha256:${'0'.repeat(64)}`,
  dir: '',
  layout: 'relocatable',
  path: ['bin'],
  env: {},
  files: {},
  lacks: {},
  borrowed: {},
  size: 1,
};

/** The strictest way of this machine to run steps. */
export async function openSandbox(): Promise<Entry> {
  const state = await openIsolation();
  if (state.kind === 'refused') throw new Error(state.reason);
  return bubblewrapEntry(state.isolation);
}

/** An executor that needs no toolchains; `within` names the folder of its store, by default a new one. */
export function openMachine(entry: Entry, within?: string): Machine {
  const store = within ?? mkdtempSync(join(tmpdir(), 'emrift-machine-'));
  const blobs = openBlobs(store);
  return {
    store,
    blobs,
    execute(command, { limits, outputs = [], inputs = [], room, toolchain } = {}) {
      const executor = createLocalExecutor({
        store,
        blobs,
        entry,
        toolchainOf: () => (toolchain === undefined ? undefined : { ...TOOLCHAIN, dir: toolchain }),
        layCaches: async () => [],
        ...(room && { room }),
      });
      const action: Action = {
        command,
        env: { PATH: '/usr/bin:/bin' },
        inputs,
        outputs,
        toolchains: toolchain === undefined ? [] : [{ role: 'go', digest: TOOLCHAIN.digest, at: 'opt' }],
        limits: { ...LIMITS, ...limits },
        declared: [],
      };
      return executor.execute(action, new AbortController().signal);
    },
    remove: () => rmSync(store, { recursive: true, force: true }),
  };
}
