/** What a file's first bytes say that it is. */
export const FORMATS = ['wasm', 'component', 'archive', 'stub-library', 'bitcode', 'unknown'] as const;

/** One of `FORMATS`. */
export type Format = (typeof FORMATS)[number];

/**
 * First bytes by format, as Latin-1 text. Bitcode has a bare and a wrapped form (LLVM Bitcode File Format, "Magic
 * Numbers"); stub libraries are text that wasm-ld reads (lld, wasm/InputFiles.cpp, `StubFile`).
 */
const MAGICS: readonly (readonly [magic: string, format: Format])[] = [
  ['\0asm', 'wasm'],
  ['!<arch>\n', 'archive'],
  ['!<thin>\n', 'archive'],
  ['#STUB', 'stub-library'],
  ['BC\xc0\xde', 'bitcode'],
  ['\xde\xc0\x17\x0b', 'bitcode'],
];

/** Tells a file's format from its first eight bytes. A component is wasm of layer 1 (component-model, Binary.md). */
export function detectFormat(bytes: Uint8Array): Format {
  const head = Buffer.from(bytes.buffer, bytes.byteOffset, Math.min(8, bytes.byteLength)).toString('latin1');
  const format = MAGICS.find(([magic]) => head.startsWith(magic))?.[1] ?? 'unknown';
  return format === 'wasm' && bytes[6] === 1 && bytes[7] === 0 ? 'component' : format;
}
