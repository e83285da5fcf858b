import { describe, expect, it } from 'vitest';
import type { Cell, CellStatus } from '../../model/results.ts';
import { cellOf } from '../evidence.fixture.ts';
import { build } from '../results/results.fixture.ts';
import { findInconsistentReruns } from './inconsistent-reruns.ts';

const F = 'link=undefined-symbol:f';
const G = 'link=undefined-symbol:g';
const as = (status: CellStatus) => cellOf({ go: 'go1.23.5' }, [], { status });
const broken = (...breaks: string[]) => cellOf({ go: 'go1.23.5' }, breaks);
const disagree = (one: Cell, other: Cell) => {
  const [first, second] = [one, other].map((cell) => ({ ...build([]), cells: [cell] })) as [never, never];
  return findInconsistentReruns(first, second).size > 0;
};

describe('two executions of a cell', () => {
  it.each([
    ['pass, pass', as('pass'), as('pass'), false],
    ['pass, break', as('pass'), broken(F), true],
    ['break, pass', broken(F), as('pass'), true],
    ['break, another break', broken(F), broken(G), true],
    ['break, the same break', broken(F), broken(F), false],
    ['pass, the machine failed', as('pass'), as('infra'), false],
    ['break, the machine failed', broken(F), as('infra'), false],
    ['the machine failed, pass', as('infra'), as('pass'), false],
    ['the machine failed, break', as('infra'), broken(F), false],
    ['pass, skipped', as('pass'), as('skip'), true],
  ])('%s', (_, one, other, expected) => {
    expect(disagree(one, other)).toBe(expected);
  });

  it('disagree where either has what the other lacks: an import, a warning that will trap, the cell itself', () => {
    const surface = (...names: string[]) => ({
      imports: names.map((name) => ({ name, kind: 'function' })),
      exports: [],
    });
    const of = (names: string[], also: string[] = []) => ({
      ...build([]),
      modules: { [names.join()]: surface(...names) },
      cells: [cellOf({ go: 'go1.23.5' }, [], { modules: { 'link/m.wasm': names.join() }, also })],
    });
    const inconsistent = (one: ReturnType<typeof of>, other: ReturnType<typeof of>) => [
      ...findInconsistentReruns(one, other),
    ];
    const trap = ['function-signature-mismatch:add'];
    const [less, more] = [of(['f']), of(['f', 'g'])];
    expect([inconsistent(less, more), inconsistent(more, less)]).toEqual([['a/case@go1.23.5'], ['a/case@go1.23.5']]);
    expect([inconsistent(less, of(['f'], trap)), inconsistent(of(['f'], trap), less)].flat()).toHaveLength(2);
    expect(inconsistent(more, more)).toEqual([]);
    expect(inconsistent(more, { ...more, cells: [] })).toEqual([]);
  });
});
