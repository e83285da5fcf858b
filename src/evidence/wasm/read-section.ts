import type { WasmFile } from './wasm-file.ts';

/** Gives the bytes of a file from one offset to another, fewer where the file ends; they are gone with the next call. */
export type ReadBytes = (from: number, to: number) => Uint8Array;

/** Which section is wanted: the first of that name that the core format defines, or the first custom one. */
export interface WantedSection {
  readonly name: string;
  readonly custom: boolean;
}

/** The content of a module's section, at most its first `most` bytes; null where it has none such. */
export function readSection(
  { sections }: WasmFile,
  read: ReadBytes,
  wanted: WantedSection,
  most: number,
): Uint8Array | null {
  const section = sections.find(({ custom, name }) => custom === wanted.custom && name === wanted.name);
  return section ? read(section.offset, section.offset + Math.min(section.size, most)) : null;
}
