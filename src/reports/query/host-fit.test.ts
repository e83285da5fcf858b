import { expect, it } from 'vitest';
import type { Tool } from '../../model/tools.ts';
import { describeCase, type On, simulateResults, step, toolchain } from '../simulate.fixture.ts';
import { CLAIM_TAG } from './choices.ts';
import { countFit, fitHosts } from './host-fit.ts';
import { indexResults } from './index-results.ts';

const EMSDKS = ['em3.1.6', 'em6.0.5'];
const TOOLCHAINS = [
  ...['go1.21.0', 'go1.27.0'].map((id) => toolchain('go', id)),
  ...EMSDKS.map((id) => toolchain('emsdk', id)),
  ...['node20.0.0', 'node24.0.0'].map((id) => toolchain('node', id)),
  toolchain('deno', 'deno2.0.0'),
];

function caseOf(
  name: string,
  roles: Readonly<Record<string, Tool>>,
  fails: (on: On, cure?: string) => boolean,
  tags: readonly string[] = [],
) {
  const steps = [step('run', 'node run.cjs', Object.keys(roles))];
  const workarounds = [{ name: 'cure', title: 'cure', steps }];
  const failure = { step: 'run', kind: 'wrong-output', subject: `${name}/run`, message: 'no' } as const;
  return {
    entry: describeCase({ name, title: name, roles, steps, workarounds, tags: [...tags] }),
    happens: (on: On, cure?: string) => (fails(on, cure) ? failure : ('pass' as const)),
  };
}

it('counts cases of one host and one Emscripten, with the newest Go, failing and cured apart', () => {
  const pair = { emsdk: 'emsdk', node: 'node' } as const;
  const results = simulateResults(TOOLCHAINS, [
    caseOf('page/passes', pair, () => false),
    caseOf('page/cured', pair, (on, cure) => on.node === 'node20.0.0' && cure === undefined),
    caseOf('page/open', pair, (on) => on.emsdk === 'em6.0.5'),
    caseOf('page/old-go', { ...pair, go: 'go' }, (on) => on.go === 'go1.21.0'),
    // What another host or another Emscripten may be the reason for is not counted, nor what is a claim.
    caseOf('standalone/two-hosts', { ...pair, deno: 'deno' }, () => true),
    caseOf('objects/mix', { object: 'emsdk', link: 'emsdk', node: 'node' }, (on) => on.object !== on.link),
    caseOf('article/claim', pair, () => true, [CLAIM_TAG]),
  ]);
  const counted = fitHosts(indexResults(results), EMSDKS).map(({ id, fits }) => ({
    id,
    fits: fits.map((fit) => (fit === null ? null : countFit(fit))),
  }));
  expect(counted).toEqual([
    {
      id: 'node20.0.0',
      fits: [
        { cases: 5, open: 0, cured: 1 },
        { cases: 5, open: 1, cured: 1 },
      ],
    },
    {
      id: 'node24.0.0',
      fits: [
        { cases: 5, open: 0, cured: 0 },
        { cases: 5, open: 1, cured: 0 },
      ],
    },
  ]);
});

it('marks cases that were asked of one version of a host alone, and names why a case fails and what cures it', () => {
  const pair = { emsdk: 'emsdk', node: 'node' } as const;
  const onlyNew = caseOf('page/new', pair, () => true);
  const results = simulateResults(TOOLCHAINS, [
    caseOf('page/both', pair, (on, cure) => on.emsdk === 'em6.0.5' && cure === undefined),
    onlyNew,
    caseOf('page/deno', { emsdk: 'emsdk', deno: 'deno' }, () => false),
  ]);
  const cells = results.cells.filter((cell) => cell.case !== 'page/new' || cell.on.node === 'node24.0.0');
  const rows = fitHosts(indexResults({ ...results, cells }), EMSDKS);
  const marks = rows.map(({ id, fits }) => [
    id,
    ...fits[1]!.map((one) => [one.case, one.support, one.isAlone, one.cures]),
  ]);
  expect(marks).toEqual([
    ['node20.0.0', ['page/both', 'cured', false, ['cure']]],
    ['node24.0.0', ['page/both', 'cured', false, ['cure']], ['page/new', 'fails', true, []]],
    // Only one Deno was tested, so that none of its cases is set apart.
    ['deno2.0.0', ['page/deno', 'passes', false, []]],
  ]);
  expect(rows[1]!.fits[1]![1]!.breaks).toHaveLength(1);
});
