// Speed of `emrift inspect` against LLVM's and wabt's tools on the same files, as ratios measured in turn.
import { spawnSync } from 'node:child_process';
import { closeSync, existsSync, openSync, readdirSync, readFileSync, readSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { emrift, pair, store, time } from './bench-tools.mjs';

const MODULE_SIZE = 60_000_000;

/** Both measurements; a peer that is not there costs a line. */
export function measureInspect(folder) {
  const parts = [measureSymbols(folder), measureSummary(folder)];
  return {
    values: Object.assign({}, ...parts.map(({ values }) => values)),
    notes: parts.flatMap(({ note }) => note ?? []),
  };
}

function measureSymbols(folder) {
  const nm = findNm();
  const archives = largestSysroot();
  if (!nm || archives.length === 0) {
    return { note: 'symbols: skipped, no Emscripten with llvm-nm and prebuilt libraries in the store' };
  }
  const sizes = archives.map((path) => statSync(path).size / 1e6);
  const ours = emrift('inspect', '--symbols', ...archives);
  const { a, b, ratio } = pair(ours, [...nm, ...archives], 7);
  return {
    values: {
      archives: archives.length,
      'archives-size': sizes.reduce((sum, size) => sum + size, 0),
      'archives-largest': Math.max(...sizes),
      symbols: a,
      'llvm-nm': b,
      'symbols-to-nm': ratio,
      'symbols-peak': time(ours, { tell: join(folder, 'tell') }).peak / 1e6,
    },
  };
}

function measureSummary(folder) {
  const seed = findModule();
  if (spawnSync('wasm-objdump', ['--version']).status !== 0) {
    return { note: 'summary: skipped, wasm-objdump (package wabt) is not installed' };
  }
  if (!seed) return { note: 'summary: skipped, the store has no module of a Go program yet' };
  const path = join(folder, 'large.wasm');
  const bytes = repeatFunctions(readFileSync(seed), MODULE_SIZE);
  writeFileSync(path, bytes);
  const ours = emrift('inspect', path);
  const { a, b, ratio } = pair(ours, ['wasm-objdump', '-x', path], 15);
  const { peak } = time(ours, { tell: join(folder, 'tell') });
  return {
    values: {
      'module-size': bytes.length / 1e6,
      summary: a,
      objdump: b,
      'summary-to-objdump': ratio,
      'summary-peak': peak / 1e6,
      'peak-to-module': peak / bytes.length,
    },
  };
}

/** The newest llvm-nm of the installed Emscriptens, run by its own root's loader with its own libraries. */
function findNm() {
  const found = listFolder(join(store, 'toolchains')).flatMap((name) => {
    const root = join(store, 'toolchains', name, 'tree');
    return listFolder(join(root, 'usr/lib')).flatMap((lib) => {
      const version = Number(/^llvm-(\d+)$/.exec(lib)?.[1]);
      const program = join(root, 'usr/lib', lib, 'bin/llvm-nm');
      const loader = ['usr/lib64', 'lib64'].map((dir) => join(root, dir, 'ld-linux-x86-64.so.2')).find(existsSync);
      const libraries = [
        join(root, 'usr/lib/x86_64-linux-gnu'),
        join(root, 'lib/x86_64-linux-gnu'),
        join(root, 'usr/lib', lib, 'lib'),
      ];
      const command = [loader, '--library-path', libraries.join(':'), program];
      return loader && existsSync(program) ? [{ version, command }] : [];
    });
  });
  return found
    .sort((a, b) => b.version - a.version)
    .map(({ command }) => command)
    .find(([loader, ...args]) => spawnSync(loader, [...args, '--version']).status === 0);
}

/** The prebuilt archives of the Emscripten that has most of them. */
function largestSysroot() {
  const sysroots = listFolder(join(store, 'toolchains')).map((name) => {
    const folder = join(store, 'toolchains', name, 'tree/usr/share/emscripten/cache/sysroot/lib/wasm32-emscripten');
    return listFolder(folder)
      .filter((file) => file.endsWith('.a'))
      .map((file) => join(folder, file));
  });
  return sysroots.sort((a, b) => b.length - a.length)[0] ?? [];
}

/** A module of a Go program with the names of its functions, among what steps left. */
function findModule() {
  const blobs = join(store, 'blobs');
  const paths = listFolder(blobs).flatMap((dir) => listFolder(join(blobs, dir)).map((file) => join(blobs, dir, file)));
  return paths.find((path) => {
    if (statSync(path).size < 2_000_000 || head(path) !== '\0asm') return false;
    const bytes = readFileSync(path);
    return bytes.includes('\x04name') && bytes.includes('runtime.schedule');
  });
}

function head(path) {
  const bytes = Buffer.alloc(4);
  const file = openSync(path, 'r');
  readSync(file, bytes, 0, 4, 0);
  closeSync(file);
  return bytes.toString('latin1');
}

function listFolder(path) {
  return existsSync(path) ? readdirSync(path).sort() : [];
}

/** The same module with its functions and their names again and again, until it has the size. */
function repeatFunctions(bytes, size) {
  const sections = readSections(bytes);
  const code = sections.find(({ id }) => id === 10);
  const functions = sections.find(({ id }) => id === 3);
  const names = sections.find(({ id, at }) => id === 0 && bytes.toString('latin1', at, at + 5) === '\x04name');
  const [count] = readLeb(bytes, functions.at);
  const once = code.end - code.at + (names ? names.end - names.at : 0);
  const times = Math.ceil((size - bytes.length) / once) + 1;
  const repeated = new Map([code, functions].map((section) => [section, repeatList(bytes, section, times)]));
  if (names) repeated.set(names, repeatNames(bytes, names, count, times));
  const parts = sections.map((section) => {
    const content = repeated.get(section) ?? bytes.subarray(section.at, section.end);
    return Buffer.concat([Buffer.from([section.id]), leb(content.length), content]);
  });
  return Buffer.concat([bytes.subarray(0, 8), ...parts]);
}

/** The `name` section with nothing but names of functions, those of each copy for its own functions. */
function repeatNames(bytes, { at }, count, times) {
  const [, inside] = readLeb(bytes, at + 6);
  const [total, first] = readLeb(bytes, inside);
  const entries = [];
  let place = first;
  for (let left = total; left > 0; left--) {
    const [index, length] = readLeb(bytes, place);
    const [size, name] = readLeb(bytes, length);
    entries.push([index, bytes.subarray(length, name + size)]);
    place = name + size;
  }
  const copies = Array.from({ length: times }, (_, copy) =>
    Buffer.concat(entries.flatMap(([index, name]) => [leb(index + copy * count), name])),
  );
  const map = Buffer.concat([leb(total * times), ...copies]);
  return Buffer.concat([Buffer.from('\x04name\x01', 'latin1'), leb(map.length), map]);
}

function readSections(bytes) {
  const sections = [];
  for (let at = 8; at < bytes.length; ) {
    const id = bytes[at];
    const [size, start] = readLeb(bytes, at + 1);
    sections.push({ id, at: start, end: start + size });
    at = start + size;
  }
  return sections;
}

function repeatList(bytes, { at, end }, times) {
  const [count, start] = readLeb(bytes, at);
  const items = bytes.subarray(start, end);
  return Buffer.concat([leb(count * times), ...Array.from({ length: times }, () => items)]);
}

function readLeb(bytes, at) {
  let value = 0;
  for (let factor = 1; ; factor *= 128) {
    const byte = bytes[at++];
    value += (byte & 0x7f) * factor;
    if (byte < 0x80) return [value, at];
  }
}

function leb(value) {
  const bytes = [];
  let rest = value;
  for (; rest >= 0x80; rest = Math.floor(rest / 0x80)) bytes.push((rest % 0x80) | 0x80);
  return Buffer.from([...bytes, rest]);
}
