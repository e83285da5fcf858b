import { describe, expect, it } from 'vitest';
import { parseLog } from '../evidence/diagnostics/parse-log.ts';
import { classifyFailure } from './classify.ts';
import { nameBreak } from './identify.ts';
import { failure } from './test-data.ts';

/** Logs as tools print them, by the id that they all have to get. */
const WORDINGS: Readonly<Record<string, Readonly<Record<string, string>>>> = {
  'undefined-symbol:go_host_call': {
    'JavaScript compiler until 3.1.41': [
      'error: undefined symbol: go_host_call (referenced by top-level compiled C/C++ code)',
      'warning: Link with `-s LLD_REPORT_UNDEFINED` to get more information on undefined symbols',
      'warning: To disable errors for undefined symbols use `-s ERROR_ON_UNDEFINED_SYMBOLS=0`',
      'warning: _go_host_call may need to be added to EXPORTED_FUNCTIONS if it arrives from a system library',
      'Error: Aborting compilation due to previous errors',
      "emcc: error: '/usr/bin/node /usr/share/emscripten/src/compiler.js /tmp/tmpb5xg2p1h.txt' failed (1)",
    ].join('\n'),
    'JavaScript compiler from 3.1.42 on':
      'error: undefined symbol: go_host_call (referenced by root reference (e.g. compiled C/C++ code))',
    'wasm-ld of the emsdk': 'wasm-ld: error: /tmp/emscripten_temp_k2x9/main_0.o: undefined symbol: go_host_call',
    'wasm-ld of Debian, in colours':
      'wasm-ld-21: \u001b[0;31merror: \u001b[0m/tmp/emscripten_temp_q1/main.o: undefined symbol: go_host_call',
    'rust-lld': 'rust-lld: error: main.o: undefined symbol: go_host_call',
  },
  'undefined-symbol:__syscall_futex': {
    'JavaScript compiler': 'error: undefined symbol: __syscall_futex (referenced by top-level compiled C/C++ code)',
    'wasm-ld': 'wasm-ld: error: a.o: undefined symbol: __syscall_futex',
  },
  'undefined-symbol:audio::Mixer::play(char const*, int)': {
    'JavaScript compiler':
      'error: undefined symbol: _ZN5audio5Mixer4playEPKci (referenced by top-level compiled C/C++ code)',
    'wasm-ld': 'wasm-ld-19: error: main.o: undefined symbol: audio::Mixer::play(char const*, int)',
    'wasm-ld --no-demangle': 'wasm-ld-19: error: main.o: undefined symbol: _ZN5audio5Mixer4playEPKci',
  },
  'export-not-found:go_callback': {
    'emcc until 3.1.6x': 'emcc: error: undefined exported symbol: "_go_callback" [-Wundefined] [-Werror]',
    'wasm-ld': 'wasm-ld-19: error: symbol exported via --export not found: go_callback',
  },
  'section-out-of-order:program.wasm': {
    'LLVM 11': 'wasm-ld: error: program.wasm: Out of order section type: 0',
    'LLVM 21': 'wasm-ld-21: error: /src/program.wasm: out of order section type: 0',
  },
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
};

for (const [id, logs] of Object.entries(WORDINGS)) {
  describe(id, () => {
    it.each(Object.entries(logs))('in the words of %s', (_, log) => {
      const [cause] = classifyFailure(failure(parseLog(log)), () => 0);
      expect(nameBreak(cause!.kind, cause!.subject, { case: 'a/case', step: 'run' }).id).toBe(id);
    });
  });
}
