import type { DiagnosticCode } from '../../../model/codes.ts';
import { appendLine, type Draft, draft } from '../draft.ts';
import type { State } from '../state.ts';

const LINE = /^\[\d{4}-\d\d-\d\d \d\d:\d\d:\d\d\.\d+\] (?:\[\w{1,40}\] )?\[(error|warning|info|debug|critical)\] (.*)$/;
const FAILED =
  /^(?:wasmedge runtime|loading|validation|instantiation|execution|user defined|component|[a-z ]{1,30}) failed: (.*?), Code: (0x[0-9a-fA-F]+)$/;

/** WasmEdge 0.13 to 0.17: texts of `include/common/enum.inc`; codes moved between releases, so the text decides. */
const TEXTS: ReadonlyMap<string, DiagnosticCode> = new Map([
  ['unknown import', 'import-missing'],
  ['incompatible import type', 'import-type-mismatch'],
  ['wasm function not found', 'runtime-export-missing'],
  ['unreachable', 'trap-unreachable'],
  ['out of bounds memory access', 'trap-memory-out-of-bounds'],
  ['memory out of bounds', 'trap-memory-out-of-bounds'],
  ['out of bounds table access', 'trap-table-out-of-bounds'],
  ['undefined element', 'trap-table-out-of-bounds'],
  ['uninitialized element', 'trap-indirect-call-mismatch'],
  ['indirect call type mismatch', 'trap-indirect-call-mismatch'],
  ['integer divide by zero', 'trap-integer-divide-by-zero'],
  ['integer overflow', 'trap-integer-overflow'],
  ['invalid conversion to integer', 'trap-integer-overflow'],
  ['stack overflow', 'trap-stack-overflow'],
  ['call stack exhausted', 'trap-stack-overflow'],
  ['uncaught exception', 'uncaught-wasm-exception'],
  ['magic header not detected', 'wasm-bad-magic'],
  ['unknown binary version', 'wasm-bad-version'],
  ['unexpected end', 'wasm-truncated'],
  ['unexpected end of section or function', 'wasm-truncated'],
  ['length out of bounds', 'wasm-truncated'],
  ['invalid path', 'file-not-found'],
  ['data segment does not fit', 'data-segment-out-of-bounds'],
  ['malformed limits flags', 'wasm-feature-unsupported'],
  ['illegal opcode', 'wasm-feature-unsupported'],
] as const);

const PROPOSALS: readonly (readonly [RegExp, string])[] = [
  [/exception.?handling/i, 'exception-handling'],
  [/memory64/i, 'memory64'],
  [/tail.?call/i, 'tail-call'],
  [/fixed.?width.?simd|\bsimd\b/i, 'simd128'],
  [/threads?/i, 'atomics'],
  [/reference.?types/i, 'reference-types'],
  [/bulk.?memory/i, 'bulk-memory'],
  [/multi.?memor/i, 'multimemory'],
  [/sign.?extension/i, 'sign-ext'],
  [/non-?trap/i, 'nontrapping-fptoint'],
  [/extended.?const/i, 'extended-const'],
  [/multi.?value/i, 'multivalue'],
  [/\bgc\b|garbage/i, 'gc'],
  [/component/i, 'component-model'],
];

/**
 * Reads WasmEdge's timed lines: one that says what failed, and the indented ones that say more of it. False: it is no
 * such line.
 */
export function readWasmEdge(text: string, state: State): boolean {
  const missing = /^Function "([^"]+)" not found in the module export list\.?$/.exec(text);
  if (missing) {
    state.emit(draft('wasmedge', 'error', 'runtime-export-missing', text, { symbol: missing[1]! }));
    return true;
  }
  const line = LINE.exec(text);
  if (!line) return false;
  const failed = line[1] === 'error' || line[1] === 'critical' ? FAILED.exec(line[2]!) : null;
  if (!failed) return true;
  const code = TEXTS.get(failed[1]!) ?? fallback(line[2]!);
  const made = draft('wasmedge', 'error', code, line[2]!);
  state.emit(made);
  state.expect((next) => {
    const more = LINE.exec(next);
    if (!more || FAILED.test(more[2]!)) return false;
    if (addDetail(made, more[2]!.trim())) made.subjectBelow = state.line - made.logLine;
    return true;
  });
  return true;
}

/** What the stage says where the text is new. */
function fallback(text: string): DiagnosticCode {
  return /^(?:loading|validation) failed/.test(text) ? 'wasm-invalid' : 'unrecognised';
}

/** Adds a further line to a message; true where it names what the message is about. */
function addDetail(made: Draft, text: string): boolean {
  const linking = /^When linking module: "([^"]*)" ?, \w+ name: "([^"]*)"/.exec(text);
  const executing = /^When executing function name: "([^"]*)"/.exec(text);
  const file = /^File name: "([^"]*)"/.exec(text);
  if (linking) {
    [made.module, made.symbol] = [linking[1]!, linking[2]!];
    if (made.code === 'import-type-mismatch' && /, memory name: /.test(text)) made.code = 'import-memory-mismatch';
    if (made.code === 'import-type-mismatch' && /, table name: /.test(text)) made.code = 'import-table-mismatch';
    return true;
  }
  if (executing) {
    if (made.code === 'runtime-export-missing') made.symbol = executing[1]!;
  } else if (file) {
    if (made.code === 'file-not-found') made.file = file[1]!;
  } else if (/requires enabling/.test(text)) {
    made.code = 'wasm-feature-unsupported';
    const feature = PROPOSALS.find(([words]) => words.test(text))?.[1];
    if (feature) made.feature = feature;
    appendLine(made, text);
  } else if (/^At AST node: (?:limit|memory type)$/.test(text) && made.code === 'wasm-invalid') {
    // The flag of a 64 bit memory reads as a malformed limit to a loader that does not know it.
    made.code = 'wasm-feature-unsupported';
  }
  return false;
}
