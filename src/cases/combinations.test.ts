import { describe, expect, it } from 'vitest';
import type { Tool } from '../model/tools.ts';
import type { Role } from './case.ts';
import { combine } from './combinations.ts';

const COLUMNS = new Map<Tool, string[]>([
  ['go', ['go1.19.8', 'go1.21.0']],
  ['emsdk', ['em3.1.6-debian', 'em6.0.5']],
]);
const ROLES: readonly Role[] = [
  { name: 'go', tool: 'go' },
  { name: 'link', tool: 'emsdk' },
];

describe('combinations', () => {
  it('are all assignments, each with its name', () => {
    expect(combine(ROLES, COLUMNS).all.map(({ name, on, place }) => [place, name, on])).toEqual([
      [0, 'go1.19.8+link=em3.1.6-debian', { go: 'go1.19.8', link: 'em3.1.6-debian' }],
      [1, 'go1.19.8+link=em6.0.5', { go: 'go1.19.8', link: 'em6.0.5' }],
      [2, 'go1.21.0+link=em3.1.6-debian', { go: 'go1.21.0', link: 'em3.1.6-debian' }],
      [3, 'go1.21.0+link=em6.0.5', { go: 'go1.21.0', link: 'em6.0.5' }],
    ]);
  });

  it('are one along some roles where they are the same there', () => {
    const { all, along } = combine(ROLES, COLUMNS);
    const onGo = along(['go']);
    expect(onGo.map(({ name, on, place }) => [place, name, on])).toEqual([
      [0, 'go1.19.8', { go: 'go1.19.8' }],
      [0, 'go1.19.8', { go: 'go1.19.8' }],
      [1, 'go1.21.0', { go: 'go1.21.0' }],
      [1, 'go1.21.0', { go: 'go1.21.0' }],
    ]);
    expect(onGo[1]).toBe(onGo[0]);
    expect(along(['go'])).toBe(onGo);
    expect(along(['go', 'link'])).toBe(all);
    expect(along([]).map(({ name, place }) => [place, name])).toEqual([0, 1, 2, 3].map(() => [0, '']));
  });

  it('of no roles are one, and of a tool without versions none', () => {
    expect(combine([], COLUMNS).all).toEqual([{ on: {}, name: '', place: 0 }]);
    expect(combine([{ name: 'node', tool: 'node' }], COLUMNS).all).toEqual([]);
  });
});
