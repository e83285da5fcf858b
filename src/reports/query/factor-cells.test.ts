import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { factorCombinations } from './factor-cells.ts';

const IDS = ['go1', 'go2', 'go3', 'em1', 'em2', 'em3'];
const ORDER = new Map(IDS.map((id, place) => [id, place]));

describe('factorCombinations', () => {
  it('finds the one product behind a full set of combinations', () => {
    const rows = ['go2', 'go1'].flatMap((go) => ['em2', 'em1', 'em3'].map((em) => [go, em]));
    expect(factorCombinations(rows, ORDER)).toEqual([
      [
        ['go1', 'go2'],
        ['em1', 'em2', 'em3'],
      ],
    ]);
  });

  it('keeps apart what does not belong together', () => {
    const rows = [
      ['go1', 'em1'],
      ['go2', 'em1'],
      ['go2', 'em2'],
      ['go1', 'em1'],
    ];
    expect(factorCombinations(rows, ORDER)).toEqual([
      [['go1'], ['em1']],
      [['go2'], ['em1', 'em2']],
    ]);
  });

  it('stands for exactly the combinations given, each once', () => {
    const row = fc.tuple(fc.constantFrom(...IDS), fc.constantFrom(...IDS), fc.constantFrom(...IDS));
    fc.assert(
      fc.property(fc.array(row, { maxLength: 40 }), (rows) => {
        const multiplied = factorCombinations(rows, ORDER).flatMap(([a, b, c]) =>
          a!.flatMap((x) => b!.flatMap((y) => c!.map((z) => `${x}+${y}+${z}`))),
        );
        expect(multiplied.sort()).toEqual([...new Set(rows.map((one) => one.join('+')))].sort());
      }),
    );
  });
});
