import { statfs } from 'node:fs/promises';
import { roundBytes } from '../model/bytes.ts';
import { InfrastructureError } from '../model/errors.ts';
import type { Toolchain } from '../model/toolchain.ts';
import { type InstallOptions, installLocked, recordInstalled } from './install.ts';
import type { LockedToolchain } from './lock/locked.ts';
import type { Column, Downloads } from './plan-toolchains.ts';
import { SourceUnreachable } from './providers/provider.ts';
import type { Sources } from './sources.ts';
import type { Store } from './store/store.ts';

/** What became of a column: a toolchain to run, with the lock's completed record of it, or the reason why there is none. */
export type Ensured =
  | { readonly kind: 'ready'; readonly toolchain: Toolchain; readonly locked: LockedToolchain | null }
  | { readonly kind: 'unavailable'; readonly reason: string };

/** Installs a column's toolchain unless it is there. Throws only when aborted, or for a bug. */
export async function ensureToolchain(
  column: Column,
  store: Store,
  sources: Sources,
  options: InstallOptions = {},
): Promise<Ensured> {
  if (column.kind === 'unavailable') return { kind: 'unavailable', reason: column.reason };
  if (column.kind === 'own') return { kind: 'ready', toolchain: column.toolchain, locked: null };
  if (column.toolchain) return { kind: 'ready', toolchain: column.toolchain, locked: column.locked };
  const provider = sources.provider(column.locked.origin);
  if (!provider) return { kind: 'unavailable', reason: `nothing comes from ${column.locked.origin}` };
  try {
    const stored = await installLocked(column.locked, provider, store, sources.context, options);
    const locked = recordInstalled(column.locked, stored, store.platform);
    return { kind: 'ready', toolchain: stored.toolchain, locked };
  } catch (error) {
    options.signal?.throwIfAborted();
    const reason = expectedReason(error);
    if (reason === null) throw error;
    return { kind: 'unavailable', reason };
  }
}

/** Throws `InfrastructureError` where the store's disk cannot hold what a plan fetches and unpacks. */
export async function requireSpace(store: Store, downloads: Downloads): Promise<void> {
  const stats = await statfs(store.dir);
  const free = stats.bavail * stats.bsize;
  // Archives lie beside what is unpacked from them until that is done, as they came and expanded.
  const needed = downloads.diskBytes + downloads.bytes + downloads.largestBytes;
  if (free >= needed) return;
  throw new InfrastructureError(`the store needs ${roundBytes(needed)} and ${store.dir} has ${roundBytes(free)} free`, {
    hint: 'run emrift toolchains prune, or set EMRIFT_STORE to a larger disk',
  });
}

/** Says what will be fetched, and sees that there is room. Throws `InfrastructureError` where there is none. */
export async function announceDownloads(
  store: Store,
  downloads: Downloads,
  note: (line: string) => void,
): Promise<void> {
  const line = describeDownloads(downloads);
  if (line !== null) note(line);
  await requireSpace(store, downloads);
}

/** The line that says what will be fetched; null where nothing will. */
export function describeDownloads(downloads: Downloads): string | null {
  const count = downloads.items.length;
  if (count === 0) return null;
  const about = downloads.estimated ? 'about ' : '';
  const what = `${count} toolchain${count === 1 ? '' : 's'}`;
  return `will download ${about}${roundBytes(downloads.bytes)} for ${what}, ${roundBytes(downloads.diskBytes)} on disk`;
}

/** What machines and networks do; null for anything that is a bug. */
function expectedReason(error: unknown): string | null {
  if (error instanceof InfrastructureError || error instanceof SourceUnreachable) return error.message;
  const code = (error as NodeJS.ErrnoException).code;
  if (code === 'ENOSPC' || code === 'EDQUOT') return 'the disk is full';
  if (code === 'EACCES' || code === 'EROFS' || code === 'EPERM') return (error as Error).message;
  return null;
}
