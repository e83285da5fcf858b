import { describe, expect, it } from 'vitest';
import { custom, func, I32, join, list, section, text, u, wasm } from '../wasm/builder.fixture.ts';
import { readWasm } from '../wasm/read-wasm.ts';
import { readResolutions } from './read-resolutions.ts';

/** A module with one import, three functions of its own and one export; names as wasm-ld writes them. */
const MODULE = readWasm(
  wasm(
    section(1, list(func([I32], [I32]))),
    section(2, list(join(text('wasi_snapshot_preview1'), text('fd_read'), 0, 0))),
    section(3, list(0, 0, 0)),
    section(7, list(join(text('read'), 0, u(1)))),
    section(10, list(join(2, 0, 0x0b), join(2, 0, 0x0b), join(2, 0, 0x0b))),
    custom(
      'name',
      section(
        1,
        list(
          join(u(0), text('__wasi_fd_read')),
          join(u(1), text('read')),
          join(u(2), text('undefined_weak:hook')),
          join(u(3), text('main')),
          // An index that no function has.
          join(u(99), text('beyond')),
        ),
      ),
    ),
  ),
);

const TRACE = `lib/libc.a(other.o): lazy definition of read
probe.o: reference to __wasi_fd_read
libc.a(read.o): reference to __wasi_fd_read
stub.o: definition of read
/opt/lib/libc.a(read.o): definition of read
read hello
`;

const resolve = (symbol: string, trace = TRACE) => readResolutions([symbol], MODULE, trace)[0];

describe('how symbols resolved', () => {
  it.each([
    ['__wasi_fd_read', { kind: 'import', import: 'wasi_snapshot_preview1.fd_read', by: 'probe.o' }, false],
    ['read', { kind: 'definition', file: 'libc.a(read.o)' }, true],
    ['main', { kind: 'definition', file: null }, false],
    ['hook', { kind: 'undefined-weak' }, false],
    ['nothing', { kind: 'absent' }, false],
    ['beyond', { kind: 'absent' }, false],
  ])('%s', (symbol, resolution, exported) => {
    expect(resolve(symbol)).toEqual({ symbol, resolution, exported });
  });

  it('takes no line of a program for the linker’s, nor one without end', () => {
    expect(resolve('read', 'he said: definition of read\n')?.resolution).toEqual({ kind: 'definition', file: null });
    expect(resolve('read', `${'x'.repeat(5_000_000)}: definition of read`)?.resolution).toEqual({
      kind: 'definition',
      file: null,
    });
  });
});
