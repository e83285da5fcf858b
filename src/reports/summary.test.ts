import { describe, expect, it } from 'vitest';
import { compareResults } from '../breaks/compare-results.ts';
import type { Results } from '../model/results.ts';
import { realisticInput } from './fixtures/realistic.ts';
import { printSummary } from './summary.ts';

const INPUT = realisticInput();
const summarize = (baseline: Results | null) =>
  printSummary({
    ...INPUT,
    comparison: compareResults(baseline, INPUT.results, () => true),
    baseline: 'reports/results.json as committed',
    pages: 'reports',
  });

describe('the summary of a run', () => {
  it('tells what broke against the baseline', async () => {
    const cells = INPUT.results.cells.map((cell) =>
      cell.case === 'page/heap-view' && cell.status === 'break'
        ? ({ ...cell, status: 'pass', breaks: [] } as const)
        : cell,
    );
    await expect(summarize({ ...INPUT.results, cells })).toMatchFileSnapshot('__snapshots__/summary-news.txt');
  });

  it('tells what matters where nothing new broke', async () => {
    await expect(summarize(INPUT.results)).toMatchFileSnapshot('__snapshots__/summary-quiet.txt');
  });

  it('calls nothing new without a baseline', () => {
    expect(summarize(null)).toContain('No baseline to compare with: nothing counts as new.');
  });
});
