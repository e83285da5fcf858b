import { describe, expect, it } from 'vitest';
import { documentOf, MACHINE } from './bench-document.fixture.ts';
import { annotateTrend, compareDocuments, renderTrend } from './bench-trend.ts';

const day = (at: number) => ({ date: `2026-01-0${at}T00:00:00.000Z`, commit: `${at}`.repeat(40) });
const other = { ...MACHINE, cpu: 'Another processor' };
const help = (ratio: number, place = {}) =>
  documentOf({ help: { 'to-node': [ratio - 0.1, ratio, ratio + 0.1] } }, place);
const grownIn = (before: readonly number[], now: number) =>
  compareDocuments(
    before.map((ratio, at) => help(ratio, day(at + 1))),
    help(now, day(9)),
  ).grown.map(({ figure, growth }) => `${figure.name} ${growth!.toFixed(2)}`);

describe('a comparison with earlier documents', () => {
  it('tells a ratio that costs more than a tenth more than the median of the earlier ones', () => {
    expect(grownIn([1.3, 1.2, 1.3], 1.5)).toEqual(['help/to-node 0.15']);
    expect(grownIn([1.3, 1.2, 1.3], 1.42)).toEqual([]);
    expect(grownIn([1.3, 1.2, 1.3], 1)).toEqual([]);
    // One night that was slow neither hides nor makes news.
    expect(grownIn([1.3, 9, 1.3], 1.5)).toEqual(['help/to-node 0.15']);
    expect(grownIn([1.3, 0.5, 1.3], 1.3)).toEqual([]);
    expect(grownIn([0], 0)).toEqual([]);
    expect(grownIn([0], 1)).toEqual(['help/to-node Infinity']);
    expect(grownIn([], 9)).toEqual([]);
  });

  it('tells clock times, speeds and memory only where the machine is the same', () => {
    const values = (ms: number, speed: number) => ({
      help: { emrift: ms },
      explain: { 'sparse-speed': speed, 'sparse-peak': ms },
    });
    const now = documentOf(values(80, 100), day(2));
    const grown = (place: object) =>
      compareDocuments([documentOf(values(60, 250), { ...day(1), ...place })], now).grown.map(
        ({ figure }) => figure.name,
      );
    expect(grown({})).toEqual(['help/emrift', 'explain/sparse-speed', 'explain/sparse-peak']);
    expect(grown({ machine: { ...MACHINE, memory: MACHINE.memory + 4096 } })).toHaveLength(3);
    for (const machine of [
      other,
      { ...MACHINE, cores: 2 },
      { ...MACHINE, node: '24.0.0' },
      { ...MACHINE, kernel: '6' },
    ])
      expect(grown({ machine })).toEqual([]);
  });

  it('tells neither a speed that grew nor a count', () => {
    const [before, now] = [1, 2].map((at) =>
      documentOf({ explain: { 'sparse-speed': at }, scale: { cells: at } }, day(at)),
    );
    const { grown, rows } = compareDocuments([before!], now!);
    expect(grown).toEqual([]);
    expect(rows.map(({ figure }) => figure.name)).toEqual(['explain/sparse-speed']);
  });

  it('says which figures came and went, of measures that were carried out', () => {
    const before = documentOf({ help: { node: 1, emrift: 1 }, page: { size: 1 } }, day(1));
    const now = documentOf({ help: { node: 1, 'to-node': 1 } }, day(2));
    expect(compareDocuments([before], now)).toMatchObject({ gone: ['help/emrift'], added: ['help/to-node'] });
    expect(compareDocuments([], now)).toMatchObject({ gone: [], added: [] });
  });

  it('takes a figure of another unit for another figure', () => {
    const before = documentOf({ scale: { time: 2500 } }, day(1));
    const inMs = { ...before, figures: before.figures.map((figure) => ({ ...figure, unit: 'ms' as const })) };
    const { rows } = compareDocuments([inMs], documentOf({ scale: { time: 2.5 } }, day(2)));
    expect(rows).toMatchObject([{ earlier: [null], before: null, growth: null }]);
  });
});

describe('a trend', () => {
  const trend = compareDocuments(
    [
      documentOf(
        { help: { emrift: 70, 'to-node': 1.5 }, upgrade: { 'large-speed': 210 } },
        { ...day(2), machine: other, dirty: true },
      ),
      documentOf({ help: { emrift: 60, 'to-node': 1.3 }, upgrade: { 'large-speed': 200 } }, day(1)),
      documentOf({ help: { 'to-node': 1.4, node: 44 } }, { ...day(3), commit: null }),
    ],
    documentOf(
      { help: { emrift: 75, 'to-node': [1.6, 1.7, 1.8] }, upgrade: { 'large-speed': 190, 'alone-to-node': 2 } },
      { ...day(4), notes: [{ measure: 'upgrade', text: 'a | note' }] },
    ),
  );

  it('shows the last values, oldest first, and what grew', () => {
    expect(renderTrend(trend)).toMatchInlineSnapshot(`
      "## Speed

      1 ratio costs more than a tenth more, against 3 earlier documents.

      - **help/emrift, emrift --help: 75.0 ms, before 60.0 ms, +25 %**
      - **help/to-node, emrift --help ÷ node -e 0: 1.70 × (1.60 × to 1.80 ×), before 1.40 ×, +21 %**
      - No longer measured: \`help/node\`
      - Measured for the first time: \`upgrade/alone-to-node\`
      - \`upgrade\`: a &#124; note

      | figure | 01-01 11111111 | 01-02 22222222+ | 01-03 | now 01-04 44444444 | change |
      | :- | -: | -: | -: | -: | -: |
      | \`help/emrift\` | 60.0 ms | 70.0 ms | – | 75.0 ms | +25 % |
      | \`help/to-node\` | 1.30 × | 1.50 × | 1.40 × | 1.70 × | +21 % |
      | \`upgrade/alone-to-node\` | – | – | – | 2.00 × | – |
      | \`upgrade/large-speed\` | 200 MB/s | 210 MB/s | – | 190 MB/s | −5 % |

      On A processor, 4 cores, 14.9 GiB, Node.js 20.19.5, 6.8.0. The change is that against the median of all earlier ones; of clock times, speeds and memory, of those of the same machine (1 document of another).
      "
    `);
  });

  it('warns on GitHub of ratios alone', () => {
    expect(annotateTrend(trend)).toMatchInlineSnapshot(`
      [
        "::warning title=emrift bench::help/to-node, emrift --help ÷ node -e 0: 1.70 × (1.60 × to 1.80 ×), before 1.40 ×, +21 %25",
      ]
    `);
  });

  it('has no more columns than fit, and no more warnings than GitHub shows', () => {
    const many = Array.from({ length: 9 }, (_, at) => help(1, day(at + 1)));
    expect(renderTrend(compareDocuments(many, help(1, day(9))))).toContain(
      '| figure | 01-05 55555555 | 01-06 66666666 | 01-07 77777777 | 01-08 88888888 | 01-09 99999999 | now 01-09 99999999 | change |',
    );
  });

  it('says so where there is nothing to compare with', () => {
    expect(renderTrend(compareDocuments([], help(1.3)))).toContain('There is no earlier document to compare with.');
  });
});
