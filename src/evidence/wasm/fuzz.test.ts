import fc from 'fast-check';
import { describe, it } from 'vitest';
import { buildBsdArchive, buildGnuArchive } from './archive.fixture.ts';
import { mutate, mutations, readOrRefuse } from './mutate.fixture.ts';
import { buildObject } from './object.fixture.ts';

/** Mutated files per original: `EMRIFT_FUZZ_RUNS`, else few enough for every test run. */
const numRuns = Number(process.env.EMRIFT_FUZZ_RUNS ?? 2000);
const seed = Number(process.env.EMRIFT_FUZZ_SEED ?? 20261122);
const timeout = 20_000 + numRuns * 10;

describe('mutated files are read or refused with an offset, never anything else', () => {
  it.each([
    ['object', buildObject()],
    ['GNU archive', buildGnuArchive([{ name: 'a.o', content: buildObject() }], { symbols: [['main', 0]] })],
    ['BSD archive', buildBsdArchive([{ name: 'a.o', content: buildObject() }], ['main'])],
  ])('%s', { timeout }, (_, original) => {
    fc.assert(
      fc.property(mutations, (changes) => readOrRefuse(mutate(original, changes))),
      { numRuns, seed },
    );
  });

  it.each(['\0asm\x01\0\0\0', '!<arch>\n', '!<thin>\n', '#STUB\n'])('random bytes behind %j', { timeout }, (head) => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 300 }), (tail) =>
        readOrRefuse(Buffer.concat([Buffer.from(head, 'latin1'), tail])),
      ),
      { numRuns, seed },
    );
  });
});
