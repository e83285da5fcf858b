import { readWasm } from '../wasm/read-wasm.ts';
import { WasmError } from '../wasm/wasm-error.ts';
import type { Section, WasmFile } from '../wasm/wasm-file.ts';
import { type Code, join, text, unsigned, VALUE_TYPES } from './code.ts';
import { type CallPlan, planCalls } from './plan-calls.ts';
import { PAGES, WRITTEN_AT_ONCE, type Writing } from './record-layout.ts';
import {
  type AddedFunction,
  growCode,
  type RecorderPlaces,
  recorderFunctions,
  recorderGlobals,
  sizeCode,
} from './recorder.ts';
import { createSink } from './rewrite-code.ts';
import { type Additions, rewriteSection } from './rewrite-section.ts';
import { wrapCall, wrapStart } from './wrap-call.ts';

/** A module whose calls of WASI are recorded on standard error, or why there is none. */
export type Instrumented =
  | { readonly kind: 'instrumented'; readonly bytes: Uint8Array; readonly plan: CallPlan }
  | { readonly kind: 'refused'; readonly reason: string };

/** The ids of sections in the order in which they stand (core specification 3.0, "Modules"). */
const ORDER = [1, 2, 3, 4, 5, 13, 6, 7, 8, 9, 12, 10, 11];
const [TYPES, IMPORTS, FUNCTIONS, GLOBALS, CODE] = [1, 2, 3, 6, 10] as const;
const MOST_PAGES = 65_536;
/** So many calls come to no end. */
const MOST_I32 = 0x7fff_ffff;

/**
 * How many imports and parameters are recorded, together: the 46 functions of preview 1 have about two hundred. Code is written
 * for each, so that a short module could ask for gigabytes by naming one again and again.
 */
const MOST_VALUES = 10_000;

/**
 * Puts code into a module that records each of its calls of WASI: number, times, arguments, texts and results, in batches
 * behind `mark` (16 bytes that nothing else on standard error has). The guest does and sees what it did before, but for one
 * page at the end of its memory, which it does not see. Refused is what is no module, and what has its memory from elsewhere.
 */
export function instrument(bytes: Uint8Array, mark: Uint8Array, written: Writing = 'in batches'): Instrumented {
  try {
    const file = readWasm(bytes, 'all');
    const refused = refuse(file);
    if (refused) return { kind: 'refused', reason: refused };
    const plan = planCalls(file);
    if (plan.calls.length === 0) return { kind: 'refused', reason: 'calls nothing of WASI preview 1' };
    const amount = plan.calls.reduce((sum, { params }) => sum + 1 + params.length, 0);
    if (amount > MOST_VALUES)
      return { kind: 'refused', reason: `imports calls with more than ${MOST_VALUES} parameters` };
    return { kind: 'instrumented', bytes: rebuild(bytes, file, { plan, mark, written }), plan };
  } catch (error) {
    if (!(error instanceof WasmError)) throw error;
    return { kind: 'refused', reason: `cannot be read (${error.message} at offset ${error.offset})` };
  }
}

function refuse({ kind, imports, memories, problems, sections }: WasmFile): string | null {
  if (kind !== 'module') return `is ${kind === 'object' ? 'an object file' : 'a shared library'}, no module`;
  const [memory] = memories;
  if (!memory) return 'has no memory, and so nothing that a call could take';
  if (imports.some(({ type }) => type.kind === 'memory')) return 'has its memory from elsewhere';
  if (memory.shared || memory.is64 || memory.pageSizeLog2 !== undefined) return 'has a memory that is no plain one';
  if (memory.min + BigInt(PAGES) > MOST_PAGES) return 'has a memory that cannot be larger';
  const isCustom = (offset: number) =>
    sections.some(({ custom, offset: from, size }) => custom && offset >= from && offset <= from + size);
  const problem = problems.find(({ offset }) => !isCustom(offset));
  return problem ? `cannot be read (${problem.message} at offset ${problem.offset})` : null;
}

/** What is recorded, and how. */
interface Recording {
  readonly plan: CallPlan;
  readonly mark: Uint8Array;
  readonly written: Writing;
}

function rebuild(bytes: Uint8Array, file: WasmFile, recording: Recording): Uint8Array {
  const additions = planAdditions(file, recording);
  const sections = withMissing(file.sections);
  const sink = createSink();
  sink.copy(bytes, 0, 8);
  for (const section of sections) {
    const content = rewriteSection(bytes, section, additions);
    if (content === null) continue;
    sink.add([section.id, ...unsigned(content.length)]);
    sink.copy(content);
  }
  return Uint8Array.from(sink.content());
}

/** The sections with empty ones where something is added and there is none yet. */
function withMissing(sections: readonly Section[]): readonly Section[] {
  const all = [...sections];
  for (const id of [TYPES, IMPORTS, FUNCTIONS, GLOBALS, CODE]) {
    if (all.some((section) => section.id === id)) continue;
    const rank = ORDER.indexOf(id);
    const next = all.findIndex((section) => ORDER.indexOf(section.id) > rank);
    const empty = { id, name: '', custom: false, offset: 0, size: 0, count: undefined };
    all.splice(next < 0 ? all.length : next, 0, empty);
  }
  return all;
}

function planAdditions(file: WasmFile, { plan, mark, written }: Recording): Additions {
  const imported = file.imports.filter(({ type }) => type.kind === 'function');
  const module = file.imports.find(({ module }) => module.startsWith('wasi_'))!.module;
  const newImports: Code[] = [];
  const newTypes: Code[] = [];
  const typeOf = (params: readonly string[], results: readonly string[]): number => {
    const known = file.types.findIndex(
      (type) =>
        type.kind === 'func' &&
        type.group === undefined &&
        type.supertypes === undefined &&
        type.shared === undefined &&
        `${type.params}` === `${params}` &&
        `${type.results}` === `${results}`,
    );
    if (known >= 0) return known;
    const values = (list: readonly string[]) => [unsigned(list.length), list.map((value) => VALUE_TYPES[value]!)];
    newTypes.push([0x60, values(params), values(results)]);
    return file.types.length + newTypes.length - 1;
  };
  const importOf = (name: string, params: readonly string[]): number => {
    const known = imported.findIndex((one) => {
      const type = one.type.kind === 'function' ? file.types[one.type.type] : undefined;
      return one.module === module && one.name === name && type?.kind === 'func' && `${type.params}` === `${params}`;
    });
    if (known >= 0) return known;
    newImports.push([text(module), text(name), 0, unsigned(typeOf(params, ['i32']))]);
    return imported.length + newImports.length - 1;
  };
  const write = importOf('fd_write', ['i32', 'i32', 'i32', 'i32']);
  const clock = importOf('clock_time_get', ['i32', 'i64', 'i32']);
  const places: RecorderPlaces = {
    write,
    clock,
    first: file.functions.length + newImports.length,
    globals: file.globals.length,
  };
  const recorder = recorderFunctions({ mark, places, written });
  const wrappers = plan.calls.map((call, number) => wrapCall(call, number, places, written));
  const firstWrapper = places.first + recorder.length;
  const functions = file.functions.map((_, index) => (index < imported.length ? index : index + newImports.length));
  for (const [number, call] of plan.calls.entries()) functions[call.import] = firstWrapper + number;
  const start = findStart(file);
  const added: AddedFunction[] = [...recorder, ...wrappers];
  const replaced = new Map<string, number>();
  if (start !== null) {
    replaced.set('_start', places.first + added.length);
    added.push(wrapStart(functions[start]!, places));
  }
  const types = added.map(({ params, results }) => typeOf(params, results));
  return {
    functions,
    memory: { size: sizeCode(), grow: growCode(places) },
    exports: replaced,
    limits: encodeLimits(file),
    lists: new Map([
      [TYPES, newTypes],
      [IMPORTS, newImports],
      [FUNCTIONS, types.map((type) => unsigned(type))],
      [
        GLOBALS,
        recorderGlobals(Number(file.memories[0]!.min), written === 'around calls' ? MOST_I32 : WRITTEN_AT_ONCE),
      ],
    ]),
    bodies: added,
  };
}

/** The function that a host starts, where it takes and gives nothing. */
function findStart({ exports, functions, types }: WasmFile): number | null {
  const start = exports.find(({ name, kind }) => name === '_start' && kind === 'function')?.index;
  const type = start === undefined ? undefined : types[functions[start]!];
  return type?.kind === 'func' && type.params.length + type.results.length === 0 ? start! : null;
}

/** The first memory with the recorder's pages. */
function encodeLimits({ memories }: WasmFile): number[] {
  const { min, max } = memories[0]!;
  const larger = (pages: bigint) => unsigned(Math.min(Number(pages) + PAGES, MOST_PAGES));
  return join(max === undefined ? [0, larger(min)] : [1, larger(min), larger(max)]);
}
