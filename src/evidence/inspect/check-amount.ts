import type { ArtifactSurface } from '../wasm/artifact-surface.ts';
import { WasmError } from '../wasm/wasm-error.ts';

/**
 * How many characters the lists of a file may take as text, per byte of the file and at least. A symbol that repeats an
 * import's name and type costs a file four bytes: a hostile one could ask for gigabytes.
 */
const PER_BYTE = 32;
const AT_LEAST = 64_000_000;

/** Refuses a file whose lists would be out of all proportion as text. Throws `WasmError`. */
export function checkAmount({ imports, exports, symbols }: ArtifactSurface, size: number): void {
  const most = Math.max(AT_LEAST, PER_BYTE * size);
  let amount = 0;
  for (const list of [imports, exports, symbols]) {
    for (const { name, type } of list) amount += name.length + (type?.length ?? 0);
  }
  if (amount > most) throw new WasmError(`names and types repeat to ${amount} characters`, 0);
}
