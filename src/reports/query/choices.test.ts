import { describe, expect, it } from 'vitest';
import { describeCase, type On, simulateResults, step, toolchain } from '../simulate.fixture.ts';
import { CLAIM_TAG, countUncured, indexChoices, nextOf } from './choices.ts';
import { indexResults } from './index-results.ts';

const TOOLCHAINS = [
  ...['go1.23.12', 'go1.24.13'].map((id) => toolchain('go', id)),
  ...['em3.1.6', 'em3.1.69'].map((id) => toolchain('emsdk', id)),
  ...['node16.20.2', 'node20.20.2'].map((id) => toolchain('node', id)),
];

function caseOf(
  name: string,
  roles: Parameters<typeof describeCase>[0]['roles'],
  fails: (on: On, workaround?: string) => boolean,
  more: { tags?: string[]; cures?: string[] } = {},
) {
  const axes = Object.keys(roles);
  return {
    entry: describeCase({
      name,
      title: name,
      roles,
      tags: more.tags ?? [],
      steps: [step('run', 'node run.cjs', axes)],
      workarounds: (more.cures ?? []).map((cure) => ({ name: cure, title: cure, steps: [step('run', 'x', axes)] })),
    }),
    happens: (on: On, workaround?: string) =>
      fails(on, workaround)
        ? ({ step: 'run', kind: 'wrong-output', subject: `${name}/run`, message: 'no' } as const)
        : ('pass' as const),
  };
}

const results = simulateResults(TOOLCHAINS, [
  caseOf('page/new', { emsdk: 'emsdk', node: 'node' }, (on, cure) => on.emsdk === 'em3.1.69' && cure !== 'flag', {
    cures: ['flag', 'other'],
  }),
  caseOf('page/never', { emsdk: 'emsdk', node: 'node' }, (on) => on.node === 'node16.20.2'),
  caseOf('page/pair', { go: 'go', emsdk: 'emsdk' }, (on) => on.go === 'go1.23.12' && on.emsdk === 'em3.1.69'),
  caseOf('go/fine', { go: 'go' }, () => false),
  caseOf('go/claim', { go: 'go' }, (on) => on.go === 'go1.23.12', { tags: [CLAIM_TAG] }),
  caseOf('objects/mix', { object: 'emsdk', link: 'emsdk' }, (on) => on.object === 'em3.1.69' && on.link === 'em3.1.6'),
]);
const index = indexResults(results);
const choices = indexChoices(index);

describe('what the choice of a pair decides', () => {
  const here = choices.pair('go1.23.12', 'em3.1.69');

  it('are the cases that another Go or Emscripten spares, those without a cure first', () => {
    expect(here.avoidable.map((one) => [one.case, one.cures.map(({ name }) => name)])).toEqual([
      ['page/pair', []],
      ['page/new', ['flag']],
    ]);
    expect(countUncured(here)).toBe(1);
  });

  it('names what alone would have to be exchanged, by role', () => {
    expect(
      here.avoidable.map(({ passesWith }) => passesWith.flatMap(({ role, ids }) => ids.map((id) => `${role} ${id}`))),
    ).toEqual([['emsdk em3.1.6', 'go go1.24.13'], ['emsdk em3.1.6']]);
  });

  it('are not what another host spares, what claims are put to the test by, nor what two versions of one tool do together', () => {
    expect(here.permanent).toEqual(['page/never']);
    expect(here.passing).toEqual(['go/fine', 'objects/mix']);
    expect(choices.pair('go1.24.13', 'em3.1.6')).toMatchObject({
      avoidable: [],
      permanent: ['page/never'],
      passing: ['go/fine', 'objects/mix', 'page/new', 'page/pair'],
    });
  });

  it('has nothing to choose where there is no such pair', () => {
    expect(choices.pair('go1.1', 'em1.1')).toEqual({ avoidable: [], permanent: [], passing: [] });
  });

  it('marks cases that were asked of one Go or Emscripten alone', () => {
    const cells = results.cells.filter((cell) => cell.case !== 'page/new' || cell.on.emsdk === 'em3.1.69');
    const passes = results.cells.find((cell) => cell.case === 'page/new' && cell.on.emsdk === 'em3.1.6')!;
    const asked = (kept: typeof cells) =>
      indexChoices(indexResults({ ...results, cells: kept }))
        .pair('go1.23.12', 'em3.1.69')
        .avoidable.map((one) => [one.case, one.isAlone]);
    expect(asked([...cells, passes])).toEqual([
      ['page/pair', false],
      ['page/new', false],
    ]);
    expect(asked(results.cells.filter((cell) => cell.on.go !== 'go1.24.13'))).toEqual([
      ['page/pair', true],
      ['page/new', false],
    ]);
  });

  it('counts only cures that pass on all cells that another version would spare', () => {
    const some = caseOf(
      'page/some',
      { emsdk: 'emsdk', node: 'node' },
      (on, cure) => on.emsdk === 'em3.1.69' && !(cure === 'flag' && on.node === 'node20.20.2'),
      { cures: ['flag'] },
    );
    const again = indexChoices(indexResults(simulateResults(TOOLCHAINS, [some])));
    expect(again.pair('go1.23.12', 'em3.1.69').avoidable).toMatchObject([
      { case: 'page/some', cures: [{ name: 'flag', cells: 1 }], cured: 1, cells: [{}, {}] },
    ]);
    expect(countUncured(again.pair('go1.23.12', 'em3.1.69'))).toBe(1);
  });
});

it('the next tested version of a toolchain is that of its own tool, and the newest has none', () => {
  expect(['em3.1.6', 'em3.1.69', 'go1.23.12', 'go9'].map((id) => nextOf(index, id))).toEqual([
    'em3.1.69',
    undefined,
    'go1.24.13',
    undefined,
  ]);
});
