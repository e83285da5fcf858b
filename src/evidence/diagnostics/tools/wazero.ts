import { type Draft, draft } from '../draft.ts';
import { type Row, readFloatingRow, tableOf } from '../rows.ts';

/** wazero 1.0 to 1.12: `internal/wasm/{store,module,func_validation,binary}*.go`, `internal/wasmruntime/errors.go`. */
export const WAZERO_ROWS: readonly Row[] = [
  { code: 'import-module-missing', text: 'module[{module}] not instantiated' },
  { code: 'import-missing', text: '"{symbol}" is not exported in module "{module}"' },
  { code: 'import-type-mismatch', text: 'import func[{module}.{symbol}]: signature mismatch: {_}' },
  { code: 'import-memory-mismatch', text: 'import memory[{module}.{symbol}]: {_}' },
  { code: 'import-table-mismatch', text: 'import table[{module}.{symbol}]: {_}' },
  { code: 'import-type-mismatch', text: 'import global[{module}.{symbol}]: {_}' },
  { code: 'import-type-mismatch', text: 'import {_}[{module}.{symbol}]: {_} mismatch{_}' },
  { code: 'trap-unreachable', text: 'wasm error: unreachable…' },
  { code: 'trap-memory-out-of-bounds', text: 'wasm error: out of bounds memory access…' },
  { code: 'trap-indirect-call-mismatch', text: 'wasm error: indirect call type mismatch…' },
  { code: 'trap-table-out-of-bounds', text: 'wasm error: invalid table access…' },
  { code: 'trap-integer-divide-by-zero', text: 'wasm error: integer divide by zero…' },
  { code: 'trap-integer-overflow', text: 'wasm error: integer overflow…' },
  { code: 'trap-integer-overflow', text: 'wasm error: invalid conversion to integer…' },
  { code: 'trap-stack-overflow', text: 'wasm error: stack overflow…' },
  { code: 'uncaught-wasm-exception', text: 'wasm error: uncaught exception…' },
  { code: 'wasm-bad-magic', text: 'invalid magic number' },
  { code: 'wasm-bad-version', text: 'invalid version header' },
  { code: 'wasm-truncated', text: 'get size of section {_}: EOF' },
  { code: 'wasm-truncated', text: 'section {_}: {_}EOF' },
  { code: 'wasm-truncated', text: 'read {_}: EOF' },
  { code: 'wasm-truncated', text: '{_}unexpected EOF' },
  { code: 'wasm-feature-unsupported', text: '{_} as feature "{feature}" is disabled' },
  { code: 'wasm-feature-unsupported', text: 'invalid byte for limits: 0x4 {_}', set: { feature: 'memory64' } },
  { code: 'wasm-feature-unsupported', text: 'invalid byte for limits: {_}' },
  { code: 'wasm-feature-unsupported', text: 'invalid section id: {_}' },
  { code: 'wasm-feature-unsupported', text: 'invalid section id' },
  {
    code: 'wasm-feature-unsupported',
    text: 'shared memory requested but threads feature not enabled',
    set: { feature: 'atomics' },
  },
  {
    code: 'wasm-feature-unsupported',
    text: 'legacy exception handling instruction {_}',
    set: { feature: 'exception-handling' },
  },
  { code: 'wasm-invalid', text: 'invalid function[{_}' },
  { code: 'wasm-invalid', text: 'invalid section order' },
  { code: 'wasm-invalid', text: 'cannot use {_} as {_} type {_}' },
  { code: 'data-segment-out-of-bounds', text: 'data[{_}]: out of bounds memory access' },
  { code: 'data-segment-out-of-bounds', text: 'out of bounds memory access on data {_}' },
  { code: 'go-exit-nonzero', text: 'module closed with exit_code({_})' },
  { code: 'runtime-export-missing', text: 'function[{symbol}] is not exported' },
  // What its Emscripten imports look for in the module: `internal/emscripten/emscripten.go`, 1.5 and later.
  { code: 'runtime-export-missing', text: '{_} failed: {symbol} not exported (recovered by wazero)' },
];

const TABLE = tableOf(WAZERO_ROWS);
const WRAPPER = /^(?:panic: |error (?:instantiating|compiling|reading) wasm binary: )/;

/** Reads wazero's words, its command's or an embedding Go program's wrapper included; null where they are none. */
export function readWazero(text: string): Draft | null {
  const inner = text.replace(WRAPPER, '');
  const made = readFloatingRow(TABLE, 'wazero', inner);
  if (!made) {
    if (inner === text || text.startsWith('panic: ')) return null;
    const absent = /^open (.+): no such file or directory$/.exec(inner);
    if (absent) return draft('wazero', 'error', 'file-not-found', inner, { file: absent[1]! });
    return draft('wazero', 'error', text.startsWith('error compiling') ? 'wasm-invalid' : 'unrecognised', inner);
  }
  made.message = inner;
  if (made.code === 'wasm-invalid') {
    const deeper = /(\S{1,100}) (?:invalid )?as feature "([^"]*)" is disabled/.exec(inner);
    if (deeper) {
      made.code = 'wasm-feature-unsupported';
      const feature = deeper[2] || featureOf(deeper[1]!);
      if (feature) made.feature = feature;
    }
  }
  if (made.code === 'wasm-feature-unsupported' && made.feature) made.feature = nameFeature(made.feature);
  return made;
}

/** wazero's own names of features (`api/features.go`) → as LLVM and the proposals spell them. */
const FEATURES: Readonly<Record<string, string>> = {
  'bulk-memory-operations': 'bulk-memory',
  'multi-value': 'multivalue',
  'mutable-global': 'mutable-globals',
  'nontrapping-float-to-int-conversion': 'nontrapping-fptoint',
  'sign-extension-ops': 'sign-ext',
  simd: 'simd128',
  threads: 'atomics',
};

/** The feature that an instruction is of, which wazero did not name before 1.12 where it was an experiment. */
function featureOf(instruction: string): string | undefined {
  if (instruction.includes('.atomic.')) return 'atomics';
  return instruction.startsWith('return_call') ? 'tail-call' : undefined;
}

function nameFeature(printed: string): string {
  const name = printed.replaceAll('_', '-');
  return Object.hasOwn(FEATURES, name) ? FEATURES[name]! : name;
}
