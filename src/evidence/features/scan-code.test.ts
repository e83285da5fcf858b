import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
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

function used(bytes: Uint8Array) {
  return findUsedFeatures(readWasm(bytes), bytes);
}

describe('the features that a module uses', () => {
  it.each(FEATURE_NAMES)('%s is found, and nothing else', (feature) => {
    expect(used(PROBES[feature])).toEqual({ used: BESIDE[feature] ?? [feature], declared: null, unknownAt: null });
  });

  it('are none in a module of WebAssembly 1.0', () => {
    expect(used(BARE).used).toEqual([]);
  });

  it('are left open behind an instruction that is not known', () => {
    const bytes = Uint8Array.from([1, 4, 0, 0x27, 0xc0, 0x0b]);
    expect(scanCode(bytes, 0, bytes.length)).toEqual({ features: new Set(), unknownAt: 3 });
  });

  it('are found in a function behind one that is not understood', () => {
    const bytes = Uint8Array.from([2, 3, 0, 0x27, 0x0b, 6, 0, 0x41, 0, 0xc0, 0x1a, 0x0b]);
    expect(scanCode(bytes, 0, bytes.length)).toEqual({ features: new Set(['sign-ext']), unknownAt: 3 });
  });

  it('never throw and end, whatever the bytes', () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 400 }), fc.nat(50), fc.nat(500), (bytes, offset, size) => {
        const { unknownAt } = scanCode(bytes, offset, size);
        expect(unknownAt === null || unknownAt < bytes.length).toBe(true);
      }),
      { numRuns: 2000, seed: 20261122 },
    );
  });
});
