import { lstat, readdir, readFile } from 'node:fs/promises';
import { homedir } from 'node:os';
import { dirname, join, resolve } from 'node:path';
import type { Digest } from '../../model/action.ts';
import { sha256 } from '../../model/canonical.ts';
import { type Position, ProblemInInput } from '../../model/errors.ts';
import { toolchainId } from '../../model/ids.ts';
import { byCodeUnit } from '../../model/order.ts';
import type { Toolchain } from '../../model/toolchain.ts';
import { TOOLS, type Tool } from '../../model/tools.ts';
import { toSemver } from '../../model/versions.ts';
import { exists } from '../../system/files.ts';
import { runInside } from '../tree/inside.ts';
import { findWasmExec, GO_ENV } from '../tree/wasm-exec.ts';
import { ROOT_CONFIG } from './debian/emscripten.ts';
import { describeEmsdk, hasLibraries } from './emsdk/layout.ts';

type Described = Pick<Toolchain, 'dir' | 'layout' | 'path' | 'env' | 'files' | 'lacks' | 'borrowed'> &
  Partial<Pick<Toolchain, 'llvm' | 'buildsLibraries'>>;

/**
 * An installation that the user has: a GOROOT; the folder of a TinyGo; an emsdk folder, a folder with emcc in it, or a root file system with
 * Emscripten; a folder with bin/node. The digest is over paths, sizes, modes and times of change of all its files, for its
 * contents are not ours to read at every run. Throws `ProblemInInput` where the folder is none of these.
 */
export async function readInstallation(tool: Tool, dir: string, position: Position): Promise<Toolchain> {
  const root = resolve(dir.replace(/^~(?=\/|$)/, homedir()));
  const fail = (message: string, hint?: string): never => {
    throw new ProblemInInput(`path:${dir}: ${message}`, { position, hint });
  };
  if (!(await exists(root))) return fail('there is no such folder');
  const { version, ...described } =
    tool === 'go'
      ? await readGo(root, fail)
      : tool === 'emsdk'
        ? await readEmscripten(root, fail)
        : tool === 'tinygo'
          ? await readTinyGo(root, fail)
          : fail(`a ${TOOLS[tool].title} of one's own cannot be used yet`, 'give a version');
  if (!toSemver(tool, version)) return fail(`"${version.slice(0, 40)}" is no released ${TOOLS[tool].title} version`);
  const { digest, bytes } = await fingerprint(described.dir);
  const id = toolchainId(tool, version, 'path');
  return { id, tool, version, origin: 'path', provenance: 'first-use', digest, size: bytes, ...described };
}

type Fail = (message: string, hint?: string) => never;

async function readGo(root: string, fail: Fail): Promise<Described & { version: string }> {
  if (!(await exists(join(root, 'bin/go')))) return fail('no bin/go in it', 'name a GOROOT');
  const text = await readFile(join(root, 'VERSION'), 'utf8').catch(() => '');
  const version = /^go(\S+)/.exec(text)?.[1] ?? fail('no release of Go in its VERSION file', 'name a released GOROOT');
  const wasm = await findWasmExec(root, version);
  return { version, dir: root, layout: 'relocatable', path: ['bin'], env: GO_ENV, ...wasm, borrowed: {} };
}

/** A folder as TinyGo's releases have it. Nothing in it but the program itself states the version. */
async function readTinyGo(root: string, fail: Fail): Promise<Described & { version: string }> {
  if (!(await exists(join(root, 'bin/tinygo')))) return fail('no bin/tinygo in it', 'name the folder of a release');
  const described = { dir: root, layout: 'relocatable' as const, path: ['bin'], env: { TINYGOROOT: '{mount}' } };
  const said = await runInside(described, ['tinygo', 'version']);
  const version =
    /^tinygo version (\d+\.\d+\.\d+)\b/.exec(said.stdout)?.[1] ?? fail('its bin/tinygo states no version');
  const files = { 'wasm_exec.js': 'targets/wasm_exec.js' };
  return { version, ...described, files, lacks: {}, borrowed: {} };
}

async function readEmscripten(root: string, fail: Fail): Promise<Described & { version: string }> {
  const none = { files: {}, lacks: {}, borrowed: {} };
  const scripts = await firstWith(root, ['upstream/emscripten', '.', 'usr/share/emscripten', 'share/emscripten']);
  if (scripts === null) return fail('no emcc in it', 'name an emsdk folder, or one with emcc in it');
  const text = await readFile(join(root, scripts, 'emscripten-version.txt'), 'utf8').catch(() => '');
  const version = /(\d+\.\d+\.\d+)/.exec(text)?.[1] ?? fail('no version in its emscripten-version.txt');
  const prebuilt = await hasLibraries(join(root, scripts, 'cache'));
  // The machine's own root is no root to mount: its Emscripten is one more folder of /usr.
  if (scripts === 'usr/share/emscripten' && root !== '/') {
    const config = (await exists(join(root, ROOT_CONFIG))) ? { EM_CONFIG: `/${ROOT_CONFIG}` } : {};
    const known = { layout: 'root' as const, path: ['usr/bin'], buildsLibraries: !prebuilt };
    return { version, dir: root, ...known, env: config, ...none };
  }
  const emsdk = scripts === '.' ? dirname(dirname(root)) : root;
  if (await exists(join(emsdk, 'upstream/emscripten/emcc.py'))) {
    return { version, dir: emsdk, ...(await describeEmsdk(emsdk, version)) };
  }
  const dir = join(root, scripts);
  const config = (await exists(join(dir, '.emscripten'))) ? { EM_CONFIG: '{mount}/.emscripten' } : {};
  const known = { layout: 'relocatable' as const, path: ['.'], buildsLibraries: !prebuilt };
  return { version, dir, ...known, env: config as Record<string, string>, ...none };
}

/** The first folder with emcc's program; its launcher may lie elsewhere, as in Debian. */
async function firstWith(root: string, folders: readonly string[]): Promise<string | null> {
  for (const folder of folders) if (await exists(join(root, folder, 'emcc.py'))) return folder;
  return null;
}

async function fingerprint(root: string): Promise<{ digest: Digest; bytes: number }> {
  const lines: string[] = [];
  let bytes = 0;
  const walk = async (below: string) => {
    for (const entry of await readdir(join(root, below), { withFileTypes: true })) {
      const path = below ? `${below}/${entry.name}` : entry.name;
      if (entry.name === '__pycache__') continue;
      if (entry.isDirectory()) {
        await walk(path);
        continue;
      }
      const { size, mode, mtimeMs } = await lstat(join(root, path));
      bytes += size;
      lines.push(`${path} ${size} ${mode} ${mtimeMs}`);
    }
  };
  await walk('');
  return { digest: `sha256:${sha256(lines.sort(byCodeUnit).join('\n'))}`, bytes };
}
