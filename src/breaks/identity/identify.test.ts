import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Diagnostic } from '../../model/diagnostic.ts';
import { message } from '../evidence.fixture.ts';
import { MAX_SUBJECT } from './clean-text.ts';
import { reduceFile } from './file-subject.ts';
import { nameBreak, parseBreakId, shapeOf } from './identify.ts';
import { subjectOf } from './subject.ts';

const at = { case: 'link/probe', step: 'link' };
const idOf = (diagnostic: Diagnostic) => nameBreak(diagnostic.code, subjectOf(diagnostic), at).id;

describe('wording is not identity', () => {
  const groups: Record<string, readonly Diagnostic[]> = {
    'undefined-symbol:__syscall_futex': [
      message('undefined-symbol', { reporter: 'js-compiler', symbol: '__syscall_futex', stage: 'js-compiler' }),
      message('undefined-symbol', { symbol: '__syscall_futex', file: 'a.o' }),
      message('undefined-symbol', { symbol: '__syscall_futex', file: '/tmp/emscripten_temp_x1/a_0.o' }),
    ],
    'undefined-symbol:audio::Mixer::play(char const*, int)': [
      message('undefined-symbol', { reporter: 'js-compiler', symbol: '_ZN5audio5Mixer4playEPKci' }),
      message('undefined-symbol', { symbol: 'audio::Mixer::play(char const*, int)' }),
    ],
    'export-not-found:nope': [
      message('export-not-found', {
        reporter: 'emcc',
        symbol: '_nope',
        message: 'undefined exported symbol: "_nope" [-Wundefined] [-Werror]',
      }),
      message('export-not-found', { symbol: 'nope', message: 'symbol exported via --export not found: nope' }),
    ],
    'import-missing:env.host_fn': [
      message('import-missing', { reporter: 'node', module: 'env', symbol: 'host_fn' }),
      message('import-missing', { reporter: 'wazero', module: 'env', symbol: 'host_fn' }),
      message('import-missing', { reporter: 'wasmedge', module: 'env', symbol: 'host_fn' }),
      message('import-missing', { reporter: 'wasmtime', module: 'env', symbol: 'host_fn' }),
    ],
    'import-module-missing:gojs': [
      message('import-module-missing', { reporter: 'node', module: 'gojs' }),
      message('import-module-missing', { reporter: 'wazero', module: 'gojs' }),
    ],
    'runtime-export-missing:malloc': [
      message('runtime-export-missing', {
        reporter: 'node',
        symbol: '_malloc',
        message: 'TypeError: Module._malloc is not a function',
      }),
      message('runtime-export-missing', { reporter: 'wazero', symbol: 'malloc', message: 'malloc not exported' }),
    ],
    'unknown-argument:--table-base': [
      message('unknown-argument', { symbol: '--table-base=4096' }),
      message('unknown-argument', { symbol: '--table-base=1' }),
    ],
    'file-not-found:bridge.o': [
      message('file-not-found', { file: 'libs/bridge.o' }),
      message('file-not-found', { file: '/home/someone/libs/bridge.o' }),
    ],
  };
  for (const [id, diagnostics] of Object.entries(groups)) {
    it(`gives ${diagnostics.length} wordings the id ${id}`, () => {
      expect(diagnostics.map(idOf)).toEqual(diagnostics.map(() => id));
    });
  }

  it('keeps underscores that belong to the name', () => {
    expect(subjectOf(message('undefined-symbol', { symbol: '_start' }))).toBe('_start');
    const wasi = {
      reporter: 'node',
      symbol: '_initialize',
      message: 'instance.exports._initialize is not a function',
    } as const;
    expect(subjectOf(message('runtime-export-missing', wasi))).toBe('_initialize');
    expect(
      subjectOf(message('runtime-export-missing', { reporter: 'wazero', symbol: '_emscripten_stack_restore' })),
    ).toBe('_emscripten_stack_restore');
  });
});

describe('files', () => {
  it.each([
    ['/tmp/a-ab111f.o', 'a.o'],
    ['/tmp/emscripten_temp_k2x9/main_0.o', 'main.o'],
    ['/tmp/emscripten_temp_k2x9/main.o', 'main.o'],
    ['/tmp/tmpab12cd34libemscripten_js_symbols.so', 'libemscripten_js_symbols.so'],
    ['./libcodec.a(codec.o)', 'libcodec.a(codec.o)'],
    ['C:\\build\\a.o', 'a.o'],
    ['dir/', 'dir'],
    ['main_0.o', 'main_0.o'],
    ['lib-2.0.12.o', 'lib-2.0.12.o'],
    ['std-a30fbdacd77ca8e9.std.f79368689e5e7da8-cgu.11.rcgu.o', 'std.rcgu.o'],
    ['libsum.a(sum.sum.7rcbfp3g-cgu.0.rcgu.o)', 'libsum.a(sum.rcgu.o)'],
  ])('%s is %s', (path, name) => expect(reduceFile(path)).toBe(name));
});

describe('names', () => {
  it('lets case and step stand in', () => {
    expect(nameBreak('wrong-output', null, at)).toEqual({
      id: 'wrong-output:link/probe/link',
      kind: 'wrong-output',
      subject: 'link/probe/link',
    });
  });

  it.each([
    ['undefined-symbol:f', 'undefined-symbol:*'],
    ['import-missing:env.__syscall_openat', 'import-missing:env.*'],
    ['unexpected-import:GOT.mem.x', 'unexpected-import:GOT.mem.*'],
    ['absent-import:env.f', 'absent-import:env.*'],
    ['wrong-output:a.b', 'wrong-output:*'],
    ['import-missing:gojs.syscall/js.valueGet', 'import-missing:gojs.*'],
    ['import-memory-mismatch:go/case.one/load', 'import-memory-mismatch:*'],
    ['import-module-missing:env', 'import-module-missing:*'],
    ['undefined-symbol:a.b', 'undefined-symbol:*'],
  ])('the shape of %s is %s', (id, shape) => expect(shapeOf(parseBreakId(id)!)).toBe(shape));

  it('refuses ids of no kind', () => {
    for (const id of ['', ':', 'nope:x', 'constructor:x', '__proto__:x', 'undefined-symbol']) {
      expect(parseBreakId(id)).toBeNull();
    }
  });

  it('bounds hostile text, leaves nothing invisible in it, and keeps different names apart', () => {
    const text = fc.string({ unit: 'binary', maxLength: 2000 });
    fc.assert(
      fc.property(text, (symbol) => {
        const subject = subjectOf(message('undefined-symbol', { symbol }));
        if (subject === null) return;
        expect(subject.length).toBeLessThanOrEqual(MAX_SUBJECT);
        expect(subject).not.toMatch(/[\u0000-\u001f\u007f-\u009f\u202a-\u202e\u2066-\u2069\u2028\u2029]/);
        expect(subject).toBe(Buffer.from(subject).toString());
        const name = nameBreak('undefined-symbol', subject, at);
        expect(parseBreakId(name.id)).toEqual(name);
      }),
    );
    const long = 'x'.repeat(5000);
    const subjects = [`${long}a`, `${long}b`].map((symbol) => subjectOf(message('undefined-symbol', { symbol })));
    expect(new Set(subjects).size).toBe(2);
  });
});
