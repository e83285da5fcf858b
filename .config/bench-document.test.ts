import { describe, expect, it } from 'vitest';
import { documentOf, MACHINE } from './bench-document.fixture.ts';
import { printMeasure, printValue, readDocument } from './bench-document.ts';
import { FIGURES, makeFigures } from './bench-figures.ts';

describe('the figures of measures', () => {
  it('each have a name of their own, a title, a unit and, where one is set, a goal above or at zero', () => {
    for (const [measure, rows] of Object.entries(FIGURES)) {
      const names = rows.map(([name]) => name);
      expect(new Set(names).size, measure).toBe(names.length);
      const figures = makeFigures(measure, Object.fromEntries(names.map((name) => [name, 1])));
      expect(figures.map(({ name }) => name)).toEqual(names.map((name) => `${measure}/${name}`));
      for (const { name, title, unit, kind, goal = 0 } of figures) {
        expect(name).toMatch(/^[a-z]+\/[a-z][a-z0-9.-]*$/);
        expect(title, name).not.toBe('');
        expect(title.length, name).toBeLessThanOrEqual(56);
        expect(kind, name).toBe(unit === '×' ? 'ratio' : kind);
        expect(goal, name).toBeGreaterThanOrEqual(0);
      }
    }
  });

  it('have a title with ÷ exactly where they are ratios', () => {
    const wrong = Object.values(FIGURES)
      .flat()
      .filter(([, title, unit]) => title.includes('÷') !== (unit === '×'));
    expect(wrong).toEqual([]);
  });

  it('have the median of the runs as their value, unless another counts, and the spread of all', () => {
    const [emrift, node, toNode] = makeFigures('help', {
      node: { value: 50, samples: [10, 50, 30] },
      'to-node': 1.25,
      emrift: [30, 10, 20, 90],
    });
    expect(emrift).toMatchObject({ value: 25, unit: 'ms', kind: 'time', spread: { least: 10, most: 90, runs: 4 } });
    expect(node).toMatchObject({ value: 50, spread: { least: 10, most: 50, runs: 3 } });
    expect(toNode).toMatchObject({ value: 1.25, kind: 'ratio', goal: 1.4, spread: { runs: 1 } });
  });

  it('are left out where they could not be measured; a name that the table lacks is an error', () => {
    expect(makeFigures('help', { node: undefined, emrift: 1 })).toHaveLength(1);
    expect(() => makeFigures('help', { other: 1 })).toThrow('no figure help/other');
  });
});

describe('a document', () => {
  it('is read as it was written', () => {
    const made = documentOf({ help: { emrift: [60, 61], 'to-node': 1.3 }, smoke: { 'default-go-full-seen': 100 } });
    expect(made).toEqual({
      schema: 1,
      date: '2026-01-02T03:04:05.000Z',
      commit: '0123456789abcdef',
      dirty: false,
      machine: MACHINE,
      choice: ['help', 'smoke'],
      figures: [
        {
          name: 'help/emrift',
          title: 'emrift --help',
          value: 60.5,
          unit: 'ms',
          kind: 'time',
          spread: { least: 60, most: 61, runs: 2 },
        },
        {
          name: 'help/to-node',
          title: 'emrift --help ÷ node -e 0',
          value: 1.3,
          unit: '×',
          kind: 'ratio',
          goal: 1.4,
          spread: { least: 1.3, most: 1.3, runs: 1 },
        },
        {
          name: 'smoke/default-go-full-seen',
          title: 'default, go, --full: seen of them',
          value: 100,
          unit: '%',
          kind: 'share',
          goal: 100,
          spread: { least: 100, most: 100, runs: 1 },
        },
      ],
      notes: [],
    });
  });

  it.each([
    ['{', 'is no JSON'],
    ['[1]', 'is no document of `npm run bench`'],
    ['null', 'is no document of `npm run bench`'],
    ['{"schema": 0}', 'is no document of `npm run bench`'],
    ['{"schema": 2}', 'was written by a newer emrift (schema 2)'],
    ['{"schema": 1}', 'date: '],
    [JSON.stringify({ ...documentOf({}), figures: [{ name: 'help/node' }] }), 'figures.0.title: '],
    [JSON.stringify({ ...documentOf({ help: { node: 1 } }), machine: null }), 'machine: '],
  ])('that is none, or of another schema, is refused by its name: %s', (text, problem) => {
    expect(() => readDocument(text, 'old.json')).toThrow(
      expect.objectContaining({ message: expect.stringContaining(problem), position: { file: 'old.json' } }),
    );
  });
});

describe('the lines of a measure', () => {
  it('have a value with its unit, and the goal with whether it is met', () => {
    const values = { small: 95.44, 'small-to-node': 2.031, 'sparse-speed': 1250.4, 'dense-speed': 59.96 };
    expect(printMeasure('explain', makeFigures('explain', values), ['a note'])).toMatchInlineSnapshot(`
      "explain
        a log of four lines                                           95.4 ms
        a log of four lines ÷ node -e 0                                2.03 ×   goal ≤ 2 ×, missed
        100 MB, one line in 100 a message: beyond start-up         1,250 MB/s   goal ≥ 250 MB/s
        100 MB of messages: beyond start-up                         60.0 MB/s   goal ≥ 60 MB/s, missed
        a note"
    `);
  });

  it.each([
    [0, '', '0'],
    [1234567.4, '', '1,234,567'],
    [0.0123, '×', '0.012 ×'],
    [1.005, 's', '1.00 s'],
    [-1234.5, 'ms', '−1,235 ms'],
    [-0.5, 'ms', '−0.50 ms'],
    [44.25, 'ms', '44.3 ms'],
    [100, '%', '100 %'],
  ] as const)('print %s %s as %s', (value, unit, text) => {
    expect(printValue(value, unit)).toBe(text);
  });
});
