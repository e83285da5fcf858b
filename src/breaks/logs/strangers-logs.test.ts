import { expect, it } from 'vitest';
import { parseLog } from '../../evidence/diagnostics/parse-log.ts';
import { findKnown, indexKnowledge, seenInLog } from '../knowledge/find-known.ts';
import { readShippedKnowledge } from '../knowledge/knowledge.fixture.ts';

const knowledge = indexKnowledge(readShippedKnowledge());

/** Messages beside the ones that entries are made for: what explains them, or null where nothing known may. */
const LOGS: readonly (readonly [string, string | null])[] = [
  ['wasm-ld-19: error: main.o: undefined symbol: my_function', null],
  ['wasm-ld: error: duplicate symbol: main\n>>> defined in a.o\n>>> defined in b.o', null],
  ['RuntimeError: unreachable\n    at main (wasm://wasm/007e05fa:wasm-function[3]:0x1ef)', null],
  ['RuntimeError: memory access out of bounds', null],
  ['RangeError: Maximum call stack size exceeded', null],
  ['Aborted(native code called abort())', null],
  ["TypeError: Cannot read properties of undefined (reading 'add')", null],
  ['panic: runtime error: index out of range [3] with length 3\n\ngoroutine 1 [running]:', null],
  ['exit code: 2', null],
  ['main.c:3:1: error: expected expression', null],
  ['wasm-ld-9: error: bad.o: Out of order section type: 2', null],
  ['wasm-ld: error: /tmp/gohost.o: out of order section type: 0', 'go-module-as-object'],
  [
    "wasm-ld-11: error: Target feature 'simd128' used in a.o is disallowed by b.o. Use --no-check-features to suppress.",
    null,
  ],
  ['wasm-ld: error: unknown argument: --bogus-flag', null],
  ["clang: error: unknown argument '--enable-x'; did you mean '--disable-x'?", null],
  [
    "wasm-ld-19: warning: libtxt.a: archive member 'x.txt' is neither Wasm object file nor LLVM bitcode",
    'native-archive',
  ],
  [
    "wasm-ld-21: warning: libgo.a: archive member '000000.o' is neither Wasm object file nor LLVM bitcode",
    'native-go-archive',
  ],
  ['wasm-ld-13: error: unable to find library -lgcc', 'no-sysroot'],
  ['wasm-ld-13: error: unable to find library -lgobridge', 'library-not-there'],
  [
    'error: undefined symbol: _ZNSt3__212basic_stringIcNS_11char_traitsIcEENS_9allocatorIcEEED1Ev (referenced by top-level compiled C/C++ code)',
    'cxx-linked-by-emcc',
  ],
  ['wasm-ld: error: a.o: undefined symbol: __syscall5', 'numbered-syscalls'],
  ['wasm-ld: error: a.o: undefined symbol: __syscall_uname', 'syscalls-of-another-emscripten'],
  ['wasm-ld: error: a.o: undefined symbol: __syscall_futex', 'syscall-futex'],
  [
    'package example.com/app\n\timports syscall/js: build constraints exclude all Go files in /go/src/syscall/js',
    'syscall-js-elsewhere',
  ],
  ['package example.com/app: build constraints exclude all Go files in /w/app', 'cgo-files-drop-out'],
  ['# example.com/app\n./main.go:29:6: go:wasmimport: unsupported result type string', null],
  ['# example.com/app\n./main.go:21:6: go:wasmexport: unsupported parameter type int', 'wasmimport-types-never'],
  [
    '[TypeError: WebAssembly.instantiate(): Import #0 "gojs": module is not an object or function]',
    'old-wasm-exec-new-module',
  ],
  ['error instantiating wasm binary: module[gojs] not instantiated', 'js-module-in-wazero'],
  [
    'LinkError: WebAssembly.instantiate(): Import #1 "go" "runtime.walltime": function import requires a callable',
    'wasm-exec-lacks-a-function',
  ],
  ['wasmtime._error.WasmtimeError: unknown import: `go::debug` has not been defined', 'js-module-in-wasi-host'],
  ['"host_add" is not exported in module "env"', null],
  ['"__syscall5" is not exported in module "env"', 'numbered-syscall-imports'],
  ['"__syscall_faccessat" is not exported in module "env"', 'syscall-imports'],
  ['TypeError: Cannot convert 5 to a BigInt', 'bigint-at-the-boundary'],
  ['TypeError: Cannot convert a BigInt value to a number', 'bigint-where-numbers-belong'],
  [
    "cp: cannot stat '/root/go/pkg/mod/golang.org/toolchain@v0.0.1-go1.22.4.linux-amd64/misc/wasm/wasm_exec.js': No such file or directory",
    'toolchain-module-without-misc',
  ],
  [
    'CompileError: WebAssembly.instantiate(): Compiling function #7 failed: function index #9 is out of bounds @+1058',
    null,
  ],
  ['bash: line 1: ./app.wasm: cannot execute binary file: Exec format error', null],
];

it.each(LOGS)('%s', (log, name) => {
  const found = parseLog(log).map((message) => findKnown(seenInLog(message), knowledge)[0]?.name ?? null);
  expect(found.length).toBeGreaterThan(0);
  expect(found[0]).toBe(name);
});
