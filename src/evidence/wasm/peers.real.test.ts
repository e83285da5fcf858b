import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import fc from 'fast-check';
import { afterAll, describe, expect, it } from 'vitest';
import { type Artifact, readArtifact, readMember } from './artifact.ts';
import { artifactSurface } from './artifact-surface.ts';
import { mutate, mutations, readOrRefuse } from './mutate.fixture.ts';
import {
  differences,
  nmFact,
  objdumpFacts,
  parseNm,
  parseObjdump,
  parseReadobj,
  readobjFacts,
} from './peer-output.fixture.ts';
import {
  findLlvmPeer,
  findPeer,
  findStore,
  isPlain,
  listLibraries,
  listOutputs,
  listRoots,
  runPeer,
} from './peers.fixture.ts';
import type { WasmFile } from './wasm-file.ts';

/**
 * Holds the reader against LLVM's and wabt's own on what the installed Emscriptens bring and what steps left.
 * `EMRIFT_PEERS=all` takes every file instead of a sample of the plain variants of the libraries.
 */
const store = findStore();
const roots = existsSync(store) ? listRoots(store) : [];
const all = process.env.EMRIFT_PEERS === 'all';
// LLVM 11 numbered the relocations of 64 bit memories in a way of its own, which newer LLVMs refuse (`invalid data
// relocation`); the reader does not look at their numbers.
const libraries = listLibraries(store, roots)
  .filter((path) => !path.includes('/wasm-memory64/'))
  .filter((path) => all || isPlain(path));
const outputs = listOutputs(store).slice(0, all ? undefined : 40);
const nm = findLlvmPeer('llvm-nm', roots);
const readobj = findLlvmPeer('llvm-readobj', roots);
const objdump = findPeer('wasm-objdump');
const TIMEOUT = all ? 1_800_000 : 120_000;

/** Every file, or each `step`th. */
function sample(paths: readonly string[], step: number): string[] {
  return paths.filter((_, place) => all || place % step === 0);
}

const scratch = mkdtempSync(join(tmpdir(), 'emrift-peers-'));
afterAll(() => rmSync(scratch, { recursive: true }));

function open(path: string): Artifact {
  return readArtifact(readFileSync(path), path);
}

/** The wasm files in an artifact: itself or its members, bitcode and others aside. */
function wasmFiles(artifact: Artifact): WasmFile[] {
  if ('wasm' in artifact) return [artifact.wasm];
  if (artifact.kind !== 'archive') return [];
  const members = artifact.archive.members.filter(({ format }) => format === 'wasm');
  return members.flatMap((member) => {
    const read = readMember(member);
    return read && 'wasm' in read ? [read.wasm] : [];
  });
}

describe.runIf(roots.length > 0)(`against peers, on the Emscriptens in ${store}`, () => {
  it('has something to compare with', () => {
    expect({ nm, readobj, libraries: libraries.length }).toEqual({
      nm: expect.any(Array),
      readobj: expect.any(Array),
      libraries: expect.any(Number),
    });
    expect(libraries.length).toBeGreaterThan(0);
  });

  it('lists the symbols that llvm-nm lists', { timeout: TIMEOUT }, () => {
    const found = { files: 0, members: 0, bitcode: 0, symbols: 0 };
    for (const path of sample(libraries, 2)) {
      const artifact = open(path);
      if (artifact.kind === 'stub-library') continue;
      const surface = artifactSurface(artifact);
      const bitcode = new Set(surface.unread.map(({ member }) => member));
      expect(
        surface.unread.filter(({ reason }) => reason !== 'bitcode'),
        path,
      ).toEqual([]);
      const theirs = parseNm(runPeer(nm ?? [], ['-a', '--no-sort', path]), artifact.kind === 'archive', bitcode);
      // A bitcode member's name may also be that of an object: both are left out, on both sides.
      const ours = surface.symbols.filter(({ member }) => !bitcode.has(member ?? '')).map(nmFact);
      expect(differences(ours, theirs), path).toEqual([]);
      found.files += 1;
      found.members += artifact.kind === 'archive' ? artifact.archive.members.length : 1;
      found.bitcode += surface.unread.length;
      found.symbols += theirs.length;
    }
    console.log('llvm-nm:', found);
    expect(found.symbols).toBeGreaterThan(1000);
  });

  it('lists sections, relocations and symbol tables as llvm-readobj does', { timeout: TIMEOUT }, () => {
    const found = { files: 0, objects: 0, facts: 0 };
    for (const path of sample(libraries, 5)) {
      const files = wasmFiles(open(path));
      if (files.length === 0) continue;
      const flags = ['--section-headers', '--relocations', '--symbols'];
      const theirs = parseReadobj(runPeer(readobj ?? [], [...flags, path]));
      expect(theirs.length, path).toBe(files.length);
      for (const [place, file] of files.entries()) {
        expect(file.problems, path).toEqual([]);
        expect(differences(readobjFacts(file), theirs[place]!), `${path}, object ${place}`).toEqual([]);
        found.facts += theirs[place]!.length;
      }
      found.files += 1;
      found.objects += files.length;
    }
    console.log('llvm-readobj:', found);
    expect(found.facts).toBeGreaterThan(1000);
  });

  it.runIf(objdump)('lists sections and imports as wasm-objdump does', { timeout: TIMEOUT }, () => {
    const found = { modules: 0, objects: 0, facts: 0 };
    // wabt 1.0.32 prints no table that is addressed by 64 bits.
    const known = libraries.filter((path) => !path.includes('/wasm64-emscripten/'));
    const members = sample(known, 2).flatMap((path) => {
      const artifact = open(path);
      const objects =
        artifact.kind === 'archive' ? artifact.archive.members.filter(({ format }) => format === 'wasm') : [];
      return objects.slice(0, all ? 8 : 2).flatMap(({ bytes }) => bytes ?? []);
    });
    const inputs = [...outputs.map((path) => readFileSync(path)), ...members];
    const paths = inputs.map((_, place) => join(scratch, `${place}.wasm`));
    for (const [place, bytes] of inputs.entries()) writeFileSync(paths[place]!, bytes);
    const theirs = parseObjdump(runPeer(objdump ?? [], ['-hx', ...paths]));
    for (const path of paths) {
      const [file] = wasmFiles(open(path));
      if (!file) continue;
      const facts = theirs.get(basename(path)) ?? [];
      expect(differences(objdumpFacts(file), facts), path).toEqual([]);
      found[file.kind === 'object' ? 'objects' : 'modules'] += 1;
      found.facts += facts.length;
    }
    console.log('wasm-objdump:', found);
    expect(found.facts).toBeGreaterThan(100);
  });

  it('names the internal functions of modules that llvm-nm names', { timeout: TIMEOUT }, () => {
    const found = { modules: 0, functions: 0, refused: 0 };
    for (const path of outputs) {
      const artifact = open(path);
      if (artifact.kind !== 'module') continue;
      const theirs = parseNm(runPeer(nm ?? [], ['-a', '--no-sort', path]), false, new Set());
      const ours = artifactSurface(artifact).symbols.filter(({ binding }) => binding === 'local');
      // LLVM wants sections in an order that Go's linker does not keep, so it lists nothing of Go's modules.
      const byGo = artifact.wasm.producers.some(({ values }) => values.some(({ name }) => name.startsWith('Go')));
      if (theirs.length === 0 && byGo) {
        found.refused += 1;
        continue;
      }
      const internal = theirs.filter((fact) => fact.startsWith(' t '));
      expect(differences(ours.map(nmFact), internal), path).toEqual([]);
      found.modules += 1;
      found.functions += internal.length;
    }
    console.log('llvm-nm:', found);
  });

  it('reads or refuses mutated real files', { timeout: TIMEOUT }, () => {
    const objects = libraries.flatMap((path) => {
      const artifact = open(path);
      return artifact.kind === 'archive'
        ? (artifact.archive.members.find(({ format }) => format === 'wasm')?.bytes ?? [])
        : [];
    });
    const originals = [...objects, ...outputs.map((path) => readFileSync(path))].filter(
      ({ length }) => length < 200_000,
    );
    const original = fc.constantFrom(...originals);
    fc.assert(
      fc.property(original, mutations, (bytes, changes) => readOrRefuse(mutate(bytes, changes))),
      { numRuns: Number(process.env.EMRIFT_FUZZ_RUNS ?? 2000), seed: 20261122 },
    );
  });
});

describe.runIf(roots.length === 0)('against peers', () => {
  it('has nothing to compare with, because no Emscripten is installed in the store', () => {
    expect(roots).toEqual([]);
  });
});
