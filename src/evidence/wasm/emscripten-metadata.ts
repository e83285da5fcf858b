import type { Cursor } from './cursor.ts';
import { readU32 } from './leb128.ts';

/**
 * The head of the `emscripten_metadata` section, which Emscriptens of the 1.38 to 2.0 lines wrote when asked to
 * (`EMIT_EMSCRIPTEN_METADATA`; emscripten-core/emscripten, tools/webassembly.py): versions of the section's own format
 * and of the interface between JavaScript and wasm, not of Emscripten.
 */
export interface EmscriptenMetadata {
  readonly format: string;
  readonly abi: string;
}

/** The content of `emscripten_metadata`, as far as all of its formats agree. */
export function readEmscriptenMetadata(cursor: Cursor): EmscriptenMetadata {
  const format = `${readU32(cursor)}.${readU32(cursor)}`;
  return { format, abi: `${readU32(cursor)}.${readU32(cursor)}` };
}
