import { byCodeUnit } from '../../model/order.ts';
import type { ModuleSurface } from '../../model/results.ts';
import type { Archive, ArchiveMember } from './archive.ts';
import { type Artifact, readMember } from './artifact.ts';
import { MAX_ITEMS } from './cursor.ts';
import type { Depth } from './depth.ts';
import { detectFormat } from './detect-format.ts';
import { moduleSurface } from './surface.ts';
import { listSymbols, type WasmSymbol } from './symbols.ts';
import { WasmError } from './wasm-error.ts';
import type { WasmFile } from './wasm-file.ts';

/** What a linker or host sees of an artifact. */
export interface ArtifactSurface extends ModuleSurface {
  /** In file order; those of an archive carry their member. */
  readonly symbols: readonly WasmSymbol[];
  /** Names of the target features that it uses or requires, sorted. */
  readonly features: readonly string[];
  /** Members of an archive whose symbols are not among `symbols`, and why. */
  readonly unread: readonly { readonly member: string; readonly reason: string }[];
}

/** Gives the bytes of a thin archive's member; null where they cannot be had, or the reason why they are not read. */
export type OpenMember = (member: ArchiveMember) => Uint8Array | string | null;

/** A member of an archive, and what it is: a wasm file, or why it is not read. */
export interface ReadMember {
  readonly member: ArchiveMember;
  readonly read: WasmFile | string;
}

/** The members of an archive, read one after the other. */
export function* readMembers(archive: Archive, depth: Depth, open?: OpenMember): Generator<ReadMember> {
  for (const member of archive.members) {
    const filled = fillMember(member, open);
    yield { member, read: typeof filled === 'string' ? filled : readObject(filled, depth) };
  }
}

/** What to do for each member of an archive that is read. */
export interface MemberOptions {
  readonly open?: OpenMember | undefined;
  readonly visit?: (found: ReadMember) => void;
}

/** Reads what is to be seen of an artifact; an archive's members are read here, one after the other. */
export function artifactSurface(artifact: Artifact, options: MemberOptions = {}): ArtifactSurface {
  switch (artifact.kind) {
    case 'module':
    case 'object':
    case 'shared': {
      const { wasm } = artifact;
      return {
        ...moduleSurface(wasm),
        symbols: listSymbols(wasm),
        features: sortFeatures(new Set(usedFeatures(wasm))),
        unread: [],
      };
    }
    case 'archive':
      return archiveSurface(artifact.archive, options);
    case 'stub-library': {
      const symbols = artifact.stubs.map(({ name }) => ({ ...STUB, name }));
      return { ...NOTHING, symbols };
    }
    case 'component': {
      const { imports, exports } = artifact.component;
      return { ...NOTHING, imports, exports };
    }
    default:
      return NOTHING;
  }
}

const NOTHING: ArtifactSurface = { imports: [], exports: [], symbols: [], features: [], unread: [] };
const STUB = { kind: 'function', binding: 'global', defined: true, visibility: 'default' } as const;

function archiveSurface(archive: Archive, { open, visit }: MemberOptions): ArtifactSurface {
  const symbols: WasmSymbol[] = [];
  const unread: { member: string; reason: string }[] = [];
  const features = new Set<string>();
  for (const found of readMembers(archive, 'origin', open)) {
    const { member, read } = found;
    visit?.(found);
    if (typeof read === 'string') {
      unread.push({ member: member.name, reason: read });
      continue;
    }
    const listed = listSymbols(read, member.name);
    if (symbols.length + listed.length > MAX_ITEMS) {
      unread.push({ member: member.name, reason: `more than ${MAX_ITEMS} symbols in the archive` });
      continue;
    }
    for (const symbol of listed) symbols.push(symbol);
    for (const feature of usedFeatures(read)) features.add(feature);
  }
  return { ...NOTHING, symbols, features: sortFeatures(features), unread };
}

function fillMember(member: ArchiveMember, open: OpenMember | undefined): ArchiveMember | string {
  const bytes = member.bytes === null && open ? open(member) : null;
  if (typeof bytes === 'string') return bytes;
  return bytes ? { ...member, bytes, format: detectFormat(bytes) } : member;
}

/** The object that a member is, or why it is none. */
export function readObject(member: ArchiveMember, depth: Depth = 'symbols'): WasmFile | string {
  if (member.bytes === null) return 'not in the archive, which is thin';
  if (member.format !== 'wasm') return `${member.format}`;
  try {
    const artifact = readMember(member, depth);
    return artifact && 'wasm' in artifact ? artifact.wasm : 'unknown';
  } catch (error) {
    if (!(error instanceof WasmError)) throw error;
    return `${error.message} at byte ${error.offset}`;
  }
}

function usedFeatures(file: WasmFile): string[] {
  return file.features.filter(({ policy }) => policy !== 'disallowed').map(({ name }) => name);
}

function sortFeatures(features: ReadonlySet<string>): string[] {
  return [...features].sort(byCodeUnit);
}
