import { expect, it } from 'vitest';
import { nearestCells, readCell } from './nearest-cells.ts';

const cell = (name: string, ...ids: readonly [string, string][]) => ({ case: name, on: Object.fromEntries(ids) });
const CELLS = [
  cell('page/x', ['go', 'go1.23.12'], ['emsdk', 'em3.1.6']),
  cell('page/x', ['go', 'go1.27.4'], ['emsdk', 'em6.0.5']),
  cell('page/xy', ['go', 'go1.27.4']),
  cell('go/z', ['go', 'go1.27.4']),
];

it('names cells of the same case first, those with most toolchains the same before others', () => {
  expect(nearestCells('page/x@go1.27.4+em3.1.7', CELLS)).toEqual([
    'page/x@go1.27.4+em6.0.5',
    'page/x@go1.23.12+em3.1.6',
    'page/xy@go1.27.4',
  ]);
  expect(nearestCells('nothing/like-it', CELLS)).toEqual([]);
});

it('reads toolchains in any order, and no name that has one twice or one that is none', () => {
  expect(readCell('page/x@em3.1.6+go1.23.12')).toEqual(cell('page/x', ['emsdk', 'em3.1.6'], ['go', 'go1.23.12']));
  expect(readCell('page/x@exec=go1.23.12+go1.27.4')?.on).toEqual({ exec: 'go1.23.12', go: 'go1.27.4' });
  for (const text of ['page/x', 'page/x@', 'page/x@go1.27.4+go1.26.0', 'page/x@python3', '@go1.27.4'])
    expect(readCell(text), text).toBeNull();
});
