import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Executor } from '../../model/action.ts';
import { ProblemInInput } from '../../model/errors.ts';
import { loadTransport } from '../../remote/transport/load.ts';
import type { Transport } from '../../remote/transport/transport.ts';
import { propertiesFor } from '../../run/remote/properties.ts';
import { openRemoteCache } from '../../run/remote/remote-cache.ts';
import { createRemoteExecutor } from '../../run/remote/remote-executor.ts';
import { openSentToolchains } from '../../run/remote/sent-toolchains.ts';
import { NO_SHARED_CACHE, type SharedCache } from '../../run/shared-cache.ts';
import type { Blobs } from '../../run/storage/blobs.ts';
import { ownFolder } from '../../system/own-folder.ts';
import type { Store } from '../../toolchains/store/store.ts';
import { countRemote, type RemoteCounter, type RemoteFigures } from '../remote-figures.ts';
import type { CacheSettings, ExecutorSettings, RemoteSettings } from './remote-settings.ts';

/** The other machines of one command. */
export interface Remote {
  readonly shared: SharedCache;
  /** Null where this machine carries steps out itself. */
  readonly executor: Executor | null;
  /** What they did so far; null where there are none. */
  readonly figures: (() => RemoteFigures) | null;
}

/** No other machine. */
const ALONE: Remote = { shared: NO_SHARED_CACHE, executor: null, figures: null };

/** What connections are opened with. */
interface Opening {
  readonly transport: Transport;
  /** The store of this machine. */
  readonly stored: Store;
  readonly blobs: Blobs;
  readonly note: (line: string) => void;
  readonly traffic: { up: number; down: number };
  readonly counter: RemoteCounter;
}

/**
 * Connects to other machines, where there are some; none of them is asked anything yet. Throws `ProblemInInput` where emrift was
 * not built.
 */
export async function openRemote(
  { cache, executor }: RemoteSettings,
  store: Store,
  blobs: Blobs,
  note: (line: string) => void,
): Promise<Remote> {
  if (!cache && !executor) return ALONE;
  const traffic = { up: 0, down: 0 };
  const counter = countRemote(traffic);
  const opening = { transport: await loadTransport(), stored: store, blobs, note, traffic, counter };
  return {
    shared: cache ? openCache(cache, opening) : NO_SHARED_CACHE,
    executor: executor && openExecutor(executor, opening),
    figures: counter.figures,
  };
}

function openCache({ endpoint, reads, writes }: CacheSettings, { transport, ...opening }: Opening): SharedCache {
  const { address, instance } = endpoint;
  const channel = transport.connect(endpoint);
  return openRemoteCache({
    ...opening,
    transport,
    channel,
    instance,
    name: `the remote cache ${address}`,
    reads,
    writes,
  });
}

function openExecutor(
  { endpoints, store, toolchains, properties, lookEvery }: ExecutorSettings,
  { transport, counter, stored, ...opening }: Opening,
): Executor {
  return createRemoteExecutor({
    ...opening,
    transport,
    endpoints: endpoints.map((endpoint) => ({
      channel: transport.connect(endpoint),
      instance: endpoint.instance,
      name: endpoint.address,
    })),
    program: readProgram(),
    store,
    propertiesOf: (action) => propertiesFor(action, toolchains, properties),
    ...(lookEvery !== undefined && { lookEvery }),
    ...(toolchains === 'inputs' && { toolchainsOf: openSentToolchains(stored, transport) }),
    report: counter.count,
  });
}

/** The step's own program, as the build leaves it. */
const PROGRAM = 'dist/emrift-step.js';

function readProgram(): Uint8Array {
  const path = join(ownFolder(), PROGRAM);
  try {
    return readFileSync(path);
  } catch {
    throw new ProblemInInput(`${path} is not there`, { hint: 'build emrift with `npm run build`' });
  }
}
