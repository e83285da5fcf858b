import type { Row } from '../rows.ts';

/**
 * How V8 leads in a message about an import: node 12 to 20, 22, 24 and newer. The longer form stands first, since the
 * shorter one fits it too.
 */
const IMPORT_LEADS = [
  'Import #{_} module="{module}" function="{symbol}" error: ',
  'Import #{_} module="{module}" function="{symbol}": ',
  'Import #{_} "{module}" "{symbol}": ',
] as const;

const MODULE_LEADS = [
  'Import #{_} module="{module}" error: ',
  'Import #{_} module="{module}": ',
  'Import #{_} "{module}": ',
] as const;

/** What follows the lead: V8 of node 12 to 26, `src/wasm/module-instantiate.cc`. */
const IMPORT_ROWS: readonly Row[] = [
  ...MODULE_LEADS.map((lead): Row => ({ code: 'import-module-missing', text: `${lead}module is not an object{_}` })),
  { code: 'import-module-missing', text: 'Imports argument must be present and must be an object' },
  ...importRows('import-missing', [
    'function import requires a callable',
    'table import requires a WebAssembly.Table',
    'memory import must be a WebAssembly.Memory object',
    'global import must be a {_}',
    'imported mutable global must be a WebAssembly.Global object',
    'exception import requires a WebAssembly.Exception',
    'tag import requires a WebAssembly.Tag',
  ]),
  ...importRows('import-memory-mismatch', [
    'memory import {_}',
    'mismatch in shared state of memory{_}',
    'cannot import {_} memory{_}',
  ]),
  ...importRows('import-table-mismatch', [
    'table import {_}',
    'imported table does not match the expected type',
    'cannot import {_} table{_}',
  ]),
  ...importRows('import-type-mismatch', [
    'imported function does not match the expected type',
    'imported global does not match the expected {_}',
    'imported tag does not match the expected type',
    'imported {_} does not match {_}',
  ]),
  { code: 'import-memory-mismatch', text: 'mismatch in shared state of memory{_}' },
];

/** What begins like other tools' messages too: V8's only where a function of WebAssembly is named before it. */
export const V8_LOOSE_ROWS: readonly Row[] = [
  { code: 'import-memory-mismatch', text: 'memory import {_}' },
  { code: 'import-table-mismatch', text: 'table import {_}' },
];

/** Compile errors: `src/wasm/module-decoder-impl.h`, `function-body-decoder-impl.h`. */
const COMPILE_ROWS: readonly Row[] = [
  { code: 'wasm-bad-magic', text: 'expected magic word {_}' },
  { code: 'wasm-bad-version', text: 'expected version {_}' },
  ...rows('wasm-truncated', [
    'BufferSource argument is empty',
    'expected section length{_}',
    'reached end while decoding {_}',
    'expected {_} bytes, fell off end{_}',
    'expected 1 byte{_}',
    'section {_} extends past end of the module {_}',
    'unexpected end of {_}',
  ]),
  ...rows('wasm-feature-unsupported', [
    'invalid memory limits flags…',
    'invalid table limits flags…',
    'unexpected section <{_}',
    'unknown section code {_}',
    'unknown import kind {_}',
    'invalid value type {_}',
    'Invalid opcode{_}',
    'invalid opcode{_}',
    'invalid numeric opcode{_}',
    'invalid alignment; {_}',
  ]),
  { code: 'data-segment-out-of-bounds', text: 'data segment{_}is out of bounds{_}' },
  { code: 'data-segment-out-of-bounds', text: 'data segment{_}is out of bounds' },
];

/** Traps, and what JavaScript says where it meets a module's types: `src/common/message-template.h`. */
const TRAP_ROWS: readonly Row[] = [
  { code: 'trap-unreachable', text: 'unreachable' },
  { code: 'trap-memory-out-of-bounds', text: 'memory access out of bounds' },
  { code: 'trap-memory-out-of-bounds', text: 'dereferencing a null pointer' },
  { code: 'trap-table-out-of-bounds', text: 'table index is out of bounds' },
  { code: 'trap-table-out-of-bounds', text: 'invalid index into function table' },
  { code: 'trap-table-out-of-bounds', text: 'table access out of bounds' },
  { code: 'trap-indirect-call-mismatch', text: 'null function or function signature mismatch…' },
  { code: 'trap-indirect-call-mismatch', text: 'function signature mismatch…' },
  { code: 'trap-integer-divide-by-zero', text: 'divide by zero' },
  { code: 'trap-integer-divide-by-zero', text: 'remainder by zero' },
  { code: 'trap-integer-overflow', text: 'float unrepresentable in integer range' },
  { code: 'trap-integer-overflow', text: 'divide result unrepresentable' },
  { code: 'trap-stack-overflow', text: 'Maximum call stack size exceeded' },
  { code: 'bigint-abi-mismatch', text: 'Cannot convert {_} to a BigInt' },
  { code: 'bigint-abi-mismatch', text: 'Cannot mix BigInt and other types{_}' },
  { code: 'bigint-abi-mismatch', text: 'Cannot convert a BigInt value to a number' },
  { code: 'bigint-abi-mismatch', text: 'wasm function signature contains illegal type…' },
];

/** What Go's loader throws: `wasm_exec.js` of Go 1.17.2 and newer. */
const GO_LOADER_ROWS: readonly Row[] = [
  { code: 'arguments-too-long', text: 'total length of command line and environment variables exceeds limit' },
  { code: 'arguments-too-long', text: 'command line too long' },
  { code: 'go-exit-nonzero', text: 'Go program has already exited' },
];

/** What V8 says of wasm, behind the error's class and `WebAssembly.instantiate(): `. */
export const V8_ROWS: readonly Row[] = [...IMPORT_ROWS, ...COMPILE_ROWS, ...TRAP_ROWS, ...GO_LOADER_ROWS];

function rows(code: Row['code'], texts: readonly string[]): readonly Row[] {
  return texts.map((text) => ({ code, text }));
}

function importRows(code: Row['code'], texts: readonly string[]): readonly Row[] {
  return IMPORT_LEADS.flatMap((lead) => texts.map((text) => ({ code, text: lead + text })));
}
