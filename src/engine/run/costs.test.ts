import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { formatHistory, type RunEntry } from '../../reports/query/history.ts';
import { costKey, countCosts, preparingKey } from './costs.ts';
import { costsIn } from './recorded-costs.ts';

let out: string;
beforeAll(() => {
  out = mkdtempSync(join(tmpdir(), 'emrift-costs-'));
});
afterAll(() => rmSync(out, { recursive: true, force: true }));

it('averages what each step of a case took', () => {
  const costs = countCosts();
  costs.add(costKey('page/load', 'build'), 1_000);
  costs.add(costKey('page/load', 'build'), 2_001);
  costs.add(costKey('page/load', 'load'), 10);
  expect([...costs.averages()]).toEqual([
    ['page/load build', 1501],
    ['page/load load', 10],
  ]);
});

it('takes a step’s own cost before the average of its case that older runs kept, and a guess where there is neither', () => {
  const run = (costs: Record<string, number>): RunEntry => ({
    kind: 'run',
    run: '2026-11-22T18:13:30.093Z',
    date: '2026-11-22',
    toolchains: [],
    counts: { pass: 0, break: 0, skip: 0, infra: 0 },
    verdicts: {},
    costs,
  });
  const older = run({ 'page/load': 120, 'page/other': 80 });
  const newer = run({
    [costKey('page/load', 'build')]: 900,
    [preparingKey('em6.0.5: libraries for emcc -O1')]: 61_000,
  });
  writeFileSync(join(out, 'history.jsonl'), formatHistory([older, newer]));
  const { ofStep: costOf, known } = costsIn(out);
  expect([costOf('page/load', 'build'), costOf('page/load', 'load'), costOf('page/other', 'build')]).toEqual([
    900, 120, 80,
  ]);
  expect(costOf('page/new', 'build')).toBeGreaterThan(0);
  const { preparing, fetching } = known(new Map([['go1.27.4', 64e6]]));
  expect(preparing({ kind: 'emscripten', label: 'em6.0.5: libraries for emcc -O1' })).toBe(61_000);
  expect(preparing({ kind: 'go', label: 'go1.27.4: standard library for js/wasm' })).toBeGreaterThan(0);
  expect([fetching('go1.27.4') > 1_000, fetching('node24.21.0')]).toEqual([true, 0]);
});
