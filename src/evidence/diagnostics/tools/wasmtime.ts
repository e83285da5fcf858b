import { appendLine, type Draft, draft } from '../draft.ts';
import { type Row, readFloatingRow, tableOf } from '../rows.ts';
import type { State } from '../state.ts';

/** wasmtime: its crates' texts and the traps of `wasmtime_environ::Trap`; the more specific row stands first. */
export const WASMTIME_ROWS: readonly Row[] = [
  { code: 'import-missing', text: 'unknown import: `{module}::{symbol}` has not been defined' },
  { code: 'import-type-mismatch', text: 'incompatible import type for `{module}::{symbol}`' },
  { code: 'import-memory-mismatch', text: 'memory types incompatible{_}' },
  { code: 'import-table-mismatch', text: 'table types incompatible{_}' },
  { code: 'import-type-mismatch', text: 'types incompatible: {_}' },
  { code: 'import-type-mismatch', text: 'global types incompatible{_}' },
  { code: 'trap-unreachable', text: 'wasm trap: wasm `unreachable` instruction executed' },
  // Before 0.34.
  { code: 'trap-unreachable', text: 'wasm trap: unreachable' },
  { code: 'trap-memory-out-of-bounds', text: 'wasm trap: out of bounds memory access' },
  { code: 'trap-indirect-call-mismatch', text: 'wasm trap: indirect call type mismatch' },
  { code: 'trap-indirect-call-mismatch', text: 'wasm trap: uninitialized element' },
  { code: 'trap-table-out-of-bounds', text: 'wasm trap: undefined element: out of bounds table access' },
  { code: 'trap-table-out-of-bounds', text: 'wasm trap: out of bounds table access' },
  { code: 'trap-integer-divide-by-zero', text: 'wasm trap: integer divide by zero' },
  { code: 'trap-integer-overflow', text: 'wasm trap: integer overflow' },
  { code: 'trap-integer-overflow', text: 'wasm trap: invalid conversion to integer' },
  { code: 'trap-stack-overflow', text: 'wasm trap: call stack exhausted' },
  { code: 'uncaught-wasm-exception', text: 'wasm trap: uncaught exception{_}' },
  { code: 'go-exit-nonzero', text: 'Exited with i32 exit status {_}' },
  { code: 'wasm-truncated', text: 'unexpected end-of-file (at offset {_}' },
  { code: 'wasm-truncated', text: 'unexpected end of {_}' },
  { code: 'wasm-bad-magic', text: 'magic header not detected{_}' },
  { code: 'wasm-bad-magic', text: 'expected `(`…' },
  { code: 'wasm-bad-magic', text: "input bytes aren't valid utf-8{_}" },
  { code: 'wasm-bad-version', text: 'expected a WebAssembly module but was given a WebAssembly component{_}' },
  { code: 'wasm-bad-version', text: 'unknown binary version{_}' },
  { code: 'wasm-feature-unsupported', text: '{feature} support is not enabled{_}' },
  { code: 'wasm-feature-unsupported', text: '{feature} support is disabled for this engine{_}' },
  { code: 'wasm-feature-unsupported', text: '{feature} proposal not enabled{_}' },
  { code: 'wasm-feature-unsupported', text: '{feature} proposal must be enabled{_}' },
  { code: 'wasm-feature-unsupported', text: '{feature} must be enabled for {_}' },
  { code: 'wasm-invalid', text: 'Invalid input WebAssembly code at offset {_}' },
  { code: 'wasm-invalid', text: 'type mismatch: {_}' },
  { code: 'data-segment-out-of-bounds', text: 'out of bounds memory access{_}' },
  { code: 'runtime-export-missing', text: 'failed to find function export `{symbol}`' },
  { code: 'runtime-export-missing', text: 'no func export named `{symbol}` found' },
  { code: 'file-not-found', text: 'failed to open wasm module `{file}`' },
  { code: 'file-not-found', text: 'failed to read input file: {file}' },
  { code: 'exec-format-error', text: 'failed to read {file} as a wasm{_}' },
];

const TABLE = tableOf(WASMTIME_ROWS);
const HEAD =
  /^(?:wasmtime\._(?:error|trap)\.(?:WasmtimeError|ExitTrap|Trap): |Error: (?=failed to (?:run|instantiate|compile|parse|read|invoke|open)))/;
const FEATURES: readonly (readonly [RegExp, string])[] = [
  [/exception/i, 'exception-handling'],
  [/memory64|64-bit/i, 'memory64'],
  [/tail.?call/i, 'tail-call'],
  [/simd/i, 'simd128'],
  [/thread|shared/i, 'atomics'],
  [/reference/i, 'reference-types'],
  [/bulk/i, 'bulk-memory'],
  [/multi.?value/i, 'multivalue'],
  [/multi.?memor/i, 'multimemory'],
  [/\bgc\b|garbage/i, 'gc'],
  [/sign.?ext/i, 'sign-ext'],
  [/saturating/i, 'nontrapping-fptoint'],
];

/** Reads wasmtime's error, whose causes stand below a backtrace and `Caused by:`. False where the line starts none. */
export function readWasmtime(text: string, state: State): boolean {
  const head = HEAD.exec(text);
  if (!head) return readBareTrap(text, state);
  const message = text.slice(head[0].length);
  const made = readRow(message) ?? draft('wasmtime', 'error', 'unrecognised', message);
  let causes = false;
  state.emit(made);
  state.expect((line) => {
    if (line === 'Caused by:') causes = true;
    else if (line !== '' && !/^\s/.test(line)) return false;
    else if (causes && learn(made, line.trim().replace(/^\d+: /, ''))) made.subjectBelow = state.line - made.logLine;
    return true;
  });
  return true;
}

/** A cause printed alone: `wasm trap: …`. */
function readBareTrap(text: string, state: State): boolean {
  if (!/^(?:Error: )?wasm trap: /.test(text)) return false;
  const made = readRow(text.replace(/^Error: /, ''));
  if (made) state.emit(made);
  return made !== null;
}

function readRow(message: string): Draft | null {
  const made = readFloatingRow(TABLE, 'wasmtime', message);
  if (made?.feature) {
    const feature = FEATURES.find(([words]) => words.test(made.feature ?? ''))?.[1];
    if (feature) made.feature = feature;
    else delete made.feature;
  }
  return made;
}

/** Codes that a further cause may make more exact: the kind of import, or nothing known yet. */
const VAGUE = new Set(['unrecognised', 'import-type-mismatch']);

/** Adds a cause to a message; true where it says more exactly what the message is about. */
function learn(made: Draft, line: string): boolean {
  if (line === '') return false;
  const cause = readRow(line);
  appendLine(made, line);
  if (cause && VAGUE.has(made.code)) {
    made.code = cause.code;
    for (const name of ['module', 'symbol', 'file', 'feature'] as const) {
      const value = cause[name];
      if (value !== undefined) made[name] = value;
    }
    return true;
  }
  return false;
}
