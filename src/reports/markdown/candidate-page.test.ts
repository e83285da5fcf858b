import { describe, expect, it } from 'vitest';
import { CANDIDATE_SCHEMA, type CandidateRun, compareCandidate } from '../../breaks/comparison/candidate.ts';
import { compareTimes } from '../../breaks/smoke/times.ts';
import { checkCatalogue, isUpToDate } from '../catalogue/check.ts';
import { renderPages } from '../catalogue/render-pages.fixture.ts';
import { realisticInput } from '../realistic.fixture.ts';
import { describeCandidate, printCandidate } from '../terminal/candidate-text.ts';
import { PLAIN } from '../text/paint.ts';
import { timeLines } from '../words/time-words.ts';
import { candidatePath, renderCandidatePage } from './candidate-page.ts';

const INPUT = realisticInput();
const EMSDK = ['em3.1.69-debian', 'em6.0.5-debian'];
const cells = INPUT.results.cells.filter(({ on }) => Object.values(on).some((id) => EMSDK.includes(id)));
const RUN: CandidateRun = {
  schema: CANDIDATE_SCHEMA,
  tool: 'emsdk',
  candidate: EMSDK[1]!,
  against: EMSDK[0]!,
  before: null,
  flaky: [],
  unreached: [
    { case: 'page/never', cells: 3, whole: true },
    { case: 'page/partly', cells: 1, whole: false },
  ],
  sizes: [
    { case: 'page/heap-view', module: 'library/lib.wasm', old: 1000, now: 1200 },
    { case: 'page/int64', module: 'library/lib.wasm', old: 500, now: 500 },
    { case: 'link/hello', module: 'build/hello.wasm', old: 2000, now: 1900 },
  ],
  symbols: [
    { family: 'libc', added: ['__main_argc_argv', '_ZNSt3__25mutexC1Ev'], removed: ['__sys_open'], changed: [] },
    { family: 'libm', added: [], removed: [], changed: ['nearbyint'] },
  ],
  results: { ...INPUT.results, cells },
};

describe('the page of a candidate', () => {
  it('says what it breaks, changes and fixes', async () => {
    await expect(renderCandidatePage(RUN, INPUT)).toMatchFileSnapshot('../snapshots/candidate.md');
  });

  it('says so where nothing differs', () => {
    const same = {
      ...RUN,
      unreached: [],
      results: { ...RUN.results, cells: cells.filter(({ status }) => status === 'pass') },
    };
    const go = same.results.cells.filter(({ on }) => on.emsdk === EMSDK[0]);
    const both = go.flatMap((cell) => [cell, { ...cell, on: { ...cell.on, emsdk: EMSDK[1]! } }]);
    const text = renderCandidatePage({ ...same, results: { ...same.results, cells: both } }, INPUT);
    expect(text).toContain(
      `**Emscripten 6.0.5 gives the same results as Emscripten 3.1.69 in all ${go.length} cells.**`,
    );
    expect(text).toContain('Nothing fails with both.');
  });

  it('is one of the catalogue, and its first page leads there', () => {
    const pages = renderPages({ ...INPUT, candidates: [RUN] });
    expect(pages.get(candidatePath(RUN))).toBe(renderCandidatePage(RUN, INPUT));
    expect(pages.get('README.md')).toContain(
      '| [Emscripten 6.0.5](candidates/em6.0.5-debian.md) (tested in full since) | ',
    );
    const onDisk = new Map([...pages, ['candidates/em9.9.9.md', 'old']]);
    expect(checkCatalogue(pages, onDisk)).toEqual({ differ: [], missing: [], stale: ['candidates/em9.9.9.md'] });
    expect(isUpToDate(checkCatalogue(pages, pages))).toBe(true);
  });
});

describe('a candidate for a terminal and as data', () => {
  const compared = compareCandidate(RUN);
  it('reads as its page does', async () => {
    const times = compareTimes([
      { case: 'page/int64', step: 'library', work: 'compiling', old: [100, 101], now: [150, 151] },
      { case: 'page/int64', step: 'load', work: 'running', old: [100, 120], now: [105, 100] },
    ]);
    const page = 'reports/candidates/em6.0.5-debian.md';
    const text = printCandidate(RUN, compared, INPUT, page, PLAIN, { times: timeLines(times) });
    await expect(`${text}\n`).toMatchFileSnapshot('../snapshots/candidate.txt');
    const data = describeCandidate(RUN, compared, INPUT, 'reports/candidates/em6.0.5-debian.md');
    expect(text.split('\n')[0]).toBe(data.verdict);
    for (const { cell, against } of data.changes) {
      expect(cell).toContain('em6.0.5-debian');
      expect(against).toContain('em3.1.69-debian');
    }
  });
});
