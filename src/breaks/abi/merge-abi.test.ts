import { describe, expect, it } from 'vitest';
import type { Abi } from '../../model/abi.ts';
import type { Cell, Results } from '../../model/results.ts';
import { caseOf, toolchainOf } from '../evidence.fixture.ts';
import { abiOf, libraryOf } from './abi.fixture.ts';
import { linkName, mergeAbi, uniteLibraries } from './merge-abi.ts';

const PLAIN = 'abi/libraries:plain';
const ALONE = 'abi/libraries:standalone';

const cell = (emsdk: string, facts: Partial<Cell> = {}): Cell => ({
  case: 'abi/libraries',
  on: { emsdk },
  status: 'pass',
  breaks: [],
  also: [],
  ...facts,
});

/** Results with some cells on toolchains whose digest is that of the tables. */
function resultsOf(cells: readonly Cell[]): Results {
  const ids = [...new Set(cells.map(({ on }) => on.emsdk!))];
  const digest = abiOf('', []).digest;
  return {
    schema: 3,
    fingerprints: 1,
    toolchains: ids.map((id) => ({ ...toolchainOf(id, 'emsdk', id.slice(2)), digest })),
    cases: [caseOf('abi/libraries', { plain: ['emsdk'], standalone: ['emsdk'] })],
    cells,
    breaks: [],
    evidence: {},
    modules: {},
    tests: {},
  };
}

const both = (id: string) =>
  abiOf(id, [libraryOf('crt1.o', ['g'], [], [ALONE]), libraryOf('libc.a', ['f'], [], [PLAIN, ALONE])]);
const linksIn = (abis: readonly Abi[]) =>
  abis.map(({ toolchain, libraries }) => [
    toolchain,
    ...libraries.map(({ name, links }) => `${name} ${links.join(' ')}`),
  ]);

describe('mergeAbi', () => {
  it('keeps what the run did not plan, and replaces what it recorded', () => {
    const newer = abiOf('em2.0.0', [libraryOf('libc.a', ['f', 'h'], [], [PLAIN, ALONE])]);
    const merged = mergeAbi([both('em1.0.0'), both('em2.0.0')], [newer], resultsOf([cell('em1.0.0'), cell('em2.0.0')]));
    expect(merged).toEqual([both('em1.0.0'), newer]);
  });

  it('drops a version that is no longer among the results', () => {
    expect(mergeAbi([both('em1.0.0'), both('em2.0.0')], [], resultsOf([cell('em2.0.0')]))).toHaveLength(1);
  });

  it('drops what was recorded of another installation', () => {
    const other: Abi = { ...both('em1.0.0'), digest: `sha256:${'1'.repeat(64)}` };
    expect(mergeAbi([other], [], resultsOf([cell('em1.0.0')]))).toEqual([]);
  });

  it.each<[string, Partial<Cell>]>([
    ['failed', { status: 'break', breaks: [{ step: 'standalone', id: 'x:y', evidence: '' }] }],
    ['was blocked', { status: 'break', untested: ['standalone'] }],
  ])('drops the link whose step %s, and keeps the others', (_, facts) => {
    const merged = mergeAbi([both('em1.0.0')], [], resultsOf([cell('em1.0.0', facts)]));
    expect(linksIn(merged)).toEqual([['em1.0.0', `libc.a ${PLAIN}`]]);
  });

  it.each<[string, readonly Cell[]]>([
    ['its cell is not decided', [cell('em1.0.0', { status: 'infra' }), cell('em2.0.0')]],
    ['only another case passes', [cell('em1.0.0', { status: 'infra' }), cell('em1.0.0', { case: 'abi/others' })]],
  ])('drops a toolchain of which %s', (_, cells) => {
    expect(mergeAbi([both('em1.0.0')], [], resultsOf(cells))).toEqual([]);
  });

  it('sorts by toolchain, whichever run has it', () => {
    const merged = mergeAbi([both('em2.0.0')], [both('em1.0.0')], resultsOf([cell('em2.0.0')]));
    expect(merged.map(({ toolchain }) => toolchain)).toEqual(['em1.0.0', 'em2.0.0']);
  });

  it('joins links that were recorded one after the other', () => {
    const [plain, alone] = [PLAIN, ALONE].map((link) => abiOf('em1.0.0', [libraryOf('libc.a', ['f'], [], [link])]));
    const merged = mergeAbi([plain!], [alone!], resultsOf([cell('em1.0.0')]));
    expect(linksIn(merged)).toEqual([['em1.0.0', `libc.a ${PLAIN} ${ALONE}`]]);
  });
});

it('names a link by its case and step', () => expect(linkName('abi/libraries', 'plain')).toBe(PLAIN));

it('sorts the links of a library that was recorded twice', () => {
  const libraries = [libraryOf('libc.a', ['f'], [], [ALONE]), libraryOf('libc.a', ['f'], [], [PLAIN])];
  expect(linksIn([abiOf('em1.0.0', uniteLibraries(libraries))])).toEqual([['em1.0.0', `libc.a ${PLAIN} ${ALONE}`]]);
});

it('keeps libraries of one name that differ apart', () => {
  const libraries = [libraryOf('libc.a', ['f'], [], [ALONE]), libraryOf('libc.a', ['f', 'g'], [], [PLAIN])];
  expect(linksIn([abiOf('em1.0.0', uniteLibraries(libraries))])).toEqual([
    ['em1.0.0', `libc.a ${PLAIN}`, `libc.a ${ALONE}`],
  ]);
});
