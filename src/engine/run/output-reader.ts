import type { ArtifactNames } from '../../evidence/artifact-names.ts';
import type { OutputReader } from '../../evidence/step.ts';
import { readArtifact } from '../../evidence/wasm/artifact.ts';
import { artifactSurface } from '../../evidence/wasm/artifact-surface.ts';
import { patternName } from '../../evidence/wasm/check-names.ts';
import { detectFormat, type Format } from '../../evidence/wasm/detect-format.ts';
import { readWasm } from '../../evidence/wasm/read-wasm.ts';
import { readSurface } from '../../evidence/wasm/surface.ts';
import type { WasmSymbol } from '../../evidence/wasm/symbols.ts';
import { WasmError } from '../../evidence/wasm/wasm-error.ts';
import type { Digest } from '../../model/action.ts';
import { memoise } from '../../model/memoise.ts';
import type { ModuleSurface } from '../../model/results.ts';
import type { Blobs } from '../../run/storage/blobs.ts';

/** Reads the wasm files among outputs, each content once. */
export function createOutputReader(blobs: Blobs): OutputReader {
  const isKnown = (digest: Digest) => formatOf(blobs, digest) !== 'unknown';
  const isWasm = (digest: Digest) => ['wasm', 'component'].includes(formatOf(blobs, digest));
  return {
    surfaceOf: memoise((digest: Digest) => (isWasm(digest) ? readModule(blobs.read(digest)) : null)),
    namesOf: memoise((digest: Digest) => (isKnown(digest) ? readNames(blobs.read(digest)) : null)),
    // Each is asked for once, and a thousand of them would fill the memory.
    symbolsOf: memoise((digest: Digest) => (isKnown(digest) ? readSymbols(blobs.read(digest)) : [])),
    sizeOf: (digest) => blobs.sizeOf(digest),
    wasmOf: (digest) => (isWasm(digest) ? orNull(() => readWasm(blobs.read(digest))) : null),
  };
}

/** A file may be as large as a step may leave it: what is nothing that is looked into is never read whole. */
function formatOf(blobs: Blobs, digest: Digest): Format {
  return detectFormat(blobs.readStart(digest, 8));
}

function readModule(bytes: Uint8Array): ModuleSurface | null {
  return orNull(() => readSurface(bytes));
}

function readNames(bytes: Uint8Array): ArtifactNames | null {
  const artifact = orNull(() => readArtifact(bytes, ''));
  if (!artifact || artifact.kind === 'unknown') return null;
  const { imports, exports, symbols } = artifactSurface(artifact);
  return {
    imports: imports.map(patternName),
    exports: exports.map(patternName),
    symbols: symbols.map(({ name }) => name),
  };
}

function readSymbols(bytes: Uint8Array): readonly WasmSymbol[] {
  const artifact = orNull(() => readArtifact(bytes, '', 'symbols'));
  return artifact ? artifactSurface(artifact).symbols : [];
}

/** What a program wrote may be damaged; that is a finding of the case, not of emrift. */
function orNull<T>(read: () => T): T | null {
  try {
    return read();
  } catch (error) {
    if (error instanceof WasmError) return null;
    throw error;
  }
}
