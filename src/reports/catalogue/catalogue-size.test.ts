import { expect, it } from 'vitest';
import { describeCase, type On, type SimulatedCase, simulateResults, step, toolchain } from '../simulate.fixture.ts';
import { renderPages } from './render-pages.fixture.ts';

it('renders many cells in time that grows with their number', () => {
  const small = timeOf(renderable(4));
  const large = timeOf(renderable(16));
  // Sixteen times the pairs: work that is done for every pair of cells would take some 256 times as long.
  expect(large).toBeLessThan(Math.max(small, 20) * 64);
});

function renderable(versions: number) {
  const numbers = Array.from({ length: versions }, (_, at) => at);
  const tools = [
    ...numbers.map((at) => toolchain('go', `go1.${at + 1}.0`)),
    ...numbers.map((at) => toolchain('emsdk', `em3.1.${at + 1}`)),
    toolchain('node', 'node20.0.0'),
  ];
  const cases = Array.from({ length: 60 }, (_, at): SimulatedCase => {
    const roles = ['go', 'emsdk', 'node'];
    const name = `page/c${at}`;
    const entry = describeCase({
      name,
      title: name,
      roles: { go: 'go', emsdk: 'emsdk', node: 'node' },
      steps: [step('load', 'node x', roles)],
    });
    const breaks = (on: On) => Number(on.emsdk?.split('.')[2]) > versions / 2 && at % 3 === 0;
    const failure = { step: 'load', kind: 'undefined-symbol', subject: `s${at}`, message: `m${at}` } as const;
    return { entry, happens: (on) => (breaks(on) ? failure : 'pass') };
  });
  return { results: simulateResults(tools, cases), knowledge: [], hasTables: false, links: [], history: [] };
}

/** Milliseconds of processor time, which other work on the machine does not stretch. */
function timeOf(input: ReturnType<typeof renderable>): number {
  const start = process.cpuUsage();
  renderPages(input);
  const used = process.cpuUsage(start);
  return (used.user + used.system) / 1000;
}
