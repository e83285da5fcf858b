import { existsSync, readFileSync } from 'node:fs';
import { basename } from 'node:path';
import { describe, expect, it } from 'vitest';
import { differences } from '../wasm/peer-output.fixture.ts';
import { findLlvmPeer, findStore, listLibraries, listRoots, runPeer } from '../wasm/peers.fixture.ts';
import { readLibrary } from './read-library.ts';

/**
 * Holds the tables that are recorded against LLVM's own list of symbols, on the libraries of the recorded links: of every
 * installed Emscripten, prebuilt or built when its cache was warmed.
 */
const store = findStore();
const roots = existsSync(store) ? listRoots(store) : [];
const nm = findLlvmPeer('llvm-nm', roots);
const RECORDED =
  /^(?:crt1\.o|lib(?:c|c_rt_wasm|compiler_rt|clang_rt\.builtins|dlmalloc|c\+\+-noexcept|c\+\+abi-noexcept|stubs|noexit|sockets|standalonewasm|standalonewasm-nocatch|GL|GL-getprocaddr|al|html5)\.a)$/;

/** Emscripten → name → path; generations of a warmed cache share their files, so one of them is enough. */
function findRecorded(): Map<string, Map<string, string>> {
  const found = new Map<string, Map<string, string>>();
  for (const path of listLibraries(store, roots)) {
    const place = /\/(em[^/]+)\//.exec(path.slice(store.length))?.[1];
    const variant = /\/(?:thinlto|lto|pic|thinlto-pic|lto-pic)\//.test(path) || path.includes('wasm64');
    if (!place || variant || !RECORDED.test(basename(path))) continue;
    found.set(place, (found.get(place) ?? new Map<string, string>()).set(basename(path), path));
  }
  return found;
}

/** What a library defines, weak or strong, and what it needs, from `llvm-nm`. */
function readNm(path: string): { defined: string[]; needed: string[] } {
  const lines = runPeer(nm ?? [], ['--no-sort', '--extern-only', path]).split('\n');
  const symbols = lines.flatMap((line) => {
    const symbol = /^(?:[0-9a-f-]{8,16}| {8,16}) (.) (.*)$/.exec(line);
    return symbol ? [{ letter: symbol[1]!, name: symbol[2]! }] : [];
  });
  const isDefined = ({ letter }: { letter: string }) => letter !== 'U' && letter !== 'w';
  const names = new Set(symbols.filter(isDefined).map(({ name }) => name));
  const defined = symbols.filter(isDefined).map(({ letter, name }) => `${name} ${letter === 'W' ? 'weak' : 'strong'}`);
  return {
    defined: [...new Set(defined)],
    needed: [...new Set(symbols.map(({ name }) => name))].filter((name) => !names.has(name)),
  };
}

describe.runIf(roots.length > 0)(`recorded tables, on the Emscriptens in ${store}`, () => {
  it('define and need what llvm-nm says', { timeout: 300_000 }, () => {
    const counts = [...findRecorded()].map(([place, libraries]) => {
      const count = { place, libraries: libraries.size, defined: 0, needed: 0 };
      for (const path of libraries.values()) {
        const table = readLibrary(readFileSync(path))!;
        const theirs = readNm(path);
        expect(table.unread, path).toEqual([]);
        const defined = table.provides.map(({ name, weak }) => `${name} ${weak ? 'weak' : 'strong'}`);
        expect(differences([...new Set(defined)], theirs.defined), path).toEqual([]);
        expect(differences([...new Set(table.needs.map(({ name }) => name))], theirs.needed), path).toEqual([]);
        count.defined += theirs.defined.length;
        count.needed += theirs.needed.length;
      }
      return count;
    });
    console.log('llvm-nm:', counts);
    expect(counts.length).toBeGreaterThan(0);
    for (const { libraries, defined, needed } of counts) {
      expect(libraries).toBeGreaterThan(6);
      expect(Math.min(defined, needed)).toBeGreaterThan(400);
    }
  });
});

describe.runIf(roots.length === 0)('recorded tables', () => {
  it('have nothing to be compared with, because no Emscripten is installed in the store', () => {
    expect(roots).toEqual([]);
  });
});
