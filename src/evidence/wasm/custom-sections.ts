import { type Cursor, claimItems, takeBytes } from './cursor.ts';
import type { Depth } from './depth.ts';
import { type Draft, groupImports } from './draft.ts';
import { emptyDynamicInfo, readDylink0, readLegacyDylink } from './dylink.ts';
import { readEmscriptenMetadata } from './emscripten-metadata.ts';
import { readU32 } from './leb128.ts';
import { readLinking, startLinking } from './linking.ts';
import { countFunctionNames, readNames } from './name-section.ts';
import { readProducers, readTargetFeatures } from './provenance-sections.ts';
import { readRelocations } from './relocations.ts';
import { WasmError } from './wasm-error.ts';

/**
 * Reads a custom section that this room knows into the draft; others, and those that `depth` does not ask for, are left
 * alone. What is wrong in it becomes a problem of the file, since engines do not read custom sections either.
 */
export function readCustomSection(content: Cursor, name: string, draft: Draft, depth: Depth): void {
  const read = READERS.get(name.startsWith('reloc.') ? 'reloc.*' : name)?.[depth];
  if (!read) return;
  try {
    read(content, draft, name);
  } catch (error) {
    if (!(error instanceof WasmError)) throw error;
    draft.problems.push({ offset: error.offset, message: `${name}: ${error.message}` });
  }
}

type CustomReader = (content: Cursor, draft: Draft, name: string) => void;

type ReadersByDepth = Readonly<Partial<Record<Depth, CustomReader>>>;

const always = (read: CustomReader) => ({ surface: read, symbols: read, ...forOrigin(read) });
const forOrigin = (read: CustomReader) => ({ summary: read, origin: read, all: read });
const linkingSymbols: CustomReader = (content, draft) => readLinkingSection(content, draft, false);

/** The custom sections by name, and how each is read at which depth; `reloc.*` stands for all that begin so. */
const READERS: ReadonlyMap<string, ReadersByDepth> = new Map<string, ReadersByDepth>([
  ['dylink', always(readDylinkSection)],
  ['dylink.0', always(readDylink0Section)],
  [
    'linking',
    {
      ...{ symbols: linkingSymbols, ...forOrigin(linkingSymbols) },
      all: (content: Cursor, draft: Draft) => readLinkingSection(content, draft, true),
    },
  ],
  ['name', { ...forOrigin(readNameSection), symbols: readNameSection, summary: countNameSection }],
  ['target_features', forOrigin(readTargetFeaturesSection)],
  ['producers', forOrigin(readProducersSection)],
  ['emscripten_metadata', forOrigin(readMetadataSection)],
  ['build_id', forOrigin(readBuildId)],
  ['reloc.*', { all: (content: Cursor, draft: Draft, name: string) => readRelocationSection(content, draft, name) }],
]);

function readRelocationSection(content: Cursor, draft: Draft, name: string): void {
  draft.relocations.push(readRelocations(content, name));
}

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

function readLinkingSection(content: Cursor, draft: Draft, all: boolean): void {
  refuseSecond(draft.linking, content);
  draft.linking = startLinking(content);
  readLinking(content, groupImports(draft.imports), draft.linking, all, noteUnknown(content, draft, 'linking'));
}

function readNameSection(content: Cursor, draft: Draft): void {
  refuseSecond(draft.names, content);
  draft.names = { byKind: {} };
  readNames(content, draft.names);
  draft.functionNames = draft.names.byKind.function?.size ?? 0;
}

function countNameSection(content: Cursor, draft: Draft): void {
  draft.functionNames = countFunctionNames(content);
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
