import { type Cursor, claimItems, takeBytes } from './cursor.ts';
import { type Draft, groupImports } from './draft.ts';
import { emptyDynamicInfo, readDylink0, readLegacyDylink } from './dylink.ts';
import { readU32 } from './leb128.ts';
import { readLinking, startLinking } from './linking.ts';
import { readNames } from './name-section.ts';
import { readProducers, readTargetFeatures } from './provenance-sections.ts';
import type { ReadOptions } from './read-wasm.ts';
import { readRelocations } from './relocations.ts';
import { WasmError } from './wasm-error.ts';

/**
 * Reads a custom section that this room knows into the draft; others are left alone. What is wrong in it becomes a
 * problem of the file, since engines do not read custom sections either.
 */
export function readCustomSection(content: Cursor, name: string, draft: Draft, options: ReadOptions): void {
  try {
    readKnown(content, name, draft, options);
  } catch (error) {
    if (!(error instanceof WasmError)) throw error;
    draft.problems.push({ offset: error.offset, message: `${name}: ${error.message}` });
  }
}

function readKnown(content: Cursor, name: string, draft: Draft, options: ReadOptions): void {
  const reader = Object.hasOwn(READERS, name) ? READERS[name] : undefined;
  if (reader) reader(content, draft, options);
  else if (name.startsWith('reloc.') && options.relocations !== false) {
    draft.relocations.push(readRelocations(content, name));
  }
}

type CustomReader = (content: Cursor, draft: Draft, options: ReadOptions) => void;

const READERS: Readonly<Record<string, CustomReader>> = {
  name: (content, draft, options) => {
    if (options.names === false) return;
    refuseSecond(draft.names, content);
    draft.names = { byKind: {} };
    readNames(content, draft.names);
  },
  producers: (content, draft) => {
    draft.producers = readProducers(content);
  },
  target_features: (content, draft) => {
    draft.features = readTargetFeatures(content);
  },
  linking: (content, draft, options) => {
    if (options.linking === false) return;
    refuseSecond(draft.linking, content);
    draft.linking = startLinking(content);
    readLinking(content, groupImports(draft.imports), draft.linking, noteUnknown(content, draft, 'linking'));
  },
  dylink: (content, draft) => {
    refuseSecond(draft.dynamic, content);
    draft.dynamic = emptyDynamicInfo('dylink');
    readLegacyDylink(content, draft.dynamic);
  },
  'dylink.0': (content, draft) => {
    refuseSecond(draft.dynamic, content);
    draft.dynamic = emptyDynamicInfo('dylink.0');
    readDylink0(content, draft.dynamic, noteUnknown(content, draft, 'dylink.0'));
  },
  build_id: (content, draft) => {
    const id = takeBytes(content, readU32(content), 'build id');
    draft.buildId = content.bytes.toString('hex', id.at, id.end);
  },
};

function refuseSecond(earlier: unknown, content: Cursor): void {
  if (earlier !== undefined) throw new WasmError('a second one', content.at);
}

function noteUnknown(content: Cursor, draft: Draft, name: string): (id: number, offset: number) => void {
  return (id, offset) => {
    claimItems(content, 1, offset);
    draft.problems.push({ offset, message: `${name}: unknown subsection ${id}` });
  };
}
