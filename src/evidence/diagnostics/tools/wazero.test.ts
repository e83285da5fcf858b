import { expect, it } from 'vitest';
import { parseLog } from '../parse-log.ts';
import { causesFirst } from '../rank.ts';

const first = (log: string) => parseLog(log)[0];

it('names features as other tools do', () => {
  const read = (name: string) => first(`data count section not supported as feature "${name}" is disabled\n`)?.feature;
  expect(read('bulk-memory-operations')).toBe('bulk-memory');
  expect(read('sign-extension-ops')).toBe('sign-ext');
  expect(read('tail-call')).toBe('tail-call');
  expect(read('constructor')).toBe('constructor');
});

it('reads what its Emscripten imports miss in a module', () => {
  const log = `module[] function[_start] failed: stackSave not exported (recovered by wazero)
wasm stack trace:
\tenv.invoke_vii(i32,i32,i32)
\t.$6() i32
`;
  expect(first(log)).toMatchObject({ reporter: 'wazero', code: 'runtime-export-missing', symbol: 'stackSave' });
});

it('reads a package that the standard library of an older Go lacks, behind a chain of imports', () => {
  const log = `go: downloading github.com/tetratelabs/wazero v1.8.0
github.com/tetratelabs/wazero imports
\tgithub.com/tetratelabs/wazero/internal/engine/wazevo imports
\tslices: package slices is not in GOROOT (/opt/go/src/slices)
`;
  expect(first(log)).toMatchObject({ reporter: 'go', code: 'package-not-in-std', symbol: 'slices' });
});

it('reads that a module is too new for a Go which compiles it all the same', () => {
  const log = `# github.com/tetratelabs/wazero/internal/wasm
/home/u/go/pkg/mod/github.com/tetratelabs/wazero@v1.7.3/internal/wasm/memory.go:242:14: undefined: unsafe.SliceData
note: module requires Go 1.20
`;
  expect(causesFirst(parseLog(log))[0]).toMatchObject({
    code: 'go-version-too-old',
    symbol: '1.20',
    severity: 'error',
  });
});

it('reads a module with sections and memories that it does not know', () => {
  const read = (log: string) => {
    const { code, feature } = first(log)!;
    return [code, feature];
  };
  expect(read('section unknown: invalid section id\n')).toEqual(['wasm-feature-unsupported', undefined]);
  expect(read('section memory: shared memory requested but threads feature not enabled\n')).toEqual([
    'wasm-feature-unsupported',
    'atomics',
  ]);
  expect(
    read(
      'wasmtime._error.WasmtimeError: shared memory support is disabled for this engine -- see `Config::shared_memory`\n',
    ),
  ).toEqual(['wasm-feature-unsupported', 'atomics']);
});

it('reads the feature of an instruction where wazero does not name it', () => {
  const read = (instruction: string) =>
    first(`error compiling wasm binary: invalid function[2]: ${instruction} invalid as feature "" is disabled\n`);
  expect(read('return_call')).toMatchObject({ code: 'wasm-feature-unsupported', feature: 'tail-call' });
  expect(read('i32.atomic.store')).toMatchObject({ code: 'wasm-feature-unsupported', feature: 'atomics' });
  expect(read('nop')).toMatchObject({ code: 'wasm-feature-unsupported' });
});
