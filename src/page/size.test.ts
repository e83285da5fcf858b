import { join } from 'node:path';
import { expect, it } from 'vitest';
import { readAbis } from '../catalogue/abi-files.ts';
import { filesIn } from '../catalogue/files.ts';
import { openCatalogue } from '../catalogue/open-catalogue.ts';
import { findDrift, nameSteps } from '../reports/abi/pages.ts';
import { makeContext } from '../reports/query/context.ts';
import { widen } from '../reports/widen.fixture.ts';
import { DIST, pageOf } from './browser.fixture.ts';

const REPORTS = join(import.meta.dirname, '..', '..', 'reports');

it('has at most 1.5 MB for twenty thousand cells of the committed catalogue', () => {
  const { input } = openCatalogue(REPORTS, join(DIST, 'knowledge.jsonl'));
  const wide = { ...input, results: widen(input.results, 20_000) };
  expect(wide.results.cells.length).toBeGreaterThanOrEqual(20_000);
  const html = pageOf(wide, nameSteps(findDrift(makeContext(wide), readAbis(filesIn(REPORTS))).steps));
  expect(Buffer.byteLength(html)).toBeLessThanOrEqual(1_500_000);
  expect(Buffer.byteLength(html)).toBeGreaterThan(500_000);
});
