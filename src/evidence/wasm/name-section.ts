import { type Cursor, readByte, takeBytes } from './cursor.ts';
import { readLabel, readLength, readU32 } from './leb128.ts';

/**
 * The name maps that are kept, by the id of their subsection (core specification appendix "Custom Sections",
 * extended-name-section). Names of locals, labels and fields, which are lists of lists, are not.
 */
const NAME_KINDS = {
  1: 'function',
  4: 'type',
  5: 'table',
  6: 'memory',
  7: 'global',
  8: 'element',
  9: 'data',
  11: 'tag',
} as const satisfies Record<number, string>;

/** What the name section names, by index. */
export type NameKind = (typeof NAME_KINDS)[keyof typeof NAME_KINDS];

/** The `name` section. */
export interface NameMaps {
  module?: string;
  readonly byKind: Partial<Record<NameKind, ReadonlyMap<number, string>>>;
}

/** The content of the `name` section; what was read stays in `names` when the rest cannot be. */
export function readNames(cursor: Cursor, names: NameMaps): void {
  while (cursor.at < cursor.end) {
    const id = readByte(cursor);
    const part = takeBytes(cursor, readU32(cursor), 'subsection');
    if (id === 0) names.module = readLabel(part);
    else if (isKept(id)) names.byKind[NAME_KINDS[id]] = readNameMap(part);
  }
}

/** How many functions the content of the `name` section says that it names. */
export function countFunctionNames(cursor: Cursor): number {
  while (cursor.at < cursor.end) {
    const id = readByte(cursor);
    const part = takeBytes(cursor, readU32(cursor), 'subsection');
    if (id === 1) return readU32(part);
  }
  return 0;
}

function isKept(id: number): id is keyof typeof NAME_KINDS {
  return Object.hasOwn(NAME_KINDS, id);
}

function readNameMap(cursor: Cursor): ReadonlyMap<number, string> {
  const names = new Map<number, string>();
  for (let left = readLength(cursor, 2); left > 0; left--) {
    const index = readU32(cursor);
    names.set(index, readLabel(cursor));
  }
  return names;
}
