import { describe, expect, it } from 'vitest';
import { type ComparisonOptions, compareResults } from '../../breaks/comparison/compare-results.ts';
import { printCell } from '../../model/ids.ts';
import type { Results } from '../../model/results.ts';
import { realisticInput } from '../realistic.fixture.ts';
import { printSummary } from './summary.ts';

const INPUT = realisticInput();
const summarize = (baseline: Results | null, options: Partial<ComparisonOptions> = {}) =>
  printSummary({
    ...INPUT,
    comparison: compareResults(baseline, INPUT.results, { covers: () => true, ...options }),
    before: baseline,
    baseline: 'reports/results.json as committed',
    pages: 'reports',
  });

describe('the summary of a run', () => {
  it('prints what broke against the baseline', async () => {
    const cells = INPUT.results.cells.map((cell) =>
      cell.case === 'page/heap-view' && cell.status === 'break'
        ? ({ ...cell, status: 'pass', breaks: [] } as const)
        : cell,
    );
    await expect(summarize({ ...INPUT.results, cells })).toMatchFileSnapshot('../snapshots/summary-news.txt');
  });

  it('prints what matters where nothing new broke', async () => {
    await expect(summarize(INPUT.results)).toMatchFileSnapshot('../snapshots/summary-quiet.txt');
  });

  it('calls nothing new without a baseline', () => {
    expect(summarize(null)).toContain('No baseline to compare with: nothing counts as new.');
  });

  it('shows how a changed failure differs, what is silenced and why, and what is flaky', async () => {
    const view = 'runtime-export-missing:HEAPU8';
    const key = INPUT.results.breaks.find(({ id }) => id === view)!.evidence.key;
    const cells = INPUT.results.cells.map((cell) =>
      cell.breaks.some(({ id }) => id === view)
        ? { ...cell, breaks: [{ step: 'load', id: 'undefined-symbol:old', evidence: 'old' }] }
        : cell,
    );
    const log = 'wasm-ld: error: a.o: undefined symbol: old\n';
    const evidence = { ...INPUT.results.evidence, old: { ...INPUT.results.evidence[key]!, log } };
    const flaky = new Set([cells.findIndex(({ status }) => status === 'pass')].map((at) => printCell(cells[at]!)));
    const silence = (pattern: string, until: string, line: number) => ({
      break: pattern,
      cases: ['*'],
      reason: 'the release after next fixes it',
      until,
      position: { file: 'matrix.yaml', line },
    });
    const silences = [
      silence('loader-host-incompatible:*', '2027-03-01', 20),
      silence('undefined-symbol:*', '2026-01-01', 21),
      silence('import-missing:env.nothing', '2027-03-01', 22),
    ];
    const text = summarize({ ...INPUT.results, cells, evidence }, { silences, today: '2026-11-22', flaky });
    await expect(text).toMatchFileSnapshot('../snapshots/summary-changed.txt');
  });

  it('reports a toolchain that is broken here once', () => {
    const cells = INPUT.results.cells.map((cell) =>
      Object.values(cell.on).includes('em6.0.5-debian') && cell.status === 'break'
        ? ({ ...cell, status: 'pass', breaks: [] } as const)
        : cell,
    );
    const text = summarize({ ...INPUT.results, cells });
    expect(text.match(/^ {2}\S+ .*$/gm)![0]).toMatch(
      /^ {2}broken Emscripten 6\.0\.5 is broken here: \d+ of its \d+ cells/,
    );
    expect(text).not.toContain('regressed Loader');
  });
});
