import type { ArtifactNames } from '../../evidence/artifact-names.ts';
import type { OutputReader } from '../../evidence/step.ts';
import { patternName } from '../../evidence/wasm/check-names.ts';
import { readSurface } from '../../evidence/wasm/surface.ts';
import { WasmError } from '../../evidence/wasm/wasm-error.ts';
import type { Digest } from '../../model/action.ts';
import type { ModuleSurface } from '../../model/results.ts';
import type { Blobs } from '../../run/blobs.ts';

/** Reads the wasm files among outputs, each content once. */
export function createOutputReader(blobs: Blobs): OutputReader {
  const surfaces = new Map<Digest, ModuleSurface | null>();
  const surfaceOf = (digest: Digest): ModuleSurface | null => {
    const known = surfaces.get(digest);
    if (known !== undefined) return known;
    const surface = readModule(blobs.read(digest));
    surfaces.set(digest, surface);
    return surface;
  };
  return {
    surfaceOf,
    namesOf: (digest) => {
      const surface = surfaceOf(digest);
      return surface ? namesOf(surface) : null;
    },
  };
}

/** `\0asm` (WebAssembly core specification 2.0, binary format, modules). */
const MAGIC = [0x00, 0x61, 0x73, 0x6d];

function readModule(bytes: Uint8Array): ModuleSurface | null {
  if (!MAGIC.every((byte, index) => bytes[index] === byte)) return null;
  try {
    return readSurface(bytes);
  } catch (error) {
    if (error instanceof WasmError) return null;
    throw error;
  }
}

function namesOf(surface: ModuleSurface): ArtifactNames {
  return { imports: surface.imports.map(patternName), exports: surface.exports.map(patternName), symbols: [] };
}
