import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { ReadBytes } from '../wasm/read-section.ts';
import { readWasm } from '../wasm/read-wasm.ts';
import { FEATURE_NAMES, type Feature } from './features.ts';
import { BARE, PROBES } from './probe-modules.fixture.ts';
import { scanCode } from './scan-code.ts';
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
});
