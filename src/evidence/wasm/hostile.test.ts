import { describe, expect, it } from 'vitest';
import { custom, func, I32, join, list, section, text, u, wasm } from './builder.fixture.ts';
import { buildObject } from './object.fixture.ts';
import { readWasm } from './read-wasm.ts';
import { moduleSurface } from './surface.ts';
import { listSymbols } from './symbols.ts';
import { WasmError } from './wasm-error.ts';

/** Runs and gives the error's kind, offset and message, or null. */
function errorOf(bytes: Uint8Array): [kind: string, offset: number, message: string] | null {
  try {
    readWasm(bytes);
    return null;
  } catch (error) {
    if (!(error instanceof WasmError)) throw error;
    return [error.kind, error.offset, error.message];
  }
}

/** Offsets behind the header and behind each section. */
function sectionEnds(bytes: Uint8Array): number[] {
  return [8, ...readWasm(bytes).sections.map(({ offset, size }) => offset + size)];
}

describe('malformed input', () => {
  it.each<[string, Uint8Array, [string, number, string]]>([
    ['nothing', new Uint8Array(), ['malformed', 0, 'too short for a wasm header']],
    ['another magic', Uint8Array.of(0x7f, 0x45, 0x4c, 0x46, 1, 0, 0, 0), ['malformed', 0, 'not wasm']],
    ['another version', Uint8Array.of(0, 0x61, 0x73, 0x6d, 2, 0, 0, 0), ['unknown', 4, 'unknown wasm version 0x2']],
    ['a section beyond the end', wasm([1, 100, 0]), ['malformed', 10, 'section of 100 bytes, but 1 are left']],
    [
      'a count beyond the section',
      wasm(section(1, u(0xffffffff))),
      ['malformed', 10, '4294967295 items declared, but only 0 bytes are left'],
    ],
    [
      'a name beyond the section',
      wasm(section(2, list(join(u(9), 1, 2)))),
      ['malformed', 12, 'name of 9 bytes, but 2 are left'],
    ],
    [
      'a name that is not UTF-8',
      wasm(section(7, list(join(u(1), 0xff, 0, 0)))),
      ['malformed', 12, 'name is not UTF-8'],
    ],
    ['bytes behind a list', wasm(section(3, list(), 1)), ['malformed', 11, 'bytes left in the function section']],
    ['a custom section without a name', wasm([0, 0]), ['malformed', 10, 'unexpected end']],
  ])('refuses %s', (_, bytes, error) => {
    expect(errorOf(bytes)).toEqual(error);
  });

  it('refuses every shortened object, or reads it up to a whole section, without another error', () => {
    const bytes = buildObject();
    const errors = Array.from({ length: bytes.length }, (_, size) => [size, errorOf(bytes.subarray(0, size))] as const);
    for (const [size, error] of errors) expect(error?.[1] ?? 0, `offset of "${error?.[2]}"`).toBeLessThanOrEqual(size);
    expect(errors.filter(([, error]) => error === null).map(([size]) => size)).toEqual(sectionEnds(bytes).slice(0, -1));
  });
});

describe('unknown forms', () => {
  it.each<[string, Uint8Array, number, string]>([
    ['section', wasm(section(14, 1, 2, 3)), 8, 'unknown section 14'],
    ['type form', wasm(section(1, list(func([]), [0x5a, 1]))), 14, 'unknown type form 0x5a'],
    ['value type', wasm(section(1, list(func([0x40])))), 13, 'unknown value type 0x40'],
    ['import kind', wasm(section(2, list(join(text(''), text(''), 9)))), 13, 'unknown import kind 0x9'],
    ['limits', wasm(section(5, list(join(16, 1)))), 11, 'unknown limits flags 0x10'],
    [
      'constant instruction',
      wasm(section(6, list(join(I32, 0, 0x20, 0, 0x0b)))),
      13,
      'unknown constant instruction 0x20',
    ],
    ['export kind', wasm(section(7, list(join(text(''), 5, 0)))), 12, 'unknown export kind'],
    ['second section', wasm(section(1, list()), section(1, list())), 11, 'second type section'],
    ['linking version', wasm(custom('linking', u(1))), 18, 'linking: unknown version 1'],
    [
      'kind of symbol',
      wasm(custom('linking', u(2), section(8, list(join(6, 0, 0))))),
      22,
      'linking: unknown kind of symbol',
    ],
    ['relocation', wasm(custom('reloc.X', u(0), list(join(99, 0, 0)))), 20, 'reloc.X: unknown relocation type 99'],
    [
      'rest of a custom section',
      wasm(custom('producers', u(3))),
      20,
      'producers: 3 items declared, but only 0 bytes are left',
    ],
  ])('reports a %s by offset and goes on', (_, bytes, offset, message) => {
    expect(readWasm(bytes).problems).toEqual([{ offset, message }]);
  });

  it('claims no types once the imports before could not be read', () => {
    const bytes = wasm(
      section(1, list(func([I32]))),
      section(2, list(join(text('a'), text('f'), 0, 0), join(text('a'), text('g'), 9, 0))),
      section(3, list(0)),
      section(7, list(join(text('f'), 0, 0), join(text('h'), 0, 1))),
    );
    expect(moduleSurface(readWasm(bytes))).toEqual({
      imports: [{ module: 'a', name: 'f', kind: 'function', type: '(i32) -> void' }],
      exports: [
        { name: 'f', kind: 'function', type: '(i32) -> void' },
        { name: 'h', kind: 'function' },
      ],
    });
  });
});

describe('bounded time and memory', () => {
  const million = 1_000_000;
  const fill = (count: number, bytes: readonly number[]) => {
    const filled = new Uint8Array(count * bytes.length);
    for (let at = 0; at < filled.length; at++) filled[at] = bytes[at % bytes.length]!;
    return filled;
  };
  const big = (id: number, count: number, bytes: readonly number[]) => {
    const content = fill(count, bytes);
    return [Uint8Array.from([id, ...u(content.length + u(count).length), ...u(count)]), content];
  };
  const glue = (...parts: readonly Uint8Array[]) => new Uint8Array(Buffer.concat(parts));

  it('refuses more items than any engine takes', () => {
    expect(errorOf(glue(wasm(), ...big(1, 3 * million, [0x60, 0, 0])))?.[2]).toBe('more than 2000000 items');
    expect(errorOf(glue(wasm(), fill(3 * million, [14, 0])))?.[2]).toBe('more than 200000 sections');
  });

  it('shares one printed type among a million exports', () => {
    const params = new Array(5000).fill(I32);
    const head = wasm(section(1, list(func(params))), section(3, list(0)));
    const file = readWasm(glue(head, ...big(7, million, [0, 0, 0])));
    expect(file.exports).toHaveLength(million);
    const symbols = listSymbols(file);
    expect(symbols[0]?.type?.length).toBeGreaterThan(20_000);
    expect(symbols).toHaveLength(million);
  });

  it('reads many custom sections of one kind once', () => {
    const linking = custom('linking', u(2), section(8, list()));
    const bytes = glue(wasm(section(1, list(func([])))), ...big(2, 100_000, [0, 0, 0, 0]), fill(100_000, linking));
    const { problems } = readWasm(bytes);
    expect(problems).toHaveLength(99_999);
    expect(problems[0]?.message).toBe('linking: a second one');
  });
});
