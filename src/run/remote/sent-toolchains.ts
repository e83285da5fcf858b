import { readFileSync } from 'node:fs';
import { lstat, readFile, readlink } from 'node:fs/promises';
import { join } from 'node:path';
import type { Action } from '../../model/action.ts';
import { InfrastructureError } from '../../model/errors.ts';
import type { Upload } from '../../remote/client/blob-store.ts';
import { blobKey, blobOf, isDigest } from '../../remote/form/digest.ts';
import type { BlobDigest } from '../../remote/form/messages.ts';
import { buildTree, type TreeFile, type TreeLink } from '../../remote/form/tree.ts';
import type { Transport } from '../../remote/transport/transport.ts';
import { writeAtomically } from '../../system/files.ts';
import { listStored, type Store } from '../../toolchains/store/store.ts';

/** A toolchain of this machine's store as it goes with actions. */
export interface SentToolchain {
  /** What its folder in a store is called. */
  readonly name: string;
  /** The tree of that folder: what a store knows of it, and its files. */
  readonly root: BlobDigest;
  /** All that it consists of. */
  readonly parts: () => readonly Upload[];
}

/** What of a toolchain's folder is sent: a worker's store needs no more. */
const RECEIPT = 'receipt.json';
const TREE = 'tree';
/** The messages of its folders, kept beside it, root first. */
const KEPT = 'directories.json';
const FORMAT = 1;

/**
 * Gives the toolchains of an action as they go with it, by their digests. What a folder consists of was recorded when it was installed,
 * so that nothing is hashed again; the messages are kept beside it. Rejects with `InfrastructureError` for one that is not in the
 * store, such as an installation of one's own.
 */
export function openSentToolchains(
  store: Store,
  transport: Pick<Transport, 'encode' | 'decode'>,
): (action: Action) => Promise<readonly SentToolchain[]> {
  const known = new Map<string, Promise<SentToolchain>>();
  const open = async (digest: string, role: string): Promise<SentToolchain> => {
    const stored = (await listStored(store)).find(({ toolchain }) => toolchain.digest === digest);
    if (!stored) throw new InfrastructureError(`the toolchain for ${role} is not in the store and cannot be sent`);
    const dir = join(store.dir, 'toolchains', stored.name);
    const folders = readKept(dir, transport) ?? (await record(dir, transport));
    const [root] = folders.keys();
    return {
      name: stored.name,
      root: blobOf(folders.get(root!)!).digest,
      parts: () => [...[...folders.values()].map(blobOf), ...listFiles(dir, folders, transport)],
    };
  };
  return async ({ toolchains }) => {
    const byDigest = new Map(toolchains.map(({ digest, role }) => [digest, role]));
    const opened = [...byDigest].map(([digest, role]) => {
      const found = known.get(digest) ?? open(digest, role);
      known.set(digest, found);
      found.catch(() => known.delete(digest));
      return found;
    });
    return await Promise.all(opened);
  };
}

/** Messages of folders by the key of their digest, the root first. */
type Folders = ReadonlyMap<string, Uint8Array>;

/** What an earlier run kept; null where it kept nothing that can be used. */
function readKept(dir: string, { decode }: Pick<Transport, 'decode'>): Folders | null {
  try {
    const { format, folders } = JSON.parse(readFileSync(join(dir, KEPT), 'utf8')) as KeptFile;
    if (format !== FORMAT) return null;
    const found: Folders = new Map(
      folders.map((text) => {
        const { digest, bytes } = blobOf(Buffer.from(text, 'base64'));
        return [blobKey(digest), bytes];
      }),
    );
    // A tree that lacks a folder, or is empty, is none.
    return [...walk(found, decode)].length > 0 ? found : null;
  } catch {
    return null;
  }
}

interface KeptFile {
  readonly format: number;
  readonly folders: readonly string[];
}

/** Makes the messages from the record of the installation, and keeps them where the store can be written to. */
async function record(dir: string, { encode }: Pick<Transport, 'encode'>): Promise<Folders> {
  const lines = (await readFile(join(dir, 'manifest'), 'utf8')).split('\n').filter((line) => line !== '');
  const receipt = blobOf(await readFile(join(dir, RECEIPT)));
  const files: TreeFile[] = [{ path: RECEIPT, digest: receipt.digest }];
  const links: TreeLink[] = [];
  for (const line of lines) {
    const [kind, value] = line.split(' ', 2) as [string, string];
    const path = kind === 'l' ? await linkOf(dir, line) : line.slice(kind.length + value.length + 2);
    const place = `${TREE}/${path}`;
    if (kind === 'l') {
      links.push({ path: place, target: await readlink(join(dir, place)) });
      continue;
    }
    const { size } = await lstat(join(dir, place));
    const digest = { hash: value, sizeBytes: size };
    files.push({ path: place, digest, ...(kind === 'x' && { executable: true as const }) });
  }
  const { root, folders } = buildTree(files, links, encode);
  const sorted = [...folders].sort((a, b) => Number(b.digest.hash === root.hash) - Number(a.digest.hash === root.hash));
  const kept: KeptFile = { format: FORMAT, folders: sorted.map(({ bytes }) => Buffer.from(bytes).toString('base64')) };
  try {
    writeAtomically(join(dir, KEPT), JSON.stringify(kept));
  } catch {
    // A store that is only read: the next run does it again.
  }
  return new Map(sorted.map(({ digest, bytes }) => [blobKey(digest), bytes]));
}

/** The path of a link by its line: target and path may hold blanks, so what lies there decides. */
async function linkOf(dir: string, line: string): Promise<string> {
  const words = line.split(' ');
  for (let at = words.length - 1; at >= 2; at--) {
    const [target, path] = [words.slice(1, at).join(' '), words.slice(at).join(' ')];
    if ((await readlink(join(dir, TREE, path)).catch(() => null)) === target) return path;
  }
  throw new InfrastructureError(`${join(dir, 'manifest')} names a link that is not there: ${line.slice(2)}`);
}

/** The files of a tree with where they lie on this machine. */
function listFiles(dir: string, folders: Folders, { decode }: Pick<Transport, 'decode'>): Upload[] {
  const byHash = new Map<string, Upload>();
  for (const { digest, path } of walk(folders, decode)) byHash.set(digest.hash, { digest, path: join(dir, path) });
  return [...byHash.values()];
}

/** The files of a tree. Throws where a message is none, or not there. */
function* walk(folders: Folders, decode: Transport['decode']): Generator<{ digest: BlobDigest; path: string }> {
  const [first] = folders.keys();
  const left: [key: string, path: string][] = first === undefined ? [] : [[first, '']];
  for (let next = left.pop(); next; next = left.pop()) {
    const [key, path] = next;
    const bytes = folders.get(key);
    if (!bytes) throw new Error(`no folder ${key}`);
    const message = decode('Directory', bytes);
    for (const { name, digest } of message.files) {
      if (!isDigest(digest)) throw new Error('no digest');
      yield { digest, path: `${path}${name}` };
    }
    for (const { name, digest } of message.directories) left.push([blobKey(digest), `${path}${name}/`]);
  }
}
