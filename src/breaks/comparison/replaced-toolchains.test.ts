import { describe, expect, it } from 'vitest';
import type { Cell, Results, ToolchainEntry } from '../../model/results.ts';
import type { Tool } from '../../model/tools.ts';
import { cellOf, toolchainOf } from '../evidence.fixture.ts';
import { build } from '../results/results.fixture.ts';
import { compareResults } from './compare-results.ts';
import { findReplacedToolchains, findStandIns } from './replaced-toolchains.ts';

const on = (id: string, tool: Tool, version: string, ...asked: string[]): ToolchainEntry => ({
  ...toolchainOf(id, tool, version),
  asked,
});
const node = (version: string, ...asked: string[]) => on(`node${version}`, 'node', version, ...asked);
const go = (version: string, ...asked: string[]) => on(`go${version}`, 'go', version, ...asked);
const em = (version: string, ...asked: string[]) => on(`em${version}`, 'emsdk', version, ...asked);

describe('findReplacedToolchains', () => {
  const TABLE: Record<string, readonly [readonly ToolchainEntry[], readonly ToolchainEntry[], readonly string[]]> = {
    'nothing moves': [[node('26.10.0', 'latest')], [node('26.10.0', 'latest')], []],
    'an alias': [[node('26.10.0', 'latest')], [node('26.12.1', 'latest')], ['latest: node26.10.0 → node26.12.1']],
    'an alias, back to an older one': [
      [node('26.12.1', 'latest')],
      [node('26.10.0', 'latest')],
      ['latest: node26.12.1 → node26.10.0'],
    ],
    'a line': [[go('1.27.4', '1.27')], [go('1.27.5', '1.27')], ['1.27: go1.27.4 → go1.27.5']],
    'a version of another origin': [
      [on('em6.0.5-debian', 'emsdk', '6.0.5', '6.0.5')],
      [em('6.0.5', '6.0.5')],
      ['6.0.5: em6.0.5-debian → em6.0.5'],
    ],
    'an alias whose former version another entry keeps': [
      [go('1.27.4', '1.27', 'stable')],
      [go('1.27.4', '1.27'), go('1.28.0', 'stable')],
      ['stable: go1.27.4 → go1.28.0'],
    ],
    'an alias onto a version that was there': [
      [go('1.26.9', 'previous'), go('1.27.4', 'stable')],
      [go('1.27.4', 'previous'), go('1.28.0', 'stable')],
      ['stable: go1.27.4 → go1.28.0'],
    ],
    'two entries that disagree': [
      [node('20.1.0', '20'), node('26.10.0', 'latest')],
      [node('20.2.0', '20', 'latest')],
      ['latest: node26.10.0 → node20.2.0'],
    ],
    'the lines of a range': [
      [go('1.26.9', '>=1.26'), go('1.27.4', '>=1.26')],
      [go('1.26.9', '>=1.26'), go('1.27.5', '>=1.26'), go('1.28.0', '>=1.26')],
      ['>=1.26: go1.27.4 → go1.27.5'],
    ],
    'every release of a range': [[em('6.0.5', '>=6')], [em('6.0.5', '>=6'), em('6.0.6', '>=6')], []],
    'an entry of another tool': [[node('20.1.0', 'latest')], [em('6.0.5', 'latest')], []],
    'what is no version': [[node('20.1.0', '?')], [node('20.2.0', '?')], []],
  };
  it.each(Object.entries(TABLE))('%s', (_, [before, now, moves]) => {
    expect(
      findReplacedToolchains({ toolchains: before, cells: [] }, now).map(
        ({ asked, from, to }) => `${asked}: ${from} → ${to}`,
      ),
    ).toEqual(moves);
  });
});

describe('a toolchain that was there, but whose cells were never decided', () => {
  const toolchains = [node('26.10.0', 'latest'), node('26.12.1', '26.12.1')];
  const moves = (...cells: readonly Cell[]) =>
    findReplacedToolchains({ toolchains, cells }, [node('26.12.1', 'latest', '26.12.1')]).map(({ from, to }) => [
      from,
      to,
    ]);
  const on26 = { node: 'node26.12.1' };

  it('comes as one that is there for the first time does', () => {
    expect(moves(cellOf(on26, [], { status: 'infra' }))).toEqual([['node26.10.0', 'node26.12.1']]);
  });

  it('is known where its cells were decided, or where others were not', () => {
    expect(moves(cellOf(on26, []))).toEqual([]);
    expect(moves(cellOf(on26, [], { status: 'skip' }))).toEqual([]);
    expect(moves(cellOf({ node: 'node26.10.0' }, [], { status: 'infra' }))).toEqual([]);
  });
});

describe('findStandIns', () => {
  const known = (toolchains: readonly ToolchainEntry[]) => ({ toolchains, cells: [] });
  const byName = (...cells: readonly Cell[]) =>
    new Map(cells.map((cell) => [`a/case@${Object.values(cell.on).join('+')}`, cell] as const));
  const infra = (...ids: readonly string[]) =>
    cellOf(Object.fromEntries(ids.map((id) => [id.startsWith('go') ? 'go' : 'node', id])), [], { status: 'infra' });
  const passed = (...ids: readonly string[]) => ({ ...infra(...ids), status: 'pass' as const });
  const [old, now] = [node('26.10.0', 'latest'), node('26.12.1', 'latest')];
  const find = (
    before: readonly Cell[],
    after: readonly Cell[],
    older: readonly ToolchainEntry[],
    newer: readonly ToolchainEntry[],
  ) => [...findStandIns(byName(...before), byName(...after), known(older), known(newer))];

  it('finds what stood where a column moved that could not be decided', () => {
    expect(find([passed('node26.10.0')], [infra('node26.12.1')], [old], [now])).toEqual(['a/case@node26.10.0']);
    expect(find([passed('node26.10.0')], [passed('node26.12.1')], [old], [now])).toEqual([]);
    // Another column did not move onto it.
    const other = node('20.1.0', '20');
    expect(find([passed('node20.1.0')], [infra('node26.12.1')], [old, other], [now, other])).toEqual([]);
  });

  it('takes any that went of its tool for one of which only the name is known', () => {
    const [go, stays] = [on('go1.22.1', 'go', '1.22.1', '1.22'), node('20.1.0', '20')];
    const before = [passed('node26.10.0'), passed('node20.1.0'), passed('go1.22.1')];
    expect(find(before, [infra('node26.12.1')], [old, stays, go], [stays])).toEqual(['a/case@node26.10.0']);
    expect(find(before, [infra('gcc')], [old, go], [])).toEqual([]);
  });

  it('leaves out what is there now, and what had no verdict', () => {
    expect(find([infra('node26.10.0')], [infra('node26.12.1')], [old], [now])).toEqual([]);
    expect(
      find(
        [passed('node26.10.0')],
        [infra('node26.12.1'), infra('node26.10.0')],
        [old],
        [now, node('26.10.0', '26.10')],
      ),
    ).toEqual([]);
  });

  it('moves each role by itself and all together', () => {
    const was = go('1.27.4', 'stable');
    const before = [passed('go1.27.4', 'node26.10.0'), passed('go1.27.4', 'node26.12.1')];
    expect(find(before, [infra('go1.28.0', 'node26.12.1')], [was, old], [go('1.28.0', 'stable'), now])).toEqual([
      'a/case@go1.27.4+node26.10.0',
      'a/case@go1.27.4+node26.12.1',
    ]);
  });
});

describe('cells on a column that moved', () => {
  const f = 'link=undefined-symbol:f';
  const g = 'link=undefined-symbol:g';
  const cell = (name: string, version: string, breaks: readonly string[], more: Partial<Cell> = {}): Cell => ({
    ...cellOf({ go: 'go1.27.4', node: `node${version}` }, breaks),
    case: name,
    ...more,
  });
  const results = (toolchains: readonly ToolchainEntry[], cells: readonly Cell[]): Results => ({
    ...build([]),
    toolchains,
    cells,
  });
  const [old, now] = ['26.10.0', '26.12.1'] as const;
  const before = results(
    [node(old, 'latest')],
    [
      cell('a/breaks', old, [f]),
      cell('a/works', old, []),
      cell('a/came', old, []),
      cell('a/went', old, [f]),
      cell('a/other', old, [f]),
      cell('a/dropped', old, [f]),
    ],
  );
  const after = results(
    [node(now, 'latest')],
    [
      cell('a/breaks', now, [f]),
      cell('a/works', now, []),
      cell('a/came', now, [f]),
      cell('a/went', now, []),
      cell('a/other', now, [g]),
      cell('a/new', now, [f]),
    ],
  );
  const changes = (one: Results, other: Results) =>
    compareResults(one, other, { covers: () => true }).changes.map(
      ({ cell: name, verdict, isNews }) => `${name} ${verdict}${isNews ? '!' : ''}`,
    );

  it('are compared with those of the toolchain before', () => {
    expect(changes(before, after)).toEqual([
      `a/came@go1.27.4+node${now} regressed!`,
      `a/dropped@go1.27.4+node${old} gone`,
      `a/new@go1.27.4+node${now} new!`,
      `a/other@go1.27.4+node${now} changed!`,
      `a/went@go1.27.4+node${now} fixed`,
    ]);
    const { counts, moves } = compareResults(before, after, { covers: () => true });
    expect(counts).toMatchObject({ same: 2, gone: 1, new: 1 });
    expect(moves).toEqual([{ tool: 'node', asked: 'latest', from: `node${old}`, to: `node${now}` }]);
  });

  it('are new where nothing says that the column moved', () => {
    const other = { ...after, toolchains: [node(now, now)] };
    expect(changes(before, other).filter((line) => line.endsWith('new!'))).toHaveLength(4);
  });

  it('leave those of a column that stays what they are', () => {
    const both = results([node(old, 'latest'), node(now, 'latest')], [...before.cells, ...after.cells]);
    expect(changes(before, both)).toEqual(changes(before, after).filter((line) => !line.endsWith('gone')));
  });

  it('are compared with themselves where they had a verdict before, and only then', () => {
    const early = (status: 'pass' | 'infra') =>
      results(
        [node(old, 'latest'), node(now, now)],
        [cell('a/x', old, [f]), { ...cell('a/x', now, []), status }, cell('a/x', '20.20.2', [])],
      );
    const later = results([node(now, 'latest', now)], [cell('a/x', now, [f]), cell('a/x', '20.20.2', [])]);
    expect(changes(early('infra'), later)).toEqual([]);
    expect(changes(early('pass'), later)).toEqual([
      `a/x@go1.27.4+node${old} gone`,
      `a/x@go1.27.4+node${now} regressed!`,
    ]);
  });

  it('fix a break for good', () => {
    const fixed = results([node(now, 'latest')], [cell('a/breaks', now, [])]);
    const broken = {
      ...results([node(old, 'latest')], [cell('a/breaks', old, [f])]),
      breaks: [{ id: 'undefined-symbol:f', affected: [`a/breaks@go1.27.4+node${old}`] }] as never,
    };
    expect(compareResults(broken, fixed, { covers: () => true }).fixedBreaks).toEqual(['undefined-symbol:f']);
  });

  it('count for a toolchain that is broken as a whole', () => {
    const names = ['a/1', 'a/2', 'a/3', 'a/4'];
    const worked = names.map((name) => cell(name, old, []));
    const broke = names.map((name) => cell(name, now, [f]));
    const stays = { go: 'go1.27.4', node: 'node20.20.2' };
    const others = names.map((name) => ({ ...cellOf(stays, []), case: name }));
    const one = results([node(old, 'latest')], [...worked, ...others]);
    const two = results([node(now, 'latest')], [...broke, ...others]);
    const { brokenToolchains } = compareResults(one, two, { covers: () => true });
    expect(brokenToolchains.map(({ toolchain, of }) => [toolchain, of])).toEqual([[`node${now}`, 4]]);
  });
});
