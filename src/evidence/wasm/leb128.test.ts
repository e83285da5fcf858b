import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { join, type Part, s, u } from './builder.fixture.ts';
import { openCursor } from './cursor.ts';
import { readAddress, readSigned, readU32, readU64, skipLeb } from './leb128.ts';

/** Reads with a byte behind that must stay unread, and says where the reader stopped. */
function read<T>(reader: (cursor: ReturnType<typeof openCursor>) => T, bytes: Part): [T, number] {
  const cursor = openCursor(Uint8Array.from(join(bytes, 0x55)));
  const value = reader(cursor);
  return [value, cursor.at];
}

describe('LEB128', () => {
  it('reads back every unsigned integer, padded or not', () => {
    fc.assert(
      fc.property(fc.nat({ max: 0xffffffff }), fc.integer({ min: 1, max: 5 }), (value, width) => {
        const bytes = u(value, width);
        expect(read(readU32, bytes)).toEqual([value, bytes.length]);
        expect(read((cursor) => skipLeb(cursor, 32), bytes)[1]).toBe(bytes.length);
      }),
    );
    fc.assert(
      fc.property(fc.bigInt({ min: 0n, max: 2n ** 64n - 1n }), fc.integer({ min: 1, max: 10 }), (value, width) => {
        const bytes = u(value, width);
        expect(read(readU64, bytes)).toEqual([value, bytes.length]);
        expect(read(readAddress, bytes)).toEqual([Number(value), bytes.length]);
        expect(read((cursor) => skipLeb(cursor, 64), bytes)[1]).toBe(bytes.length);
      }),
    );
  });

  it('reads back every signed integer of 32, 33 and 64 bits', () => {
    for (const bits of [32, 33, 64] as const) {
      const edge = 2n ** BigInt(bits - 1);
      const integer = fc.oneof(
        fc.bigInt({ min: -edge, max: edge - 1n }),
        fc.constantFrom(-edge, edge - 1n, 0n, -1n, 63n, 64n, -64n, -65n),
      );
      fc.assert(
        fc.property(integer, (value) => {
          const bytes = s(value);
          expect(read((cursor) => readSigned(cursor, bits), bytes)).toEqual([value, bytes.length]);
          expect(read((cursor) => skipLeb(cursor, bits), bytes)[1]).toBe(bytes.length);
        }),
      );
      expect(() => read((cursor) => readSigned(cursor, bits), s(edge))).toThrow(`longer than ${bits} bits`);
      expect(() => read((cursor) => readSigned(cursor, bits), s(-edge - 1n))).toThrow(`longer than ${bits} bits`);
    }
  });

  it.each([
    ['a sixth byte', readU32, [0x80, 0x80, 0x80, 0x80, 0x80, 0x00]],
    ['bits beyond 32', readU32, [0xff, 0xff, 0xff, 0xff, 0x1f]],
    ['bits beyond 64', readU64, [0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0x02]],
  ])('refuses %s at the offset of the integer', (_, reader, bytes) => {
    expect(() => reader(openCursor(Uint8Array.from(bytes)))).toThrow(
      expect.objectContaining({ name: 'WasmError', offset: 0 }),
    );
  });

  it('refuses an integer without an end at the end of the file', () => {
    expect(() => readU32(openCursor(Uint8Array.of(0x80, 0x80)))).toThrow(expect.objectContaining({ offset: 2 }));
  });
});
