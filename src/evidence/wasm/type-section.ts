import { type Cursor, readByte } from './cursor.ts';
import { readLength, readU32 } from './leb128.ts';
import { readValueType } from './value-types.ts';
import { WasmError } from './wasm-error.ts';

/** A field of a struct or the element of an array; `value` may be packed (`i8`, `i16`). */
export interface FieldType {
  readonly value: string;
  /** Whether it can change; false: it is set once. */
  readonly mutable: boolean;
}

/** The shape of a type. Value types are text. */
export type CompositeType =
  | { readonly kind: 'func'; readonly params: readonly string[]; readonly results: readonly string[] }
  | { readonly kind: 'struct'; readonly fields: readonly FieldType[] }
  | { readonly kind: 'array'; readonly element: FieldType }
  | { readonly kind: 'cont'; readonly type: string };

/** One entry of the index space of types. The members beside the shape come with the GC proposal and its successors. */
export type TypeDefinition = CompositeType & {
  /** Type indices that it declares as supertypes. */
  readonly supertypes?: readonly number[];
  /** Whether further types may extend it. */
  readonly open?: true;
  /** Number of the explicit recursion group that it is in, counted from 0. */
  readonly group?: number;
  readonly shared?: true;
  /** Type indices of custom descriptors. */
  readonly describes?: number;
  readonly descriptor?: number;
};

const REC = 0x4e;
const SUB = 0x50;
const SUB_FINAL = 0x4f;
const DESCRIBES = 0x4c;
const DESCRIPTOR = 0x4d;
const SHARED = 0x65;
const NO_VALUES: readonly string[] = [];

/**
 * The type section's content: single types and recursion groups, flattened into one index space. Throws `WasmError` for
 * an unknown form of type.
 */
export function readTypes(cursor: Cursor, types: TypeDefinition[]): void {
  let group = 0;
  for (let left = readLength(cursor); left > 0; left--) {
    if (cursor.bytes[cursor.at] !== REC || cursor.at >= cursor.end) {
      types.push(readTypeDefinition(cursor));
      continue;
    }
    cursor.at++;
    for (let inner = readLength(cursor); inner > 0; inner--) types.push({ ...readTypeDefinition(cursor), group });
    group++;
  }
}

function readTypeDefinition(cursor: Cursor): TypeDefinition {
  const form = readByte(cursor);
  if (form === 0x60) return readFunctionType(cursor);
  if (form !== SUB && form !== SUB_FINAL) return readComposite(cursor, form);
  const supertypes = Array.from({ length: readLength(cursor) }, () => readU32(cursor));
  const definition = { ...readComposite(cursor, readByte(cursor)), supertypes };
  return form === SUB ? { ...definition, open: true } : definition;
}

function readComposite(cursor: Cursor, form: number): TypeDefinition {
  const start = cursor.at - 1;
  switch (form) {
    case 0x60:
      return readFunctionType(cursor);
    case 0x5f:
      return { kind: 'struct', fields: Array.from({ length: readLength(cursor, 2) }, () => readField(cursor)) };
    case 0x5e:
      return { kind: 'array', element: readField(cursor) };
    case 0x5d:
      return { kind: 'cont', type: `${readU32(cursor)}` };
  }
  return readPrefixed(cursor, form, start);
}

/** A prefix may stand once each and in this order, so that nesting stays shallow: shared, describes, descriptor. */
function readPrefixed(cursor: Cursor, form: number, start: number): TypeDefinition {
  const prefixes: { shared?: true; describes?: number; descriptor?: number } = {};
  let next = form;
  if (next === SHARED) {
    prefixes.shared = true;
    next = readByte(cursor);
  }
  if (next === DESCRIBES) {
    prefixes.describes = readU32(cursor);
    next = readByte(cursor);
  }
  if (next === DESCRIPTOR) {
    prefixes.descriptor = readU32(cursor);
    next = readByte(cursor);
  }
  if (next < 0x5d || next > 0x60) {
    throw new WasmError(`unknown type form 0x${form.toString(16)}`, start, 'unknown');
  }
  return { ...readComposite(cursor, next), ...prefixes };
}

function readFunctionType(cursor: Cursor): TypeDefinition {
  const params = readValueTypes(cursor);
  return { kind: 'func', params, results: readValueTypes(cursor) };
}

function readValueTypes(cursor: Cursor): readonly string[] {
  const count = readLength(cursor);
  if (count === 0) return NO_VALUES;
  const values: string[] = [];
  for (let index = 0; index < count; index++) values.push(readValueType(cursor));
  return values;
}

function readField(cursor: Cursor): FieldType {
  const value = readValueType(cursor);
  return { value, mutable: (readByte(cursor) & 1) === 1 };
}
