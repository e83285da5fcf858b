import { readdirSync, readFileSync } from 'node:fs';
import { load } from 'js-yaml';
import { describe, expect, it } from 'vitest';
import { judge, type Report, type Verdict } from './judge-report.fixture.ts';

const folder = new URL('../evidence/field/', import.meta.url);
const files = readdirSync(folder).filter((name) => name.endsWith('.yaml'));
const reports = files.flatMap((file) => load(readFileSync(new URL(file, folder), 'utf8')) as readonly Report[]);

describe('reports that nobody prepared', () => {
  const verdicts = reports.map((report) => ({ report, verdict: judge(report) }));
  const failures = verdicts.filter(({ report }) => !report.quiet);
  const share = (verdict: Verdict) => failures.filter((one) => one.verdict === verdict).length / failures.length;

  it('are many', () => {
    expect(failures.length).toBeGreaterThan(300);
    expect(new Set(reports.map(({ id }) => id)).size).toBe(reports.length);
  });

  it('get the answers that are recorded, so that a change shows what it makes better and worse', async () => {
    const lines = verdicts.map(({ report, verdict }) => `${verdict.padEnd(7)} ${report.id}`);
    await expect(`${lines.sort().join('\n')}\n`).toMatchFileSnapshot('../evidence/field/verdicts.txt');
  });

  it('get the right answer in three of four, and a false one in at most three of a hundred', () => {
    expect(share('right')).toBeGreaterThanOrEqual(0.75);
    expect(share('false')).toBeLessThanOrEqual(0.03);
  });

  it('leave what went well in peace', () => {
    const loud = verdicts.filter(({ report, verdict }) => report.quiet && verdict !== 'right');
    expect(loud.map(({ report }) => report.id)).toEqual([]);
  });
});
