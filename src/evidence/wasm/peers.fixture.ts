import { execFileSync } from 'node:child_process';
import { closeSync, existsSync, openSync, readdirSync, readSync, statSync } from 'node:fs';
import { homedir } from 'node:os';
import { basename, join } from 'node:path';

/** A program that reads wasm, as a command line to which arguments are added. Only tests use this file. */
export type Peer = readonly string[];

/** The store's folder, by the same rule as the tool's own settings. */
export function findStore(): string {
  const { EMRIFT_STORE, XDG_CACHE_HOME, HOME } = process.env;
  return EMRIFT_STORE || join(XDG_CACHE_HOME || join(HOME || homedir(), '.cache'), 'emrift');
}

/** The roots of installed Emscriptens; of several installations of one version one. */
export function listRoots(store: string): string[] {
  const names = listFolder(join(store, 'toolchains')).filter((name) => name.startsWith('em'));
  const byVersion = new Map(names.map((name) => [name.replace(/-[0-9a-f]+$/, ''), name]));
  return [...byVersion.values()].map((name) => join(store, 'toolchains', name, 'tree'));
}

/** An LLVM tool of the newest LLVM in the roots, run by the root's own loader with the root's own libraries. */
export function findLlvmPeer(tool: string, roots: readonly string[]): Peer | null {
  const found = roots.flatMap((root) => {
    const versions = listFolder(join(root, 'usr/lib')).flatMap((name) => /^llvm-(\d+)$/.exec(name)?.[1] ?? []);
    return versions.map((version) => ({ root, version: Number(version) }));
  });
  for (const { root, version } of found.sort((a, b) => b.version - a.version)) {
    const lib = join(root, `usr/lib/llvm-${version}`);
    const loader = ['usr/lib64', 'lib64'].map((dir) => join(root, dir, 'ld-linux-x86-64.so.2')).find(existsSync);
    const libraries = [join(root, 'usr/lib/x86_64-linux-gnu'), join(root, 'lib/x86_64-linux-gnu'), join(lib, 'lib')];
    const peer = loader ? [loader, '--library-path', libraries.join(':'), join(lib, 'bin', tool)] : [];
    if (loader && existsSync(join(lib, 'bin', tool)) && answers(peer)) return peer;
  }
  return null;
}

/** A program on the PATH, where it is there. */
export function findPeer(name: string): Peer | null {
  return answers([name]) ? [name] : null;
}

/** What a program prints on standard output for arguments; its exit code is of no interest. */
export function runPeer(peer: Peer, args: readonly string[]): string {
  const [command, ...first] = peer;
  try {
    return execFileSync(command!, [...first, ...args], {
      maxBuffer: 2 ** 30,
      encoding: 'utf8',
      stdio: ['ignore', 'pipe', 'ignore'],
    });
  } catch (error) {
    return (error as { stdout?: string }).stdout ?? '';
  }
}

/**
 * Every library and object of the roots' systems libraries and of the warmed caches, sorted. Generations of a cache share
 * their files: each is listed once, under its first path.
 */
export function listLibraries(store: string, roots: readonly string[]): string[] {
  const folders = [...roots.map((root) => join(root, 'usr/share/emscripten')), join(store, 'warm')];
  const paths = folders.flatMap(walk).filter(isWasmLibrary).sort();
  const inodes = new Set<string>();
  return paths.filter((path) => {
    const { dev, ino } = statSync(path);
    const isNew = !inodes.has(`${dev} ${ino}`);
    inodes.add(`${dev} ${ino}`);
    return isNew;
  });
}

/** The wasm files among the outputs of steps that ran, sorted. */
export function listOutputs(store: string): string[] {
  return walk(join(store, 'blobs'))
    .filter((path) => startsWith(path, '\0asm'))
    .sort();
}

/** A library whose name has no variant (`-debug`, `-mt` …) in it: enough of a sample for every run. */
export function isPlain(path: string): boolean {
  return !basename(path).includes('-');
}

function isWasmLibrary(path: string): boolean {
  if (!/\.(a|o|so)$/.test(path) || !/wasm/.test(path)) return false;
  return ['!<arch>\n', '!<thin>\n', '\0asm', '#STUB'].some((magic) => startsWith(path, magic));
}

function walk(folder: string): string[] {
  if (!existsSync(folder)) return [];
  const entries = readdirSync(folder, { recursive: true, withFileTypes: true });
  return entries.filter((entry) => entry.isFile()).map((entry) => join(entry.parentPath, entry.name));
}

function startsWith(path: string, magic: string): boolean {
  const file = openSync(path, 'r');
  const head = Buffer.alloc(magic.length);
  readSync(file, head, 0, head.length, 0);
  closeSync(file);
  return head.toString('latin1') === magic;
}

function listFolder(folder: string): string[] {
  return existsSync(folder) ? readdirSync(folder).sort() : [];
}

function answers(peer: Peer): boolean {
  return runPeer(peer, ['--version']) !== '';
}
