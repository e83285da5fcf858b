import { expect, it } from 'vitest';
import { knownBreak } from '../../breaks/knowledge/known-break.fixture.ts';
import { renderPages } from '../catalogue/render-pages.fixture.ts';
import { describeCase, simulateResults, step, toolchain } from '../simulate.fixture.ts';
import { breakPath } from '../text/names.ts';

it('prints a cure that takes a file out of another toolchain', () => {
  const run = step('run', 'node run.mjs', ['go', 'node'], {}, ['node']);
  const entry = describeCase({
    name: 'go/exec',
    title: 'A title',
    roles: { go: 'go', node: 'node' },
    steps: [{ ...run, inputs: { 'wasm_exec.js': 'exec:wasm_exec.js' } }],
    workarounds: [
      { name: 'own', title: 'Its own', steps: [{ ...run, inputs: { 'wasm_exec.js': 'go:wasm_exec.js' } }] },
      { name: 'less', title: 'Less', steps: [run] },
    ],
  });
  const failure = { step: 'run', kind: 'import-module-missing', subject: 'gojs', message: 'no gojs' } as const;
  const results = simulateResults(
    [toolchain('go', 'go1.23.0'), toolchain('node', 'node20.0.0')],
    [{ entry, happens: (_, workaround) => (workaround ? 'pass' : failure) }],
  );
  const pages = renderPages({ results, knowledge: [], history: [], hasTables: false, links: [] });
  const page = pages.get(breakPath('import-module-missing:gojs'));
  expect(page).toContain('runs the same commands, step `run` with `go:wasm_exec.js` as `wasm_exec.js`.');
  expect(page).toContain('With the files of `cases/go/exec`, workaround `less` runs the same commands on other files.');
});

it('counts all cures of a break in its first lines', () => {
  const failure = { step: 'run', kind: 'import-module-missing', subject: 'gojs', message: 'no gojs' } as const;
  const steps = [step('run', 'node run.mjs', ['go', 'node'])];
  const cases = ['go/one', 'go/two', 'go/three'].map((name) => ({
    entry: describeCase({
      name,
      title: name,
      roles: { go: 'go', node: 'node' },
      steps,
      workarounds: name === 'go/three' ? [] : [{ name: `cure-of-${name.slice(3)}`, title: 'A cure', steps }],
    }),
    happens: (_: object, workaround?: string) => (workaround ? ('pass' as const) : failure),
  }));
  const tools = [toolchain('go', 'go1.23.0'), toolchain('go', 'go1.24.0'), toolchain('node', 'node20.0.0')];
  const results = simulateResults(tools, cases);
  const pages = renderPages({ results, knowledge: [], history: [], hasTables: false, links: [] });
  const page = pages.get(breakPath('import-module-missing:gojs'));
  expect(page).toContain('Verified cures fix 4 of the 6 affected cells: `cure-of-one` 2, `cure-of-two` 2.');
});

it('does not advise what was run and did not help', () => {
  const failure = { step: 'run', kind: 'import-module-missing', subject: 'gojs', message: 'no gojs' } as const;
  const steps = [step('run', 'node run.mjs', ['go', 'node'])];
  const pageOf = (cure: string) => {
    const entry = describeCase({
      name: 'go/one',
      title: 'One',
      roles: { go: 'go', node: 'node' },
      steps,
      workarounds: [{ name: 'again', title: 'Build it again', steps }],
    });
    const results = simulateResults(
      [toolchain('go', 'go1.23.0'), toolchain('node', 'node20.0.0')],
      [{ entry, happens: () => failure }],
    );
    const knowledge = [knownBreak({ name: 'known', match: { kind: ['import-module-missing'] }, cure })];
    const breaks = results.breaks.map((brk) => ({ ...brk, known: 'known' }));
    const pages = renderPages({
      results: { ...results, breaks },
      knowledge,
      history: [],
      hasTables: false,
      links: [],
    });
    return pages.get(breakPath('import-module-missing:gojs'))!;
  };
  const [same, other] = [pageOf('Build it again with the same Go.'), pageOf('Take a newer Go.')];
  for (const page of [same, other]) expect(page).toContain('Tried without success: `again` (Build it again).');
  expect(same).not.toContain('Advice (not run)');
  expect(other).toContain('Advice (not run)');
  expect(other).toContain('- Take a newer Go.');
});
