import { readArtifact } from '../wasm/artifact.ts';
import { artifactSurface, type OpenMember, readMembers } from '../wasm/artifact-surface.ts';
import { listSymbols, type WasmSymbol } from '../wasm/symbols.ts';

/** The symbols of a file, or of one member of an archive; of a member that is not read, why. */
export interface SymbolGroup {
  readonly member?: string;
  readonly symbols: readonly WasmSymbol[];
  readonly reason?: string;
}

/**
 * The symbols of a file in groups, so that of a large archive no more than one member's are in memory. Nothing else is
 * looked at; a file that is only recognised has none. Throws `WasmError` where the file is malformed.
 */
export function* listSymbolGroups(bytes: Uint8Array, path: string, open?: OpenMember): Generator<SymbolGroup> {
  const artifact = readArtifact(bytes, path, 'symbols');
  if (artifact.kind !== 'archive') {
    yield { symbols: artifactSurface(artifact).symbols };
    return;
  }
  for (const { member, read } of readMembers(artifact.archive, 'symbols', open)) {
    const group = { member: member.name };
    if (typeof read === 'string') yield { ...group, symbols: [], reason: read };
    else yield { ...group, symbols: listSymbols(read, member.name) };
  }
}
