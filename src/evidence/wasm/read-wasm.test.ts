import { describe, expect, it } from 'vitest';
import { custom, func, I32, join, list, s, section, text, u, wasm } from './builder.fixture.ts';
import { printType } from './print-types.ts';
import { readWasm } from './read-wasm.ts';
import { listSymbols } from './symbols.ts';

const STRUCT = [0x5f, ...list(join(I32, 0), join(0x78, 1))];

describe('readWasm', () => {
  it('lists sections with offset, size and count, bodies unread', () => {
    const bytes = wasm(
      section(1, list(func([]))),
      section(3, list(0)),
      section(10, list(join(2, 0, 0x0b))),
      custom('x', 7, 7),
    );
    expect(readWasm(bytes).sections).toEqual([
      { id: 1, name: 'type', custom: false, offset: 10, size: 4, count: 1 },
      { id: 3, name: 'function', custom: false, offset: 16, size: 2, count: 1 },
      { id: 10, name: 'code', custom: false, offset: 20, size: 4, count: 1 },
      { id: 0, name: 'x', custom: true, offset: 28, size: 2 },
    ]);
  });

  it('reads types of the garbage collection, stack switching and descriptor proposals', () => {
    const types = list(
      join(0x4e, list(join(0x50, list(), STRUCT), join(0x4f, list(0), 0x5e, join(0x63, s(0)), 1))),
      func([0x6f, 0x69, 0x63, ...s(1)].slice(0, 2), [0x70]),
      join(0x5d, s(2)),
      join(0x65, STRUCT),
      join(0x4d, u(6), STRUCT),
      join(0x4c, u(5), 0x60, list(join(0x64, 0x6e), join(0x63, 0x65, 0x6b), join(0x64, 0x62, s(0))), list()),
    );
    const { types: read, problems } = readWasm(wasm(section(1, types)));
    expect(problems).toEqual([]);
    expect(read.map(printType)).toEqual([
      '(struct i32 (mut i8))',
      '(array (mut (ref null 0)))',
      '(externref, exnref) -> funcref',
      '(cont 2)',
      '(struct i32 (mut i8))',
      '(struct i32 (mut i8))',
      '((ref any), (ref null (shared struct)), (ref (exact 0))) -> void',
    ]);
    expect(read[0]).toMatchObject({ supertypes: [], open: true, group: 0 });
    expect(read[1]).toMatchObject({ supertypes: [0], group: 0 });
    expect(read[1]).not.toHaveProperty('open');
    expect(read[4]).toMatchObject({ shared: true });
    expect(read[6]).toMatchObject({ describes: 5 });
  });

  it('reads several memories, 64 bit and shared ones, and pages of another size', () => {
    const memories = list(join(0, u(1)), join(7, u(1), u(2n ** 33n)), join(8, u(65536), u(0)));
    expect(readWasm(wasm(section(5, memories))).memories).toEqual([
      { min: 1n, shared: false, is64: false },
      { min: 1n, max: 2n ** 33n, shared: true, is64: true },
      { min: 65536n, shared: false, is64: false, pageSizeLog2: 0 },
    ]);
  });

  it('reads tables with an initial value and globals with any constant expression', () => {
    const bytes = wasm(
      section(4, list(join(0x40, 0, 0x63, s(3), 0, u(2), 0xd0, 0x70, 0x0b), join(0x6f, 5, u(1n), u(2n ** 40n)))),
      section(
        6,
        list(
          join(I32, 0, 0x41, s(-1), 0x0b),
          join(0x7e, 1, 0x42, s(-(2n ** 63n)), 0x42, 1, 0x7c, 0x0b),
          join(0x7d, 0, 0x43, 1, 2, 3, 0x0b, 0x0b),
          join(0x7c, 0, 0x44, 0x0b, 2, 3, 4, 5, 6, 7, 8, 0x0b),
          join(0x7b, 0, 0xfd, 12, new Array(16).fill(0x0b), 0x0b),
          join(0x6e, 0, 0x23, 0, 0xfb, 7, u(300), 0xfb, 8, 0, 2, 0xfb, 28, 0x0b),
          join(0x64, s(0), 2, 0xd2, 0, 0x0b),
        ),
      ),
    );
    const { tables, globals, problems } = readWasm(bytes);
    expect(problems).toEqual([]);
    expect(tables.map(({ element, limits }) => [element, limits.max])).toEqual([
      ['(ref null 3)', undefined],
      ['externref', 2n ** 40n],
    ]);
    expect(globals.map(({ value, mutable, shared }) => `${value} ${mutable} ${shared}`)).toEqual([
      'i32 false false',
      'i64 true false',
      'f32 false false',
      'f64 false false',
      'v128 false false',
      'anyref false false',
      '(ref 0) false true',
    ]);
  });

  it('reads groups of imports that share module and type', () => {
    const imports = list(
      join(text('a'), text(''), 0x7f, list(join(text('f'), 0, 0), join(text('g'), 3, I32, 0))),
      join(text('b'), text(''), 0x7e, 0x00, 0, list(text('h'), text('i'))),
      join(text('c'), text(''), 0, 0),
    );
    const { imports: read, functions } = readWasm(wasm(section(1, list(func([]))), section(2, imports)));
    expect(read.map(({ module, name, type }) => `${module}.${name} ${type.kind}`)).toEqual([
      'a.f function',
      'a.g global',
      'b.h function',
      'b.i function',
      'c. function',
    ]);
    expect(functions).toEqual([0, 0, 0, 0]);
  });

  it('reads names, build id and start', () => {
    const names = [
      section(0, text('mod')),
      section(1, list(join(0, text('f')), join(1, text('g')))),
      section(2, 9, 9),
      section(9, list(join(0, text('.rodata')))),
    ];
    const bytes = wasm(
      section(1, list(func([]))),
      section(3, list(0, 0)),
      section(7, list(join(text('run'), 0, 0))),
      section(8, 0),
      custom('name', ...names),
      custom('build_id', u(3), 0x00, 0xab, 0xff),
    );
    const file = readWasm(bytes);
    expect(file).toMatchObject({ kind: 'module', start: 0, buildId: '00abff', problems: [] });
    expect(file.names?.module).toBe('mod');
    expect(file.names?.byKind).toEqual({
      function: new Map([
        [0, 'f'],
        [1, 'g'],
      ]),
      data: new Map([[0, '.rodata']]),
    });
    expect(listSymbols(file).map(({ name, binding, type }) => `${name} ${binding} ${type}`)).toEqual([
      'run global () -> void',
      'g local () -> void',
    ]);
    expect(readWasm(bytes, 'surface').names).toBeUndefined();
  });

  it('reads both sections of shared libraries', () => {
    const old = readWasm(wasm(custom('dylink', u(16), u(2), u(1), u(0), list(text('libc.so')))));
    expect(old).toMatchObject({
      kind: 'shared',
      dynamic: { section: 'dylink', memorySize: 16, memoryAlignment: 2, tableSize: 1, needed: ['libc.so'] },
    });
    const bytes = wasm(
      custom(
        'dylink.0',
        section(1, u(16), u(2), u(1), u(0)),
        section(2, list(text('libc.so'))),
        section(3, list(join(text('weak_f'), u(1)))),
        section(4, list(join(text('env'), text('maybe'), u(0x11)))),
        section(5, list(text('$ORIGIN'))),
      ),
      section(1, list(func([I32]))),
      section(
        2,
        list(
          join(text('env'), text('maybe'), 0, 0),
          join(text('GOT.func'), text('maybe'), 3, I32, 1),
          join(text('GOT.mem'), text('environ'), 3, I32, 1),
          join(text('env'), text('__memory_base'), 3, I32, 0),
        ),
      ),
      section(3, list(0)),
      section(6, list(join(I32, 0, 0x41, 0, 0x0b))),
      section(7, list(join(text('weak_f'), 0, 1), join(text('some_data'), 3, 3))),
    );
    const file = readWasm(bytes);
    expect(file.dynamic).toMatchObject({
      section: 'dylink.0',
      needed: ['libc.so'],
      runtimePath: ['$ORIGIN'],
      memorySize: 16,
    });
    expect(
      listSymbols(file).map(
        ({ name, kind, binding, defined, type }) => `${name} ${kind} ${binding} ${defined} ${type ?? ''}`,
      ),
    ).toEqual([
      'maybe function weak false (i32) -> void',
      'environ data global false ',
      '__memory_base global global false i32',
      'weak_f function weak true (i32) -> void',
      'some_data data global true ',
    ]);
  });
});
