import { Buffer } from 'node:buffer';

/** What a file is that is often taken for a module, and what to do about it. */
export interface ForeignFormat {
  readonly title: string;
  readonly hint?: string;
}

const PACKED = 'a server that sends it has to name the encoding; unpack it to inspect it';

/** By their first bytes, after blanks where they are text. */
const FORMATS: readonly (readonly [begin: RegExp, format: ForeignFormat])[] = [
  [/^\x1f\x8b/, { title: 'a gzip file', hint: `${PACKED}: \`gzip -dc\`` }],
  [/^\x28\xb5\x2f\xfd/, { title: 'a Zstandard file', hint: `${PACKED}: \`zstd -dc\`` }],
  [/^PK\x03\x04/, { title: 'a ZIP archive' }],
  [/^\xfd7zXZ\0/, { title: 'an xz file', hint: `${PACKED}: \`xz -dc\`` }],
  // dotnet/runtime, docs/design/mono/webcil.md
  [/^WbIL/, { title: 'a .NET assembly in Webcil, not wrapped in a module' }],
  [/^MZ/, { title: 'a program or assembly of Windows (.NET’s are such files too)' }],
  [/^\x7fELF/, { title: 'an ELF file, which is native' }],
  [/^(?:\xfe\xed\xfa[\xce\xcf]|[\xce\xcf]\xfa\xed\xfe)/, { title: 'a Mach-O file, which is native' }],
  [
    /^version https:\/\/git-lfs\.github\.com\/spec\//,
    { title: 'a Git LFS pointer', hint: '`git lfs pull` fetches the file that it stands for' },
  ],
  [
    /^(?:\xef\xbb\xbf)?\s*<(?:!doctype|html|head|body|\?xml)/i,
    { title: 'an HTML or XML page', hint: 'a server answered with a page, as for a file that it does not have' },
  ],
  [
    /^(?:\xef\xbb\xbf)?\s*[{[]\s*["{[\]}\d]/,
    { title: 'JSON', hint: 'a server answered with it, as for a file that it does not have' },
  ],
  [
    /^(?:\s|;;[^\n]*\n)*\((?:module|component)\b/,
    { title: 'WebAssembly in text form', hint: '`wat2wasm` makes a module of it' },
  ],
  [/^data:[\w/+.-]*;base64,/, { title: 'a data URL', hint: 'what stands behind `base64,` is the file' }],
  [/^AGFzb[QAw]/, { title: 'a module in base64', hint: '`base64 -d` makes a module of it' }],
];

/**
 * What a file that is no wasm is instead, by its first kilobyte and, for Brotli, which has no mark, by its name; null
 * where that is not known. An empty file is said to be one.
 */
export function readForeign(bytes: Uint8Array, path: string): ForeignFormat | null {
  if (bytes.byteLength === 0) return { title: 'an empty file' };
  const head = Buffer.from(bytes.buffer, bytes.byteOffset, Math.min(bytes.byteLength, 1024)).toString('latin1');
  const found = FORMATS.find(([begin]) => begin.test(head))?.[1];
  if (found) return found;
  return /\.br$/i.test(path) ? { title: 'a Brotli file, by its name', hint: `${PACKED}: \`brotli -dc\`` } : null;
}
