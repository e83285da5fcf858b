import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { jsonPieces } from './json-pieces.ts';

describe('JSON in pieces', () => {
  it('is the same value', () => {
    fc.assert(
      fc.property(fc.jsonValue(), (value) => {
        expect(JSON.parse([...jsonPieces(value)].join('\n'))).toEqual(JSON.parse(JSON.stringify(value)));
      }),
      { numRuns: 500, seed: 20261122 },
    );
  });

  it('leaves out what is undefined, and makes no piece of a long list alone', () => {
    const list = Array.from({ length: 2500 }, (_, place) => ({ place, gone: undefined }));
    const pieces = [...jsonPieces({ list, gone: undefined })];
    expect(pieces.length).toBeGreaterThan(3);
    expect(JSON.parse(pieces.join(''))).toEqual({ list: list.map(({ place }) => ({ place })) });
  });
});
