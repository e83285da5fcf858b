import { type Cursor, claimItems, takeBytes } from './cursor.ts';
import { type Draft, groupImports } from './draft.ts';
import { emptyDynamicInfo, readDylink0, readLegacyDylink } from './dylink.ts';
import { readEmscriptenMetadata } from './emscripten-metadata.ts';
import { readU32 } from './leb128.ts';
import { readLinking, startLinking } from './linking.ts';
import { readNames } from './name-section.ts';
import { readProducers, readTargetFeatures } from './provenance-sections.ts';
import type { Depth } from './read-wasm.ts';
import { readRelocations } from './relocations.ts';
import { WasmError } from './wasm-error.ts';

/**
 * Reads a custom section that this room knows into the draft; others, and those that `depth` does not ask for, are left
 * alone. What is wrong in it becomes a problem of the file, since engines do not read custom sections either.
 */
export function readCustomSection(content: Cursor, name: string, draft: Draft, depth: Depth): void {
  const reader = READERS.get(name.startsWith('reloc.') ? 'reloc.*' : name);
  if (!reader || DEPTHS.indexOf(depth) < DEPTHS.indexOf(reader.depth)) return;
  try {
    reader.read(content, draft, name, depth);
  } catch (error) {
    if (!(error instanceof WasmError)) throw error;
    draft.problems.push({ offset: error.offset, message: `${name}: ${error.message}` });
  }
}

const DEPTHS: readonly Depth[] = ['surface', 'symbols', 'origin', 'all'];

interface CustomReader {
  /** The least depth that asks for it. */
  readonly depth: Depth;
  readonly read: (content: Cursor, draft: Draft, name: string, depth: Depth) => void;
}

/** The custom sections by name; `reloc.*` stands for all that begin so. */
const READERS: ReadonlyMap<string, CustomReader> = new Map<string, CustomReader>([
  ['dylink', { depth: 'surface', read: readDylinkSection }],
  ['dylink.0', { depth: 'surface', read: readDylink0Section }],
  ['linking', { depth: 'symbols', read: readLinkingSection }],
  ['target_features', { depth: 'origin', read: readTargetFeaturesSection }],
  ['name', { depth: 'symbols', read: readNameSection }],
  ['producers', { depth: 'origin', read: readProducersSection }],
  ['emscripten_metadata', { depth: 'origin', read: readMetadataSection }],
  ['build_id', { depth: 'origin', read: readBuildId }],
  [
    'reloc.*',
    { depth: 'all', read: (content, draft, name) => void draft.relocations.push(readRelocations(content, name)) },
  ],
]);

function readDylinkSection(content: Cursor, draft: Draft): void {
  refuseSecond(draft.dynamic, content);
  draft.dynamic = emptyDynamicInfo('dylink');
  readLegacyDylink(content, draft.dynamic);
}

function readDylink0Section(content: Cursor, draft: Draft): void {
  refuseSecond(draft.dynamic, content);
  draft.dynamic = emptyDynamicInfo('dylink.0');
  readDylink0(content, draft.dynamic, noteUnknown(content, draft, 'dylink.0'));
}

function readLinkingSection(content: Cursor, draft: Draft, _: string, depth: Depth): void {
  refuseSecond(draft.linking, content);
  draft.linking = startLinking(content);
  const imports = groupImports(draft.imports);
  readLinking(content, imports, draft.linking, depth === 'all', noteUnknown(content, draft, 'linking'));
}

function readNameSection(content: Cursor, draft: Draft): void {
  refuseSecond(draft.names, content);
  draft.names = { byKind: {} };
  readNames(content, draft.names);
}

function readTargetFeaturesSection(content: Cursor, draft: Draft): void {
  draft.features = readTargetFeatures(content);
}

function readProducersSection(content: Cursor, draft: Draft): void {
  draft.producers = readProducers(content);
}

function readMetadataSection(content: Cursor, draft: Draft): void {
  draft.emscripten = readEmscriptenMetadata(content);
}

function readBuildId(content: Cursor, draft: Draft): void {
  const id = takeBytes(content, readU32(content), 'build id');
  draft.buildId = content.bytes.toString('hex', id.at, id.end);
}

function refuseSecond(earlier: unknown, content: Cursor): void {
  if (earlier !== undefined) throw new WasmError('a second one', content.at);
}

function noteUnknown(content: Cursor, draft: Draft, name: string): (id: number, offset: number) => void {
  return (id, offset) => {
    claimItems(content, 1, offset);
    draft.problems.push({ offset, message: `${name}: unknown subsection ${id}` });
  };
}
