import type { WasmFile } from '../wasm/wasm-file.ts';

/** The memory of a module, its own or the one that it imports. Sizes in bytes. */
export interface MemorySettings {
  readonly initial: number;
  /** Null where nothing bounds it. */
  readonly maximum: number | null;
  readonly grows: boolean;
  readonly shared: boolean;
  readonly is64: boolean;
}

/** Bytes of a page (core specification, "Memory Types"). */
const PAGE_LOG2 = 16;

/** The first memory of a module; null where it has none. */
export function readMemory({ memories }: WasmFile): MemorySettings | null {
  const [memory] = memories;
  if (!memory) return null;
  const { min, max, shared, is64, pageSizeLog2 = PAGE_LOG2 } = memory;
  const bytes = (pages: bigint) => Number(pages) * 2 ** pageSizeLog2;
  return {
    initial: bytes(min),
    maximum: max === undefined ? null : bytes(max),
    grows: max === undefined || max > min,
    shared,
    is64,
  };
}
