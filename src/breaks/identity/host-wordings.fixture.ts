/** Logs of Go, Binaryen, hosts and running programs as they print them, by the id that they all have to get. */
export const HOST_WORDINGS: Readonly<Record<string, Readonly<Record<string, string>>>> = {
  'import-module-missing:env': {
    'node 20':
      '[TypeError: WebAssembly.instantiate(): Import #0 module="env" error: module is not an object or function]',
    'node 22': '[TypeError: WebAssembly.instantiate(): Import #0 module="env": module is not an object or function]',
    'node 26': '[TypeError: WebAssembly.instantiate(): Import #0 "env": module is not an object or function]',
    wazero: 'error instantiating wasm binary: module[env] not instantiated',
  },
  'import-missing:env.host_fn': {
    'node 16':
      '[LinkError: WebAssembly.instantiate(): Import #0 module="env" function="host_fn" error: function import requires a callable]',
    'node 22':
      '[LinkError: WebAssembly.instantiate(): Import #0 module="env" function="host_fn": function import requires a callable]',
    'node 26': '[LinkError: WebAssembly.instantiate(): Import #0 "env" "host_fn": function import requires a callable]',
    wazero: '"host_fn" is not exported in module "env"',
    WasmEdge: [
      '[2026-11-22 09:40:14.997] [error] instantiation failed: unknown import, Code: 0x302',
      '[2026-11-22 09:40:14.997] [error]     When linking module: "env" , function name: "host_fn"',
      '[2026-11-22 09:40:14.997] [error]     At AST node: import description',
    ].join('\n'),
    wasmtime: 'wasmtime._error.WasmtimeError: unknown import: `env::host_fn` has not been defined',
    wasmi: 'Error: failed to populate WASI externals: invalid Wasi import: env::host_fn',
  },
  'buildmode-unsupported:c-archive': {
    'cmd/link of Go 1.19':
      'invalid value "c-archive" for flag -buildmode: buildmode c-archive not supported on js/wasm',
    'cmd/go': '-buildmode=c-archive not supported on js/wasm',
  },
  'wasm-exec-missing:misc/wasm/wasm_exec.js': {
    installed: "cp: cannot stat '/usr/lib/go-1.24/misc/wasm/wasm_exec.js': No such file or directory",
    'mounted elsewhere': "cp: cannot stat '/opt/go/misc/wasm/wasm_exec.js': No such file or directory",
  },
  'missing-function-abort:go_host_call': {
    '3.1.6': 'missing function: go_host_call\nAborted(-1)',
    '3.1.69': 'Aborted(missing function: go_host_call)',
  },
  'runtime-export-missing:UTF8ToString': {
    '2.0.12': "abort('UTF8ToString' was not exported. add it to EXTRA_EXPORTED_RUNTIME_METHODS (see the FAQ)) at Error",
    '3.1.6': "Aborted('UTF8ToString' was not exported. add it to EXPORTED_RUNTIME_METHODS (see the FAQ))",
    '3.1.69': "Aborted('UTF8ToString' was not exported. add it to EXPORTED_RUNTIME_METHODS (see the Emscripten FAQ))",
    'a page that calls it': 'TypeError: Module.UTF8ToString is not a function',
    'code that names it': 'ReferenceError: UTF8ToString is not defined',
  },
  'runtime-export-missing:malloc': {
    'a page': 'TypeError: Module._malloc is not a function',
    wazero: 'function[malloc] is not exported',
  },
  'binaryen-feature-disabled:bulk-memory': {
    'Binaryen 108':
      '[wasm-validator error in function 0] unexpected false: Bulk memory operation (bulk memory is disabled), on \n(memory.copy',
    'Binaryen 120':
      '[wasm-validator error in function 0] unexpected false: Bulk memory operations require bulk memory [--enable-bulk-memory], on \n(memory.copy',
    'Binaryen 131':
      '[wasm-validator error in function 0] unexpected false: memory.copy operations require bulk memory operations [--enable-bulk-memory-opt], on \n(memory.copy',
  },
  'binaryen-feature-disabled:memory64': {
    'Binaryen 108':
      '[wasm-validator error in module] unexpected false: memory is 64-bit, but memory64 is disabled, on \nmemory',
    'Binaryen 120':
      '[wasm-validator error in module] unexpected false: 64-bit memories require memory64 [--enable-memory64], on \nmemory',
  },
  'wasmimport-unsupported-type:chan int': {
    'Go 1.21 to 1.23': '# example.com/app\n./main.go:4:6: go:wasmimport env f: unsupported parameter type chan int',
    'Go 1.24 and newer': '# example.com/app\n./main.go:4:6: go:wasmimport: unsupported parameter type chan int',
  },
  'import-module-missing:gojs': {
    'node 20':
      '[TypeError: WebAssembly.instantiate(): Import #0 module="gojs" error: module is not an object or function]',
    Chromium:
      'Uncaught (in promise) TypeError: WebAssembly.instantiate(): Import #0 "gojs": module is not an object or function',
    wazero: 'module[gojs] not instantiated',
  },
  'import-missing:env.memory': {
    'node 18':
      '[LinkError: WebAssembly.instantiate(): Import #0 module="env" function="memory" error: memory import must be a WebAssembly.Memory object]',
    'node 26':
      '[LinkError: WebAssembly.instantiate(): Import #0 "env" "memory": memory import must be a WebAssembly.Memory object]',
    wazero: '"memory" is not exported in module "env"',
    wasmtime: 'wasmtime._error.WasmtimeError: unknown import: `env::memory` has not been defined',
  },
  'import-type-mismatch:env.f': {
    'node 20':
      '[LinkError: WebAssembly.instantiate(): Import #0 module="env" function="f" error: imported function does not match the expected type]',
    'node 26':
      '[LinkError: WebAssembly.instantiate(): Import #0 "env" "f": imported function does not match the expected type]',
    wazero: 'import func[env.f]: signature mismatch: i32_i32 != i64_v',
    wasmtime: [
      'wasmtime._error.WasmtimeError: incompatible import type for `env::f`',
      'Caused by:',
      '    types incompatible: expected type `(func (param i32) (result i32))`, found type `(func (param i64))`',
    ].join('\n'),
  },
  'import-memory-mismatch:env.memory': {
    'node 22':
      '[LinkError: WebAssembly.instantiate(): Import #0 module="env" function="memory": memory import has 1 pages which is smaller than the declared initial of 10]',
    'node 24':
      '[LinkError: WebAssembly.instantiate(): Import #0 "env" "memory": memory import has a larger maximum size 50 than the module\'s declared maximum 20]',
  },
  'wasm-feature-unsupported:exception-handling': {
    'node 14': '[CompileError: WebAssembly.instantiate(): unexpected section <Exception> @+24]',
    'node 16':
      '[CompileError: WebAssembly.instantiate(): unexpected section <Tag> (enable with --experimental-wasm-eh) @+24]',
    wazero: 'error compiling wasm binary: tag section not supported as feature "exception-handling" is disabled',
    WasmEdge: [
      '[2026-11-22 09:40:15.662] [error] loading failed: malformed section id, Code: 0x105',
      '[2026-11-22 09:40:15.662] [error]     This instruction or syntax requires enabling Exception Handling proposal',
    ].join('\n'),
  },
  'wasm-feature-unsupported:tail-call': {
    'node 14':
      '[CompileError: WebAssembly.instantiate(): Compiling function #0 failed: Invalid opcode (enable with --experimental-wasm-return_call) @+33]',
    'node 18':
      '[CompileError: WebAssembly.instantiate(): Compiling function #0 failed: Invalid opcode 0x12 (enable with --experimental-wasm-return_call) @+33]',
    wazero: 'error compiling wasm binary: invalid function[0]: return_call invalid as feature "tail-call" is disabled',
  },
  'wasm-feature-unsupported:memory64': {
    'node 20':
      '[CompileError: WebAssembly.instantiate(): invalid memory limits flags 0x4 (enable via --experimental-wasm-memory64) @+21]',
    wazero: 'error compiling wasm binary: section memory: invalid byte for limits: 0x4 not in (0x00, 0x01, 0x02, 0x03)',
  },
};
