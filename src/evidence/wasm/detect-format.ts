/** What a file's first bytes say that it is. */
export const FORMATS = ['wasm', 'component', 'archive', 'stub-library', 'bitcode', 'unknown'] as const;

/** One of `FORMATS`. */
export type Format = (typeof FORMATS)[number];

/** How a module begins, and an archive: one with its members in it, and one that only names them. */
export const MODULE_MAGIC = '\0asm';
export const ARCHIVE_MAGIC = '!<arch>\n';
export const THIN_ARCHIVE_MAGIC = '!<thin>\n';

/**
 * First bytes by format. Bitcode has a bare and a wrapped form (LLVM Bitcode File Format, "Magic
 * Numbers"); stub libraries are text that wasm-ld reads (lld, wasm/InputFiles.cpp, `StubFile`).
 */
const MAGICS: readonly (readonly [magic: Buffer, format: Format])[] = [
  [Buffer.from(MODULE_MAGIC), 'wasm'],
  [Buffer.from(ARCHIVE_MAGIC), 'archive'],
  [Buffer.from(THIN_ARCHIVE_MAGIC), 'archive'],
  [Buffer.from('#STUB'), 'stub-library'],
  [Buffer.from('BC\xc0\xde', 'latin1'), 'bitcode'],
  [Buffer.from('\xde\xc0\x17\x0b', 'latin1'), 'bitcode'],
];

/** Finds a file's format by its first eight bytes. A component is wasm of layer 1 (component-model, Binary.md). */
export function detectFormat(bytes: Uint8Array): Format {
  const format = MAGICS.find(([magic]) => magic.every((byte, place) => bytes[place] === byte))?.[1] ?? 'unknown';
  return format === 'wasm' && bytes[6] === 1 && bytes[7] === 0 ? 'component' : format;
}
