import { expect, it } from 'vitest';
import { describeCase, type On, simulateResults, step, toolchain } from '../simulate.fixture.ts';
import { CLAIM_TAG } from './choices.ts';
import { indexResults } from './index-results.ts';
import { familiesOf, kindOfRow, supportOf } from './support.ts';

const TOOLCHAINS = [
  ...['em3.1.6', 'em3.1.69', 'em6.0.5'].map((id) => toolchain('emsdk', id)),
  ...['node16.20.2', 'node20.20.2'].map((id) => toolchain('node', id)),
];
const steps = [step('run', 'node run.cjs', ['emsdk', 'node'])];

/** What each field of a case says, `passes` or `cured a,b`, by tool. */
function judge(happens: (on: On, workaround?: string) => boolean, cures: readonly string[] = []) {
  const workarounds = cures.map((name) => ({ name, title: name, steps }));
  const roles = { emsdk: 'emsdk', node: 'node' } as const;
  const entry = describeCase({ name: 'page/x', title: 'x', roles, steps, workarounds });
  const failure = { step: 'run', kind: 'wrong-output', subject: 'page/x/run', message: 'no' } as const;
  const simulated = { entry, happens: (on: On, cure?: string) => (happens(on, cure) ? ('pass' as const) : failure) };
  const rows = supportOf(indexResults(simulateResults(TOOLCHAINS, [simulated])), entry);
  return Object.fromEntries(
    rows.map(({ tool, fields }) => [tool, fields.map(({ support, cures: used }) => [support, ...used].join(' '))]),
  );
}

it('says by version whether a case passes, with which cure, or not', () => {
  expect(judge((on, cure) => on.emsdk !== 'em6.0.5' || cure === 'flag', ['other', 'flag'])).toEqual({
    emsdk: ['passes', 'passes', 'cured flag'],
    node: ['cured flag', 'cured flag'],
  });
  expect(judge((on) => on.node === 'node20.20.2' && on.emsdk !== 'em6.0.5')).toEqual({
    emsdk: ['some', 'some', 'fails'],
    node: ['fails', 'some'],
  });
});

it('names all cures that different combinations need, and none where one of them has none', () => {
  const needs = (on: On) => (on.node === 'node16.20.2' ? 'old' : 'new');
  expect(judge((on, cure) => cure === needs(on), ['old', 'new']).emsdk![0]).toBe('cured old new');
  expect(judge((on, cure) => cure === 'old' && needs(on) === 'old', ['old']).emsdk![0]).toBe('some');
});

it('knows the families that count, and which tool decides nothing', () => {
  const entries = ['page/a', 'go/a', 'claims/a'].map((name) =>
    describeCase({ name, title: name, roles: { node: 'node' }, steps, tags: name === 'claims/a' ? [CLAIM_TAG] : [] }),
  );
  const index = indexResults(
    simulateResults(
      TOOLCHAINS,
      entries.map((entry) => ({ entry, happens: () => 'pass' as const })),
    ),
  );
  expect(familiesOf(index)).toEqual(['go', 'page']);
  expect(supportOf(index, entries[0]!).map(kindOfRow)).toEqual(['alike']);
});

it('takes a cure that harms no other combination where there is one, and marks one that does', () => {
  // Both cures pass on node 16, where the case fails; `rough` fails on node 20, where it passes by itself.
  const happens = (on: On, cure?: string) => (on.node === 'node16.20.2' ? cure !== undefined : cure !== 'rough');
  const failure = { step: 'run', kind: 'wrong-output', subject: 'page/x/run', message: 'no' } as const;
  const fieldOf = (cures: readonly string[]) => {
    const workarounds = cures.map((name) => ({ name, title: name, steps }));
    const entry = describeCase({
      name: 'page/x',
      title: 'x',
      roles: { emsdk: 'emsdk', node: 'node' },
      steps,
      workarounds,
    });
    const results = simulateResults(TOOLCHAINS, [
      { entry, happens: (on, cure) => (happens(on, cure) ? ('pass' as const) : failure) },
    ]);
    const planned = results.cells.map((cell) =>
      cell.status !== 'pass' ? cell : { ...cell, workarounds: { rough: { status: 'break' as const, breaks: [] } } },
    );
    return supportOf(indexResults({ ...results, cells: planned }), entry)[0]!.fields[0]!;
  };
  expect(fieldOf(['rough', 'gentle'])).toMatchObject({ support: 'cured', cures: ['gentle'], harms: false });
  expect(fieldOf(['rough'])).toMatchObject({ support: 'cured', cures: ['rough'], harms: true });
});
