import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { ReadBytes } from '../wasm/read-section.ts';
import { readWasm } from '../wasm/read-wasm.ts';
import { FEATURE_NAMES, type Feature } from './features.ts';
import { BARE, PROBES } from './probe-modules.fixture.ts';
import { scanCode, scanPart } from './scan-code.ts';
import { findUsedFeatures } from './used-features.ts';

/** What else a probe cannot do without, and what is not to be seen outside initial values. */
const BESIDE: Readonly<Partial<Record<Feature, readonly Feature[]>>> = {
  'relaxed-simd': ['simd128', 'relaxed-simd'],
  'typed-function-references': ['reference-types', 'typed-function-references'],
  'extended-const': [],
};

function readFrom(bytes: Uint8Array): ReadBytes {
  return (from, to) => bytes.subarray(from, to);
}

function used(bytes: Uint8Array) {
  return findUsedFeatures(readWasm(bytes), readFrom(bytes));
}

describe('the features that a module uses', () => {
  it.each(FEATURE_NAMES)('%s is found, and nothing else', (feature) => {
    const { largest, ...found } = used(PROBES[feature]);
    expect(found).toEqual({ used: BESIDE[feature] ?? [feature], declared: null, unknownAt: null });
  });

  it('are none in a module of WebAssembly 1.0', () => {
    expect(used(BARE).used).toEqual([]);
  });

  it('are left open behind an instruction that is not known', () => {
    const bytes = Uint8Array.from([1, 4, 0, 0x27, 0xc0, 0x0b]);
    expect(scanCode(readFrom(bytes), 0, bytes.length)).toMatchObject({ features: new Set(), unknownAt: 3 });
  });

  it('are found in a function behind one that is not understood', () => {
    const bytes = Uint8Array.from([2, 3, 0, 0x27, 0x0b, 6, 0, 0x41, 0, 0xc0, 0x1a, 0x0b]);
    const found = scanCode(readFrom(bytes), 0, bytes.length);
    expect(found).toMatchObject({ features: new Set(['sign-ext']), unknownAt: 3 });
    expect(found.largest).toEqual([
      { place: 1, size: 6 },
      { place: 0, size: 3 },
    ]);
  });

  it('never throw and end, whatever the bytes', () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 400 }), fc.nat(50), fc.nat(500), (bytes, offset, size) => {
        const { unknownAt } = scanCode(readFrom(bytes), offset, size);
        expect(unknownAt === null || unknownAt < bytes.length).toBe(true);
      }),
      { numRuns: 2000, seed: 20261122 },
    );
  });

  it('are found wherever functions lie in a large section', () => {
    // nop, and in the last function i32.extend8_s
    const plain = [5, 0, 0x01, 0x01, 0x01, 0x0b];
    const count = 400_000;
    const bytes = Uint8Array.from([
      ...[0x80 | (count & 0x7f), 0x80 | ((count >> 7) & 0x7f), count >> 14],
      ...Array.from({ length: count - 1 }, () => plain).flat(),
      ...[5, 0, 0xc0, 0x01, 0x01, 0x0b],
    ]);
    const asked: number[] = [];
    const read: ReadBytes = (from, to) => {
      asked.push(to - from);
      return bytes.slice(from, to);
    };
    const found = scanCode(read, 0, bytes.length);
    expect(found.features).toEqual(new Set(['sign-ext']));
    expect(found.largest.map(({ place }) => place)).toEqual([0, 1, 2, 3, 4, 5, 6, 7, 8, 9]);
    expect(Math.max(...asked)).toBeLessThan(bytes.length / 2);
  });

  it('are found in a function that is larger than what is read at a time', () => {
    const size = 3_000_000;
    const body = new Uint8Array(size).fill(0x01);
    body.set([0]);
    body.set([0xc0, 0x0b], size - 2);
    const bytes = Buffer.concat([
      Buffer.from([1, 0x80 | (size & 0x7f), 0x80 | ((size >> 7) & 0x7f), 0x80 | ((size >> 14) & 0x7f), size >> 21]),
      body,
    ]);
    expect(scanCode(readFrom(bytes), 0, bytes.length)).toEqual({
      ...{ features: new Set(['sign-ext']), unknownAt: null },
      largest: [{ place: 0, size }],
    });
  });

  describe('whose second half is scanned elsewhere', () => {
    const random = fc.array(fc.uint8Array({ minLength: 2, maxLength: 40 }), { minLength: 1, maxLength: 30 });
    const code = (functions: readonly Uint8Array[], claimed = 0) => {
      const once = Buffer.concat(functions.map((one) => Buffer.concat([Buffer.from([one.length]), one])));
      const times = Math.ceil((5 << 20) / once.length);
      const count = functions.length * times + claimed;
      const leb = [0, 7, 14, 21].map((shift, at) => ((count >> shift) & 0x7f) | (at < 3 ? 0x80 : 0));
      return Buffer.concat([Buffer.from(leb), ...Array.from({ length: times }, () => once)]);
    };

    it('says the same as by one thread', () => {
      fc.assert(
        fc.property(random, fc.nat(3), (functions, claimed) => {
          const bytes = code(functions, claimed);
          let parts = 0;
          const found = scanCode(readFrom(bytes), 0, bytes.length, (part) => {
            parts++;
            return () => scanPart(readFrom(bytes), part);
          });
          expect(found).toEqual(scanCode(readFrom(bytes), 0, bytes.length));
          expect(parts).toBe(1);
        }),
        { numRuns: 4, seed: 20261130 },
      );
    });

    it('is scanned here where that fails', () => {
      const bytes = code([Uint8Array.from([0, 0xc0, 0x0b])]);
      expect(scanCode(readFrom(bytes), 0, bytes.length, () => () => null).features).toEqual(new Set(['sign-ext']));
    });

    it('is not split where there is little, or one function', () => {
      const never = () => {
        throw new Error('asked');
      };
      const small = Uint8Array.from([1, 4, 0, 0x01, 0xc0, 0x0b]);
      expect(scanCode(readFrom(small), 0, small.length, never).features).toEqual(new Set(['sign-ext']));
      const large = Buffer.concat([Buffer.from([1, 0x80, 0x80, 0xc0, 0x02]), Buffer.alloc(5 << 20, 1)]);
      expect(scanCode(readFrom(large), 0, large.length, never).unknownAt).toBeNull();
    });
  });
});
