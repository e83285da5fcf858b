import { type Archive, type ArchiveMember, readArchive } from './archive.ts';
import { type Component, readComponent } from './component.ts';
import type { Depth } from './depth.ts';
import { detectFormat } from './detect-format.ts';
import { readWasm } from './read-wasm.ts';
import { readStubLibrary, type StubSymbol } from './stub-library.ts';
import type { WasmFile } from './wasm-file.ts';

/** A file that a toolchain left or took, whatever its format. */
export type Artifact = { readonly path: string; readonly size: number } & (
  | { readonly kind: WasmFile['kind']; readonly wasm: WasmFile }
  | { readonly kind: 'archive'; readonly archive: Archive }
  | { readonly kind: 'stub-library'; readonly stubs: readonly StubSymbol[] }
  | { readonly kind: 'component'; readonly component: Component }
  | { readonly kind: 'bitcode' | 'unknown' }
);

/**
 * Reads a file by what its first bytes say, never by its name; `path` is only kept. Bitcode is recognised, not read; members of an archive are read one by one with `readMember`, so that a large archive costs no
 * more memory than its largest member. Throws `WasmError` where a recognised file is malformed.
 */
export function readArtifact(bytes: Uint8Array, path: string, depth: Depth = 'all'): Artifact {
  const base = { path, size: bytes.byteLength };
  const format = detectFormat(bytes);
  switch (format) {
    case 'wasm': {
      const wasm = readWasm(bytes, depth);
      return { ...base, kind: wasm.kind, wasm };
    }
    case 'archive':
      return { ...base, kind: format, archive: readArchive(bytes, { index: depth === 'all' }) };
    case 'stub-library':
      return { ...base, kind: format, stubs: readStubLibrary(bytes) };
    case 'component':
      return { ...base, kind: format, component: readComponent(bytes) };
    default:
      return { ...base, kind: format };
  }
}

/** Reads a member of an archive; null where the archive is thin. Throws like `readArtifact`, offsets in the member. */
export function readMember(member: ArchiveMember, depth: Depth = 'all'): Artifact | null {
  return member.bytes && readArtifact(member.bytes, member.name, depth);
}
