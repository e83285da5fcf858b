import type { FunctionSize } from '../features/scan-code.ts';
import type { WasmFile } from '../wasm/wasm-file.ts';

/** What a file's bytes are for. */
export interface Sizes {
  readonly code: number;
  readonly data: number;
  /** Names of functions and the like. */
  readonly names: number;
  /** DWARF. */
  readonly debug: number;
  /** Everything else, the heads of sections included. */
  readonly other: number;
  /** The ten largest functions; empty where the code was not searched. */
  readonly largest: readonly { readonly index: number; readonly size: number }[];
}

/** Adds a file's sections up, in bytes; functions are numbered as the module numbers them. */
export function measureSizes({ sections, size, imports }: WasmFile, functions: readonly FunctionSize[]): Sizes {
  const sum = (wanted: (section: WasmFile['sections'][number]) => boolean) =>
    sections.filter(wanted).reduce((total, section) => total + section.size, 0);
  const code = sum(({ custom, name }) => !custom && name === 'code');
  const data = sum(({ custom, name }) => !custom && name === 'data');
  const names = sum(({ custom, name }) => custom && name === 'name');
  const debug = sum(({ custom, name }) => custom && name.startsWith('.debug_'));
  const imported = imports.filter(({ type }) => type.kind === 'function').length;
  return {
    ...{ code, data, names, debug, other: size - code - data - names - debug },
    largest: functions.map((one) => ({ index: imported + one.place, size: one.size })),
  };
}
