import { describe, expect, it } from 'vitest';
import type { Cell, Results } from '../../model/results.ts';
import { cellOf } from '../evidence.fixture.ts';
import { build } from '../results/results.fixture.ts';
import { compareResults } from './compare-results.ts';

const GO = ['go1.19.13', 'go1.21.13', 'go1.22.12', 'go1.23.12', 'go1.24.13', 'go1.25.9'];
const EM = ['em2.0.12', 'em3.1.6', 'em3.1.69', 'em6.0.5'];

/** Results with a cell for each pair; `breaks` says which of them break. */
const results = (breaks: (go: string, emsdk: string) => boolean): Results => ({
  ...build([]),
  cells: GO.flatMap((go) =>
    EM.map((emsdk) => cellOf({ go, emsdk }, breaks(go, emsdk) ? ['link=undefined-symbol:f'] : [])),
  ),
});
const compare = (before: Results, after: Results) => compareResults(before, after, { covers: () => true });
const named = (before: Results, after: Results) =>
  compare(before, after).brokenToolchains.map(({ toolchain, cells, of }) => [toolchain, cells.length, of]);

const none = results(() => false);

describe('a toolchain of which a quarter breaks at once', () => {
  it('is one piece of news, and its partners are not blamed for it', () => {
    const after = results((_, emsdk) => emsdk === 'em6.0.5');
    expect(named(none, after)).toEqual([['em6.0.5', 6, 6]]);
    const { changes, fails } = compare(none, after);
    expect(changes.map(({ brokenToolchain }) => brokenToolchain)).toEqual(Array(6).fill('em6.0.5'));
    expect(fails).toEqual({ new: true, any: true, none: false });
  });

  it('may be one of two', () => {
    expect(
      named(
        none,
        results((go, emsdk) => emsdk === 'em6.0.5' || go === 'go1.19.13'),
      ),
    ).toEqual([['em6.0.5', 6, 6]]);
    expect(
      named(
        none,
        results((_, emsdk) => emsdk === 'em6.0.5' || emsdk === 'em3.1.6'),
      ),
    ).toEqual([
      ['em3.1.6', 6, 6],
      ['em6.0.5', 6, 6],
    ]);
  });

  it('is not one of which fewer than a quarter, or a handful of cells, broke', () => {
    expect(
      named(
        none,
        results((go, emsdk) => go === 'go1.19.13' && emsdk !== 'em6.0.5'),
      ),
    ).toEqual([]);
    const many = {
      ...none,
      cells: none.cells.flatMap((cell) => [0, 1, 2].map((n): Cell => ({ ...cell, case: `a/${n}` }))),
    };
    const few = {
      ...many,
      cells: many.cells.map(
        (cell): Cell =>
          cell.case === 'a/0' && cell.on.emsdk === 'em6.0.5' && cell.on.go! < 'go1.23'
            ? { ...cell, ...cellOf(cell.on, ['x=undefined-symbol:f']), case: 'a/0' }
            : cell,
      ),
    };
    // 3 of the 18 cells of em6.0.5.
    expect(named(many, few)).toEqual([]);
  });

  it.each([
    ['four of sixteen', 4, 16, ['em6.0.5', 4, 16]],
    ['three of twelve, which is a handful', 3, 12, null],
    ['four of seventeen, which is less', 4, 17, null],
    ['five of twenty', 5, 20, ['em6.0.5', 5, 20]],
  ] as const)('has at least four cells and a quarter: %s', (_, broken, of, expected) => {
    const cell = (emsdk: string, at: number, breaks: readonly string[]): Cell => ({
      ...cellOf({ emsdk }, breaks),
      case: `a/${at}`,
    });
    const at = Array.from({ length: of }, (__, index) => index);
    const whole = (count: number): Results => ({
      ...build([]),
      cells: ['em6.0.5', 'em3.1.6'].flatMap((emsdk) =>
        at.map((index) => cell(emsdk, index, emsdk === 'em6.0.5' && index < count ? ['x=undefined-symbol:f'] : [])),
      ),
    });
    expect(named(whole(0), whole(broken))).toEqual(expected === null ? [] : [expected]);
  });

  it('fares worse than the tool’s other versions, twice as badly at least', () => {
    const cells = (broken: Readonly<Record<string, number>>): Results => ({
      ...build([]),
      cells: ['em6.0.5', 'em3.1.6'].flatMap((emsdk) =>
        Array.from({ length: 10 }, (_, at): Cell => {
          const breaks = at < (broken[emsdk] ?? 0) ? [`x=undefined-symbol:${emsdk}`] : [];
          return { ...cellOf({ emsdk }, breaks), case: `a/${at}` };
        }),
      ),
    });
    expect(named(cells({}), cells({ 'em6.0.5': 8, 'em3.1.6': 4 }))).toEqual([
      ['em6.0.5', 8, 10],
      ['em3.1.6', 4, 10],
    ]);
    expect(named(cells({}), cells({ 'em6.0.5': 8, 'em3.1.6': 5 }))).toEqual([]);
    expect(named(cells({}), cells({ 'em6.0.5': 4 }))).toEqual([['em6.0.5', 4, 10]]);
  });

  /** A cell for each number of a toolchain of Emscripten, the first so many of which break, each version in its own way. */
  const versions = (
    counts: Readonly<Record<string, readonly [broken: number, of: number]>>,
    breaks = (id: string) => id,
  ) => {
    const at = (state: (emsdk: string, index: number) => boolean): Results => ({
      ...build([]),
      cells: Object.entries(counts).flatMap(([emsdk, [, of]]) =>
        Array.from({ length: of }, (_, index): Cell => {
          const broken = state(emsdk, index) ? [`x=undefined-symbol:${breaks(emsdk)}`] : [];
          return { ...cellOf({ emsdk }, broken), case: `a/${index}` };
        }),
      ),
    });
    return named(
      at(() => false),
      at((emsdk, index) => index < counts[emsdk]![0]),
    );
  };

  it('is none of several of which a handful of cells broke each', () => {
    expect(versions({ 'em3.1.6': [2, 2], 'em3.1.69': [2, 2], 'em6.0.5': [0, 20] })).toEqual([]);
  });

  it('comes before one of fewer cells that are all broken too', () => {
    expect(versions({ 'em2.0.12': [0, 20], 'em3.1.6': [4, 4], 'em6.0.5': [8, 8] })).toEqual([
      ['em6.0.5', 8, 8],
      ['em3.1.6', 4, 4],
    ]);
  });

  it('is not one that has the smaller part of a break that others have too', () => {
    const counts = { 'em3.1.6': [4, 8], 'em6.0.5': [6, 100] } as const;
    expect(versions(counts)).toEqual([['em3.1.6', 4, 8]]);
    expect(versions(counts, () => 'f')).toEqual([]);
  });

  it('counts only cells that had a verdict before and have one now', () => {
    const after = results((_, emsdk) => emsdk === 'em6.0.5');
    const machine = (from: Results): Results => ({
      ...from,
      cells: from.cells.map((cell) =>
        cell.on.go === 'go1.19.13' ? { ...cellOf(cell.on, [], { status: 'infra', reason: 'no network' }) } : cell,
      ),
    });
    expect(named(machine(none), after)).toEqual([['em6.0.5', 5, 5]]);
    expect(named(none, machine(after))).toEqual([['em6.0.5', 5, 5]]);
  });

  it('is not the partner of one of which less than a quarter broke', () => {
    // Emscripten's release breaks one probe of eight with every Go, and one Go has two more regressions of its own.
    const probes = ['a/0', 'a/1', 'a/2', 'a/3', 'a/4', 'a/5', 'a/6', 'a/7'];
    const many = {
      ...none,
      cells: none.cells.flatMap((cell) => probes.map((name): Cell => ({ ...cell, case: name }))),
    };
    const breakOf = ({ case: name, on }: Cell) =>
      on.emsdk === 'em6.0.5' && name === 'a/0' ? 'f' : on.go === 'go1.19.13' && name > 'a/5' ? name : null;
    const cells = many.cells.map((cell): Cell => {
      const subject = breakOf(cell);
      return subject === null ? cell : { ...cellOf(cell.on, [`x=undefined-symbol:${subject}`]), case: cell.case };
    });
    // 9 of the 32 cells of go1.19.13, of which 8 are its own: a quarter.
    expect(named(many, { ...many, cells })).toEqual([['go1.19.13', 9, 32]]);
    const fewer = cells.map((cell, at) => (cell.case === 'a/7' ? many.cells[at]! : cell));
    expect(named(many, { ...many, cells: fewer })).toEqual([]);
  });

  it('is not one whose cells broke before', () => {
    const after = results((_, emsdk) => emsdk === 'em6.0.5');
    expect(named(after, after)).toEqual([]);
  });
});
