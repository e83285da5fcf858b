import type { Traffic } from '../../remote/client/blob-store.ts';
import { loadTransport } from '../../remote/transport/load.ts';
import { openRemoteCache } from '../../run/remote/remote-cache.ts';
import { NO_SHARED_CACHE, type SharedCache } from '../../run/shared-cache.ts';
import type { Blobs } from '../../run/storage/blobs.ts';
import type { RemoteSettings } from './remote-settings.ts';

/** The other machines of one command. */
export interface Remote {
  readonly shared: SharedCache;
  /** What went over the line so far; null where there is none. */
  readonly traffic: Traffic | null;
}

/** No other machine. */
const ALONE: Remote = { shared: NO_SHARED_CACHE, traffic: null };

/** Connects to other machines, where there are some; none of them is asked anything yet. */
export async function openRemote(
  { cache }: RemoteSettings,
  blobs: Blobs,
  note: (line: string) => void,
): Promise<Remote> {
  if (!cache) return ALONE;
  const transport = await loadTransport();
  const traffic: Traffic = { up: 0, down: 0 };
  const { endpoint, reads, writes } = cache;
  const channel = transport.connect(endpoint);
  const name = `the remote cache ${endpoint.address}`;
  const { instance } = endpoint;
  const shared = openRemoteCache({ transport, channel, instance, name, blobs, reads, writes, note, traffic });
  return { shared, traffic };
}
