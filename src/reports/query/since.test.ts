import { describe, expect, it } from 'vitest';
import type { Break, Results } from '../../model/results.ts';
import { describeCase, simulateResults, step, toolchain } from '../simulate.fixture.ts';
import { makeLookBeyond } from './beyond.ts';
import { gatherParts } from './break-parts.ts';
import { makeContext } from './context.ts';
import { compareWithDocumented } from './documented.ts';
import { type Grid, type Mark, markBreak } from './grid.ts';
import { indexResults } from './index-results.ts';
import { shortRange } from './range-words.ts';
import { rankBreaks } from './rank-breaks.ts';
import { measuredRange } from './since.ts';
import { makeSurveyor } from './survey.ts';

const entry = (name: string) =>
  describeCase({ name, title: '', roles: { go: 'go' }, steps: [step('a', 'go build', ['go'])] });
const GOS = ['go1.21.0', 'go1.22.0', 'go1.23.0', 'go1.24.0'].map((id) => toolchain('go', id));

/** Results of one case, a letter a version: b breaks, w works, o breaks otherwise, s is skipped. */
function along(pattern: string, name = 'go/x') {
  const happens = (on: Readonly<Record<string, string>>) => {
    const letter = pattern[GOS.findIndex(({ id }) => id === on.go)];
    if (letter === 'w') return 'pass';
    if (letter === 's') return { skip: 'no file' };
    return { step: 'a', kind: 'undefined-symbol', subject: letter === 'b' ? name : 'other', message: 'm' } as const;
  };
  return { entry: entry(name), happens };
}

describe('what was measured along one tool', () => {
  it.each([
    ['wwbb', 'Passes with Go 1.22.0, fails with 1.23.0; nothing between the two was tested.', 'Go since 1.23.0'],
    ['oobb', 'Fails for another reason with Go 1.22.0, like this with 1.23.0;', 'Go since 1.23.0'],
    ['bbww', 'Last seen with 1.22.0, passes with 1.23.0; nothing between the two was tested.', 'Go up to 1.22.0'],
    ['wbwb', 'Inside that window it is not seen with 1.23.0.', 'Go since 1.22.0 except 1.23.0'],
    ['wbbw', 'Last seen with 1.23.0, passes with 1.24.0;', 'Go 1.22.0 to 1.23.0'],
    ['wwbw', 'Last seen with 1.23.0, passes with 1.24.0;', 'Go 1.23.0 only'],
    ['sbww', 'Already fails with Go 1.22.0. Last seen with 1.22.0', 'Go 1.22.0'],
    ['sbbw', 'Inconclusive with 1.21.0', 'Go 1.22.0 to 1.23.0'],
    ['sobb', 'Fails for another reason with Go 1.22.0, like this with 1.23.0', 'Go since 1.23.0'],
    ['sbob', 'Inside that window it is not seen with 1.23.0.', 'Go from 1.22.0 on except 1.23.0'],
    ['bobs', 'Inside that window it is not seen with 1.22.0.', 'every Go with a conclusive result except 1.22.0'],
    ['bobb', 'The newest tested Go still fails.', 'every tested Go except 1.22.0'],
  ])('%s', (pattern, sentence, short) => {
    const { brk, results } = survey(pattern);
    expect(measure(results, brk, 'go')).toContain(sentence);
    expect(shortRange(brk)).toBe(short);
  });

  it('calls only that passing which passes with the partners that fail on the other side', () => {
    const wazero = describeCase({
      name: 'wazero/x',
      title: '',
      roles: { go: 'go', wazero: 'wazero' },
      steps: [step('a', 'wazero run', ['go', 'wazero'])],
    });
    // As measured of GOOS=js modules: wazero 1.6 offers go, later ones nothing, and Go names the module gojs since 1.22.
    const happens = (on: Readonly<Record<string, string>>) => {
      if (on.go === 'go1.21.0' && on.wazero === 'wazero1.6.0') return 'pass';
      const subject = on.go === 'go1.21.0' ? 'go' : 'gojs';
      return { step: 'a', kind: 'import-module-missing', subject, message: 'm' } as const;
    };
    const hosts = ['1.6.0', '1.7.3', '1.8.0'].map((version) => toolchain('wazero', `wazero${version}`));
    const results = simulateResults([...GOS, ...hosts], [{ entry: wazero, happens }]);
    const brk = results.breaks.find(({ subject }) => subject === 'gojs')!;
    expect(measure(results, brk, 'go')).toBe(
      'Fails with 1.22.0. With Go 1.21.0 in its place 1 of 3 combinations passes and 2 fail for another reason; nothing between the two was tested. The newest tested Go still fails.',
    );
  });
});

describe('what a reference documents', () => {
  it.each([
    ['wwbb', '>=1.23', []],
    ['wwbb', '>=1.24', [{ inside: false, on: ['go1.23.0'] }]],
    ['wwbb', '>=1.22', [{ inside: true, on: ['go1.22.0'] }]],
    ['wsbb', '>=1.22', []],
    ['oobb', '>=1.21', []],
  ])('%s against %s', (pattern, documented, disagreements) => {
    const { grid } = survey(pattern);
    expect(compareWithDocumented({ go: documented }, grid)?.disagreements).toEqual(disagreements);
  });

  it('holds for two tools only where both lie in their ranges', () => {
    const marks = {
      'em3.1.57': { 'wazero1.7.3': 'breaks', 'wazero1.8.0': 'works' },
      'em3.1.6': { 'wazero1.7.3': 'works' },
    };
    const grid: Grid = {
      rows: ['em3.1.6', 'em3.1.57'],
      columns: ['wazero1.7.3', 'wazero1.8.0'],
      at: (row, column) => (marks as Record<string, Record<string, Mark>>)[row]?.[column] ?? 'unknown',
    };
    const documented = { emsdk: '>=3.1.57', wazero: '>=1.5.0 <1.8.0' };
    expect(compareWithDocumented(documented, grid)).toEqual({
      agreeing: 3,
      uncrossed: ['wazero >=1.5.0'],
      disagreements: [],
    });
    expect(compareWithDocumented({ ...documented, wazero: '<1.7.0' }, grid)?.disagreements).toEqual([
      { inside: false, on: ['em3.1.57', 'wazero1.7.3'] },
    ]);
    expect(compareWithDocumented({ emsdk: '>=3.1.57' }, grid)).toEqual({
      agreeing: 2,
      uncrossed: [],
      disagreements: [{ inside: true, on: ['em3.1.57', 'wazero1.8.0'] }],
    });
  });

  it('is not contradicted by what works, where it says only what is necessary', () => {
    const { grid } = survey('bwbb');
    expect(compareWithDocumented({ go: '>=1.21' }, grid)?.disagreements).toHaveLength(1);
    expect(compareWithDocumented({ go: '>=1.21' }, grid, true)?.disagreements).toEqual([]);
    expect(compareWithDocumented({ go: '>=1.22' }, grid, true)?.disagreements).toEqual([
      { inside: false, on: ['go1.21.0'] },
    ]);
  });

  it.each([
    ['bbbb', '>=1.11', ['Go >=1.11']],
    ['bbww', '>=1.11 <1.23', ['Go >=1.11']],
    ['wwbb', '>=1.23', []],
    ['sbbw', '>=1.22 <1.24', ['Go >=1.22']],
  ])('of which no tested place lies beyond is not confirmed: %s against %s', (pattern, documented, uncrossed) => {
    expect(compareWithDocumented({ go: documented }, survey(pattern).grid)).toMatchObject({
      uncrossed,
      disagreements: [],
    });
  });

  it('is left alone where it is no range', () => {
    expect(compareWithDocumented({ go: 'since forever' }, survey('wwbb').grid)).toBeNull();
  });
});

describe('the order of breaks', () => {
  it('puts what changed, lasts and is recent before what is gone or never worked', () => {
    const patterns = {
      'x/never': 'bbbb',
      'x/gone': 'bbbw',
      'x/old': 'wbbb',
      'x/recent': 'wbwb',
      'x/new': 'wwwb',
      'x/words': 'oobb',
    };
    const cases = Object.entries(patterns).map(([name, pattern]) => along(pattern, name));
    const index = indexResults(simulateResults(GOS, cases));
    const ranked = rankBreaks(index, makeSurveyor(index));
    expect(ranked.map(({ brk }) => brk.subject)).toEqual([
      'x/old',
      'x/recent',
      'x/new',
      'x/gone',
      'x/never',
      'x/words',
      'other',
    ]);
    expect(ranked.filter(({ neverPassed }) => neverPassed)).toHaveLength(3);
  });
});

function measure(results: Results, brk: Break, tool: 'go'): string {
  const parts = gatherParts(makeContext({ results, knowledge: [], history: [], hasTables: false, links: [] }), brk);
  return measuredRange({ role: tool, tool, range: brk[tool]! }, makeLookBeyond(parts, brk.cases, { role: tool }));
}

function survey(pattern: string) {
  const results = simulateResults(GOS, [along(pattern)]);
  const index = indexResults(results);
  const brk = results.breaks.find(({ subject }) => subject === 'go/x')!;
  const counts = makeSurveyor(index)(['go/x']).byStatus(['go']);
  const grid = markBreak(index, counts, ['go'], index.cellsOfBreak.get(brk.id)!);
  return { brk, grid, results };
}
