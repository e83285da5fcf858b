import { describe, expect, it } from 'vitest';
import { F64, func, I32, I64, join, list, section, text, u, wasm } from './builder.fixture.ts';
import { readSurface } from './surface.ts';

describe('readSurface', () => {
  it('prints every kind of import and export with its type, sorted', () => {
    const bytes = wasm(
      section(1, list(func([I32, I64], [I32]), func([]), func([F64], [I32, I64]))),
      section(
        2,
        list(
          join(text('wasi_snapshot_preview1'), text('proc_exit'), 0, 1),
          join(text('env'), text('f'), 0, 0),
          join(text('env'), text('memory'), 2, 3, u(256), u(32768)),
          join(text('env'), text('table'), 1, 0x70, 0, u(5)),
          join(text('env'), text('__stack_pointer'), 3, I32, 1),
          join(text('env'), text('__cpp_exception'), 4, 0, 1),
        ),
      ),
      section(3, list(2)),
      section(5, list(join(5, u(1n), u(2n ** 48n)))),
      section(13, list(join(0, 0))),
      section(6, list(join(I64, 0, 0x42, 0x7f, 0x0b))),
      section(
        7,
        list(
          join(text('z'), 0, 2),
          join(text('a'), 3, 1),
          join(text('mem'), 2, 1),
          join(text('t'), 1, 0),
          join(text('e'), 4, 1),
          join(text('gone'), 0, 99),
        ),
      ),
    );
    expect(readSurface(bytes)).toEqual({
      imports: [
        { module: 'env', name: '__cpp_exception', kind: 'tag', type: '() -> void' },
        { module: 'env', name: '__stack_pointer', kind: 'global', type: 'mut i32' },
        { module: 'env', name: 'f', kind: 'function', type: '(i32, i64) -> i32' },
        { module: 'env', name: 'memory', kind: 'memory', type: '256..32768 pages, shared' },
        { module: 'env', name: 'table', kind: 'table', type: 'funcref, 5 elements' },
        { module: 'wasi_snapshot_preview1', name: 'proc_exit', kind: 'function', type: '() -> void' },
      ],
      exports: [
        { name: 'a', kind: 'global', type: 'i64' },
        { name: 'e', kind: 'tag', type: '(i32, i64) -> i32' },
        { name: 'gone', kind: 'function' },
        { name: 'mem', kind: 'memory', type: '1..281474976710656 pages, 64 bit' },
        { name: 't', kind: 'table', type: 'funcref, 5 elements' },
        { name: 'z', kind: 'function', type: '(f64) -> (i32, i64)' },
      ],
    });
  });

  it('gives an empty surface for an empty module', () => {
    expect(readSurface(wasm())).toEqual({ imports: [], exports: [] });
  });
});
