import { type Parameter, SIGNATURES } from '../trace/signatures.ts';
import type { WasmFile } from '../wasm/wasm-file.ts';
import { VALUE_TYPES } from './code.ts';

/** A call over the border that is recorded. */
export interface PlannedCall {
  readonly name: string;
  /** Index of the imported function. */
  readonly import: number;
  /** Index of its type. */
  readonly type: number;
  /** Value types. */
  readonly params: readonly string[];
  /** Value type; null: it gives none. */
  readonly result: string | null;
  /** What its parameters mean. Null: not what preview 1 says of that name, or none of its calls; numbers are recorded then. */
  readonly parameters: readonly Parameter[] | null;
}

/** What of a module is recorded. */
export interface CallPlan {
  /** In the order of their imports. */
  readonly calls: readonly PlannedCall[];
  /** Imports that cannot be recorded, for they take or give other values than one number each. */
  readonly left: readonly string[];
}

/** The module name of preview 1, and that of the snapshot before it, whose numbers mean other things in part. */
const PREVIEW_1 = 'wasi_snapshot_preview1';
const MODULES = [PREVIEW_1, 'wasi_unstable'];

/** Finds the calls of WASI that a module imports. */
export function planCalls({ imports, types }: WasmFile): CallPlan {
  const calls: PlannedCall[] = [];
  const left: string[] = [];
  let index = -1;
  for (const { module, name, type } of imports) {
    if (type.kind !== 'function') continue;
    index++;
    if (!MODULES.includes(module)) continue;
    const shape = types[type.type];
    const isPlain =
      shape?.kind === 'func' &&
      shape.results.length <= 1 &&
      [...shape.params, ...shape.results].every((value) => Object.hasOwn(VALUE_TYPES, value));
    if (!isPlain) {
      left.push(name);
      continue;
    }
    const [result = null] = shape.results;
    const known = module === PREVIEW_1 && fits(name, shape.params, result) ? SIGNATURES.get(name)! : null;
    calls.push({ name, import: index, type: type.type, params: shape.params, result, parameters: known });
  }
  return { calls, left };
}

/** Kinds of parameters that are 64 bits wide; the others have 32. */
const WIDE = ['u64', 's64', 'rights'];
const TWO_NUMBERS = ['text', '>text', 'buffer', 'iovs'];

function fits(name: string, params: readonly string[], result: string | null): boolean {
  const expected = SIGNATURES.get(name)?.flatMap(({ kind }) => {
    if (TWO_NUMBERS.includes(kind)) return ['i32', 'i32'];
    return WIDE.includes(kind) ? ['i64'] : ['i32'];
  });
  if (!expected || result !== (name === 'proc_exit' ? null : 'i32')) return false;
  return expected.length === params.length && expected.every((value, at) => value === params[at]);
}
