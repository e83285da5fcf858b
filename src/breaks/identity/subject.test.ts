import { describe, expect, it } from 'vitest';
import type { DiagnosticCode } from '../../model/codes.ts';
import type { Diagnostic } from '../../model/diagnostic.ts';
import { message } from '../evidence.fixture.ts';
import { reduceFile } from './file-subject.ts';
import { subjectOf } from './subject.ts';
import { namesLinkedSymbol } from './symbol-subject.ts';

type Row = readonly [DiagnosticCode, Partial<Diagnostic>, string | null];

describe('the subject', () => {
  it.each<Row>([
    ['no-input-files', { symbol: 'f', file: 'a' }, null],
    ['undefined-symbol', {}, null],
    ['loader-host-incompatible', { symbol: 'fetch', file: 'x.js' }, 'fetch'],
    ['loader-host-incompatible', { file: 'x.js' }, null],
    ['wasm-exec-missing', { file: '/usr/local/go/misc/wasm/wasm_exec.js' }, 'misc/wasm/wasm_exec.js'],
    ['wasm-exec-missing', { file: '/srv/lib/wasm/old/wasm_exec.js' }, 'wasm_exec.js'],
    ['file-not-found', { file: '/usr/local/go/lib/wasm/wasm_exec.js' }, 'wasm_exec.js'],
    ['archive-member-not-wasm', { member: '/tmp/a-ab12f0.o' }, 'a.o'],
    ['archive-member-unreadable', { symbol: '/home/me/a.o' }, 'a.o'],
    ['unknown-argument', { symbol: '--table-base=4096' }, '--table-base'],
    ['unknown-argument', { symbol: 'a--b=c' }, 'a--b=c'],
    ['unknown-setting', { symbol: '-sX=/home/me/a' }, '-sX=/home/me/a'],
  ])('of %s with %j is %s', (code, fields, subject) => expect(subjectOf(message(code, fields))).toBe(subject));

  it.each<Row>([
    ['import-missing', { module: 'env', symbol: 'f' }, 'env.f'],
    ['import-missing', { module: '', symbol: 'f' }, 'f'],
    ['import-missing', { module: 'env' }, 'env'],
    ['import-missing', {}, null],
  ])('of %s with %j joins module and name: %s', (code, fields, subject) =>
    expect(subjectOf(message(code, fields))).toBe(subject),
  );

  const exporting = { reporter: 'emcc', message: 'undefined exported symbol' } as const;
  const page = { reporter: 'chromium', message: 'Module._f is not a function' } as const;
  it.each<Row>([
    ['main-not-exported', { symbol: '_main' }, 'main'],
    ['export-not-found', { ...exporting, symbol: '_f' }, 'f'],
    ['export-not-found', { ...exporting, symbol: '_f', reporter: 'wasm-ld' }, '_f'],
    ['export-not-found', { symbol: '_f', reporter: 'emcc', message: 'in EXPORTED_RUNTIME_METHODS' }, '_f'],
    ['runtime-export-missing', { symbol: '_f', reporter: 'emscripten-runtime' }, 'f'],
    ['runtime-export-missing', { ...page, symbol: '_f' }, 'f'],
    ['runtime-export-missing', { ...page, symbol: '_f', message: 'instance.exports._f is not there' }, '_f'],
    ['runtime-export-missing', { ...page, symbol: '_f', reporter: 'wazero' }, '_f'],
    ['runtime-export-missing', { ...page, symbol: '_Z3foov' }, 'foo()'],
    ['runtime-export-missing', { ...page, symbol: '__Z3foov' }, 'foo()'],
    ['runtime-export-missing', { ...page, symbol: '_Zoom' }, 'Zoom'],
    ['undefined-symbol', { symbol: '_f', reporter: 'emscripten-runtime' }, '_f'],
    ['exception-support-missing', { symbol: '_Z3foov' }, 'foo()'],
    ['missing-function-abort', { symbol: '_Z3foov' }, 'foo()'],
    ['unknown-setting', { symbol: '_Z3foov' }, '_Z3foov'],
  ])('of %s with %j is the name in C or C++: %s', (code, fields, subject) =>
    expect(subjectOf(message(code, fields))).toBe(subject),
  );

  it('may be a symbol of the program, by category or code', () => {
    for (const category of ['symbol', 'type', 'relocation'])
      expect(namesLinkedSymbol(category, 'undefined-symbol')).toBe(true);
    expect(namesLinkedSymbol('settings', 'unknown-setting')).toBe(false);
  });
});

describe('a file', () => {
  it.each([
    ['/a/b//', 'b'],
    ['a(b)c', 'a(b)c'],
    ['x(y)(z.o)', 'x(y)(z.o)'],
    ['/x/lib.a(/tmp/m-ab12f0.o)', 'lib.a(m.o)'],
    ['/tmp/tmpab12cd34.js', 'tmp.js'],
    ['xtmpab12cd34lib.so', 'xtmpab12cd34lib.so'],
    ['a-ab12cd.o.txt', 'a-ab12cd.o.txt'],
    ['main-ab12cd.bc', 'main.bc'],
    ['std.f79-cgu.11.rcgu.o.d', 'std.f79-cgu.11.rcgu.o.d'],
    ['.x.y-cgu.1.rcgu.o', '.x.y-cgu.1.rcgu.o'],
    ['/tmp/emscripten_temp_k2x9/main_12.o', 'main.o'],
    ['/tmp/emscripten_temp_k2x9/main_1.o.d', 'main_1.o.d'],
  ])('%s is %s', (path, name) => expect(reduceFile(path)).toBe(name));
});
