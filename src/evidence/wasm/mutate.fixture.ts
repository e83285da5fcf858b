import fc from 'fast-check';
import { readArtifact } from './artifact.ts';
import { artifactSurface } from './artifact-surface.ts';
import { WasmError } from './wasm-error.ts';

/** Bytes that stress lengths, counts and signs. */
const SPECIAL = [0x00, 0x01, 0x7f, 0x80, 0xff, 0x0f, 0x40, 0x60];

/** One change of a file; positions wrap around its size. Only tests use this file. */
export interface Mutation {
  readonly kind: 'set' | 'special' | 'insert' | 'remove' | 'repeat' | 'cut';
  readonly at: number;
  readonly value: number;
  readonly length: number;
}

/** One to six changes. */
export const mutations: fc.Arbitrary<Mutation[]> = fc.array(
  fc.record({
    kind: fc.constantFrom('set', 'special', 'insert', 'remove', 'repeat', 'cut'),
    at: fc.nat(),
    value: fc.nat({ max: 255 }),
    length: fc.integer({ min: 1, max: 40 }),
  }),
  { minLength: 1, maxLength: 6 },
);

/** Applies changes to a copy. */
export function mutate(bytes: Uint8Array, changes: readonly Mutation[]): Uint8Array {
  return changes.reduce((data: Uint8Array, { kind, at, value, length }) => {
    const place = data.length === 0 ? 0 : at % data.length;
    const [before, after] = [data.subarray(0, place), data.subarray(place)];
    switch (kind) {
      case 'set':
        return join(before, Uint8Array.of(value), after.subarray(1));
      case 'special':
        return join(before, Uint8Array.of(SPECIAL[value % SPECIAL.length]!), after.subarray(1));
      case 'insert':
        return join(before, new Uint8Array(length).fill(value), after);
      case 'remove':
        return join(before, after.subarray(length));
      case 'repeat':
        return join(before, after.subarray(0, length), after);
      default:
        return before;
    }
  }, bytes);
}

/** Reads all of a file. Fails on any error but a `WasmError` with an offset inside the file. */
export function readOrRefuse(bytes: Uint8Array): void {
  try {
    artifactSurface(readArtifact(bytes, 'x'));
  } catch (error) {
    if (!(error instanceof WasmError) || error.offset < 0 || error.offset > bytes.length) throw error;
  }
}

function join(...parts: readonly Uint8Array[]): Uint8Array {
  return new Uint8Array(Buffer.concat(parts));
}
