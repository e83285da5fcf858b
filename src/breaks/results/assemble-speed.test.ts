import { expect, it } from 'vitest';
import { processorTime } from '../../model/processor-time.fixture.ts';
import type { CellRecord, StepEvidence } from '../../model/record.ts';
import type { Results } from '../../model/results.ts';
import { caseOf, failure, message, ran, recordOf, success } from '../evidence.fixture.ts';
import { buildResults } from './assemble.ts';
import { surface } from './results.fixture.ts';

it('assembles 100,000 cells in linear time and little memory', { timeout: 60_000 }, () => {
  const tools = (prefix: string, count: number) =>
    Array.from({ length: count }, (_, index) => `${prefix}${index + 1}.0.0`);
  const broken = new Map<string, StepEvidence>();
  const passed = success({ modules: { 'lib.wasm': surface } });
  const cases = tools('c', 25).map((name) => caseOf(name, { library: ['emsdk'], load: ['go', 'emsdk', 'node'] }));
  const cells: CellRecord[] = [];
  for (const { name } of cases) {
    for (const go of tools('go', 20)) {
      for (const emsdk of tools('em', 40)) {
        for (const node of tools('node', 5)) {
          const key = `${name} ${emsdk}`;
          if (!broken.has(key))
            broken.set(
              key,
              failure([message('undefined-symbol', { symbol: `f${emsdk.length}${name}`, message: key })]),
            );
          const load = emsdk < 'em3' ? broken.get(key)! : passed;
          cells.push(recordOf(name, { go, emsdk, node }, { library: ran(passed), load: ran(load) }));
        }
      }
    }
  }
  expect(cells).toHaveLength(100_000);
  const before = process.memoryUsage().rss;
  let results: Results | undefined;
  const took = processorTime(() => {
    results = buildResults({ toolchains: [], cases, cells, knowledge: [] });
  });
  const megabytes = (process.memoryUsage().rss - before) / 2 ** 20;
  expect(results!.breaks).toHaveLength(50);
  // Processor time, since other work may share the machine: about a second, and some 120 MB.
  expect(took, 'milliseconds').toBeLessThan(4000);
  expect(megabytes).toBeLessThan(500);
});
