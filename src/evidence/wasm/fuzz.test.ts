import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { buildBsdArchive, buildGnuArchive } from './archive.fixture.ts';
import { readArtifact } from './artifact.ts';
import { artifactSurface } from './artifact-surface.ts';
import { buildObject } from './object.fixture.ts';
import { WasmError } from './wasm-error.ts';

/** Mutated files read per seed file: `EMRIFT_FUZZ_RUNS`, else few enough for every test run. */
const RUNS = Number(process.env.EMRIFT_FUZZ_RUNS ?? 2000);
const SEED = Number(process.env.EMRIFT_FUZZ_SEED ?? 20261122);

/** Numbers that stress lengths, counts and signs. */
const SPECIAL = [0x00, 0x01, 0x7f, 0x80, 0xff, 0x0f, 0x40, 0x60];

const mutation = fc.record({
  kind: fc.constantFrom('set', 'special', 'insert', 'remove', 'repeat', 'cut'),
  at: fc.nat(),
  value: fc.nat({ max: 255 }),
  length: fc.integer({ min: 1, max: 40 }),
});

/** Applies mutations to a copy. */
function mutate(
  bytes: Uint8Array,
  mutations: readonly (typeof mutation extends fc.Arbitrary<infer T> ? T : never)[],
): Uint8Array {
  let data = [...bytes];
  for (const { kind, at, value, length } of mutations) {
    const place = data.length === 0 ? 0 : at % data.length;
    if (kind === 'set') data[place] = value;
    else if (kind === 'special') data[place] = SPECIAL[value % SPECIAL.length]!;
    else if (kind === 'insert') data.splice(place, 0, ...new Array(length).fill(value));
    else if (kind === 'remove') data.splice(place, length);
    else if (kind === 'repeat') data.splice(place, 0, ...data.slice(place, place + length));
    else data = data.slice(0, place);
  }
  return Uint8Array.from(data);
}

describe.each([
  ['object', buildObject()],
  ['GNU archive', buildGnuArchive([{ name: 'a.o', content: buildObject() }], { symbols: [['main', 0]] })],
  ['BSD archive', buildBsdArchive([{ name: 'a.o', content: buildObject() }], ['main'])],
])('a mutated %s', (_, original) => {
  it('is read or refused with an offset inside the file, never anything else', () => {
    fc.assert(
      fc.property(fc.array(mutation, { minLength: 1, maxLength: 6 }), (mutations) => {
        const bytes = mutate(original, mutations);
        try {
          artifactSurface(readArtifact(bytes, 'x'));
        } catch (error) {
          if (!(error instanceof WasmError)) throw error;
          expect(error.offset).toBeLessThanOrEqual(bytes.length);
        }
      }),
      { numRuns: RUNS, seed: SEED },
    );
  });
});

describe('random bytes behind a header', () => {
  it('are read or refused', () => {
    fc.assert(
      fc.property(
        fc.uint8Array({ maxLength: 300 }),
        fc.constantFrom('\0asm\x01\0\0\0', '!<arch>\n', '!<thin>\n', '#STUB\n'),
        (tail, head) => {
          const bytes = Buffer.concat([Buffer.from(head, 'latin1'), tail]);
          try {
            artifactSurface(readArtifact(bytes, 'x'));
          } catch (error) {
            expect(error).toBeInstanceOf(WasmError);
          }
        },
      ),
      { numRuns: RUNS, seed: SEED },
    );
  });
});
