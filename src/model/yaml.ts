import {
  CORE_SCHEMA,
  constructFromEvents,
  EVENT_ID,
  type Event,
  getScalarValue,
  parseEvents,
  type ScalarEvent,
  Schema,
  YAMLException,
} from 'js-yaml';
import { type Position, ProblemInInput } from './errors.ts';

/** Member names and indices from the document's root to a value. */
export type YamlPath = readonly (string | number)[];

/** A YAML document as data, with the places of its values. */
export interface YamlDocument {
  /** Plain objects, arrays, strings, integers, booleans, null; never a float. */
  readonly value: unknown;
  /** Where the value at a path stands; for a path that is not in the document, where its nearest holder stands. */
  positionOf(path: YamlPath): Position;
  /** Where the name of the member at a path stands; for anything that has no name, as `positionOf`. */
  positionOfKey(path: YamlPath): Position;
}

/** A document larger than this (in characters) is no hand-written input. */
const LARGEST_TEXT = 1_000_000;
/** Values after aliases are expanded; a document of nested aliases grows exponentially. */
const MOST_VALUES = 50_000;
const DEEPEST = 40;

/** YAML 1.2's core schema without floats, so that the version 1.20 stays the text `1.20`. */
const SCHEMA = new Schema(CORE_SCHEMA.tags.filter((tag) => !tag.tagName.endsWith(':float')));

/**
 * Reads one YAML document. Duplicate keys, more than one document, documents that are too large, too deep or that
 * expand to too many values are refused with a `ProblemInInput` at the place. `file` is only named in positions.
 */
export function readYaml(text: string, file: string): YamlDocument {
  if (text.length > LARGEST_TEXT) {
    throw new ProblemInInput(`larger than ${LARGEST_TEXT} characters`, { position: { file } });
  }
  try {
    const events = parseEvents(text, { filename: file, maxDepth: DEEPEST });
    refuseGrowth(events, text, file);
    const documents = constructFromEvents(events, { source: text, filename: file, schema: SCHEMA });
    if (documents.length !== 1) {
      const message = documents.length === 0 ? 'the file is empty' : 'more than one YAML document';
      throw new ProblemInInput(message, { position: { file } });
    }
    // Places are only asked for where something is wrong.
    let located: Places | undefined;
    const find = (part: keyof Places, path: YamlPath) => {
      located ??= locate(events, text);
      const offset = located[part].get(JSON.stringify(path));
      if (offset !== undefined) return offset;
      for (let length = path.length; length >= 0; length--) {
        const above = located.values.get(JSON.stringify(path.slice(0, length)));
        if (above !== undefined) return above;
      }
      return 0;
    };
    const document: YamlDocument = {
      value: documents[0],
      positionOf: (path) => toPosition(text, find('values', path), file),
      positionOfKey: (path) => toPosition(text, find('keys', path), file),
    };
    // Written out or by its code points.
    if (/__proto__|\\[xuU]/.test(text)) refuseProto(document);
    return document;
  } catch (error) {
    if (!(error instanceof YAMLException)) throw error;
    const mark = error.mark as { line: number; column: number } | undefined;
    const position = mark ? { file, line: mark.line + 1, column: mark.column + 1 } : { file };
    throw new ProblemInInput(`not valid YAML: ${error.reason}`, { position });
  }
}

interface Places {
  /** Path as JSON → offset of the value. */
  readonly values: Map<string, number>;
  /** Path as JSON → offset of the member's name. */
  readonly keys: Map<string, number>;
}

/** Counts the values that there will be once aliases are expanded, and stops before they are built. */
function refuseGrowth(events: readonly Event[], text: string, file: string): void {
  const anchors = new Map<string, number>();
  const open: { anchor: string; size: number }[] = [{ anchor: '', size: 0 }];
  const add = (size: number, anchor: string, offset: number) => {
    if (anchor) anchors.set(anchor, size);
    const holder = open.at(-1)!;
    holder.size += size;
    if (holder.size <= MOST_VALUES) return;
    throw new ProblemInInput(`expands to more than ${MOST_VALUES} values`, {
      position: toPosition(text, offset, file),
    });
  };
  for (const event of events) {
    switch (event.type) {
      case EVENT_ID.DOCUMENT:
        open.push({ anchor: '', size: 0 });
        break;
      case EVENT_ID.MAPPING:
      case EVENT_ID.SEQUENCE:
        open.push({ anchor: anchorOf(text, event), size: 1 });
        break;
      case EVENT_ID.SCALAR:
        add(1, anchorOf(text, event), Math.max(event.valueStart, 0));
        break;
      case EVENT_ID.ALIAS:
        add(anchors.get(anchorOf(text, event)) ?? 1, '', aliasStart(event));
        break;
      case EVENT_ID.POP: {
        const closed = open.pop()!;
        add(closed.size, closed.anchor, 0);
        break;
      }
    }
  }
}

/** A member of this name is none to whoever copies an object: it would vanish without a word. */
function refuseProto(document: YamlDocument, value = document.value, path: YamlPath = []): void {
  if (typeof value !== 'object' || value === null) return;
  for (const name of Object.keys(value)) {
    const at = [...path, Array.isArray(value) ? Number(name) : name];
    if (name === '__proto__')
      throw new ProblemInInput('nothing can be named `__proto__`', { position: document.positionOfKey(at) });
    refuseProto(document, (value as Record<string, unknown>)[name], at);
  }
}

interface Frame {
  readonly kind: 'mapping' | 'sequence' | 'document';
  readonly path: YamlPath;
  next: number;
  key: string | undefined;
}

/** Walks the events: where each value and each member's name stands. */
function locate(events: readonly Event[], text: string): Places {
  const places: Places = { values: new Map(), keys: new Map() };
  const frames: Frame[] = [];

  /** Takes note of a node that begins at `start` and gives the path of its value, or null where it is a key. */
  const place = (start: number, scalar: string | undefined): YamlPath | null => {
    const holder = frames.at(-1);
    if (!holder || holder.kind === 'document') {
      places.values.set('[]', start);
      return [];
    }
    if (holder.kind === 'mapping' && holder.key === undefined) {
      holder.key = scalar ?? '';
      places.keys.set(JSON.stringify([...holder.path, holder.key]), start);
      return null;
    }
    const path = [...holder.path, holder.kind === 'mapping' ? holder.key! : holder.next++];
    holder.key = undefined;
    places.values.set(JSON.stringify(path), start);
    return path;
  };

  const open = (kind: 'mapping' | 'sequence', start: number) => {
    const path = place(start, undefined) ?? [...frames.at(-1)!.path, ''];
    frames.push({ kind, path, next: 0, key: undefined });
  };

  for (const event of events) {
    switch (event.type) {
      case EVENT_ID.DOCUMENT:
        frames.push({ kind: 'document', path: [], next: 0, key: undefined });
        break;
      case EVENT_ID.MAPPING:
        open('mapping', event.start);
        break;
      case EVENT_ID.SEQUENCE:
        open('sequence', event.start);
        break;
      case EVENT_ID.SCALAR:
        place(scalarStart(text, event), getScalarValue(text, event));
        break;
      case EVENT_ID.ALIAS:
        place(aliasStart(event), undefined);
        break;
      case EVENT_ID.POP:
        frames.pop();
        break;
    }
  }
  return places;
}

/** Where a person sees a scalar begin: at its quote, if it has one. */
function scalarStart(text: string, event: ScalarEvent): number {
  const start = Math.max(event.valueStart, 0);
  return start > 0 && /['"]/.test(text[start - 1]!) ? start - 1 : start;
}

/** Where a person sees an alias begin: at its star, before its name. */
function aliasStart({ anchorStart }: { readonly anchorStart: number }): number {
  return anchorStart - 1;
}

function anchorOf(text: string, event: { readonly anchorStart: number; readonly anchorEnd: number }): string {
  return event.anchorStart < 0 ? '' : text.slice(event.anchorStart, event.anchorEnd);
}

function toPosition(text: string, offset: number, file: string): Position {
  const before = text.slice(0, offset);
  const lineStart = before.lastIndexOf('\n') + 1;
  return { file, line: before.split('\n').length, column: offset - lineStart + 1 };
}
