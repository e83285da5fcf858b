import { readFileSync } from 'node:fs';
import { load } from 'js-yaml';
import { describe, expect, it } from 'vitest';
import { judge, type Report } from './judge-report.fixture.ts';

const file = new URL('../breaks/names/sample-logs.yaml', import.meta.url);
const reports = load(readFileSync(file, 'utf8')) as readonly Report[];

describe('logs in which a name decides', () => {
  it.each(reports.map((report) => [report.id, report] as const))(
    '%s gets the answer that was written down',
    (_, report) => {
      expect(judge(report)).toBe('right');
    },
  );
});
