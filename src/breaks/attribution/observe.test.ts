import { describe, expect, it } from 'vitest';
import type { Cell } from '../../model/results.ts';
import { caseOf, cellOf } from '../evidence.fixture.ts';
import { neighboursAlongRole, openNeighbourhoods } from './neighbours.ts';
import { observeStep, type StepObservations } from './observe.ts';

const ENTRY = caseOf('a/case', { build: ['emsdk', 'go'], load: ['go', 'node', 'object'] }, { object: 'emsdk' });
const seenIn = (cells: readonly Cell[], step: string, entry = ENTRY) => {
  const { list, columns, ...rest } = observeStep(cells, entry, step);
  return {
    ...rest,
    list: list.map(({ on, ids, also }) => [on.join(' '), [...ids].join(' '), [...also].join(' ')]),
    columns: columns.map((ids) => [...ids].join(' ')),
  };
};

describe('what cells say of a step', () => {
  const at = (go: string, node: string, breaks: readonly string[], fields: Partial<Cell> = {}) =>
    cellOf({ go, emsdk: 'em1.0.0', node }, breaks, fields);

  it('is put together over cells that differ elsewhere', () => {
    const cells = [
      at('go1.20', 'node16.0.0', ['build=undefined-symbol:f', 'load=undefined-symbol:x'], {
        also: ['duplicate-symbol:d'],
      }),
      at('go1.20', 'node18.0.0', ['build=undefined-symbol:g']),
      at('go1.21.0', 'node16.0.0', []),
    ];
    expect(seenIn(cells, 'build')).toEqual({
      roles: ['go', 'emsdk'],
      tools: ['go', 'emsdk'],
      list: [
        ['go1.20 em1.0.0', 'undefined-symbol:f undefined-symbol:g', 'duplicate-symbol:d'],
        ['go1.21.0 em1.0.0', '', ''],
      ],
      columns: ['go1.20 go1.21.0', 'em1.0.0'],
    });
  });

  it('leaves out cells that were not decided, and those whose step did not run, but for their columns', () => {
    const cells = [
      at('go1.19', 'node16.0.0', [], { status: 'infra' }),
      at('go1.20', 'node16.0.0', [], { status: 'skip' }),
      at('go1.21.0', 'node16.0.0', ['load=undefined-symbol:f'], { untested: ['build'] }),
      at('go1.22.0', 'node16.0.0', ['load=undefined-symbol:f'], { untested: ['other'] }),
    ];
    expect(seenIn(cells, 'build')).toMatchObject({
      list: [['go1.22.0 em1.0.0', '', '']],
      columns: ['go1.19 go1.20 go1.21.0 go1.22.0', 'em1.0.0'],
    });
  });

  it('knows the tool of a declared role, and of a role that cells lack nothing', () => {
    expect(seenIn([at('go1.20', 'node16.0.0', [])], 'load')).toEqual({
      roles: ['go', 'node', 'object'],
      tools: ['go', 'node', 'emsdk'],
      list: [['go1.20 node16.0.0 ', '', '']],
      columns: ['go1.20', 'node16.0.0', ''],
    });
  });

  it('takes all roles of the cells for a step that the case no longer has', () => {
    const cells = [cellOf({ other: 'gcc14', node: 'node16.0.0', link: 'em1.0.0' }, [])];
    expect(seenIn(cells, 'gone', caseOf('a/case', {}))).toMatchObject({
      roles: ['node', 'link', 'other'],
      tools: ['node', 'emsdk', 'go'],
    });
    expect(seenIn([], 'gone')).toMatchObject({ roles: [], list: [] });
    expect(seenIn([], 'build')).toMatchObject({ roles: ['go', 'emsdk'], columns: ['', ''] });
  });

  it('keeps combinations apart whose names run together', () => {
    const cells = [cellOf({ go: 'a', emsdk: 'bc' }, []), cellOf({ go: 'ab', emsdk: 'c' }, [])];
    expect(seenIn(cells, 'build').list).toHaveLength(2);
  });
});

describe('neighbours along one role', () => {
  const step = (...rows: readonly [on: string, ids: string][]): StepObservations => ({
    roles: ['link', 'object', 'node'],
    tools: ['emsdk', 'emsdk', 'node'],
    list: rows.map(([on, ids]) => ({
      on: on.split(' '),
      ids: new Set(ids.split(' ').filter(Boolean)),
      also: new Set(),
    })),
    columns: [new Set(), new Set(), new Set()],
  });
  const observed = step(['l1 o1 n1', 'f'], ['l2 o1 n1', ''], ['l1 o2 n1', ''], ['l2 o2 n1', 'g'], ['l1 o1 n2', 'f']);
  const place = openNeighbourhoods(observed)(
    'f',
    observed.list.filter(({ ids }) => ids.has('f')),
  );
  const named = (groups: ReturnType<typeof neighboursAlongRole>) =>
    groups.map(({ broke, clean }) => [broke, clean].map((list) => list.map(({ on }) => on.join(' '))));

  it('have all other roles the same, and the break among them', () => {
    expect(named(neighboursAlongRole(place, 0))).toEqual([
      [['l1 o1 n1'], ['l2 o1 n1']],
      [['l1 o1 n2'], []],
    ]);
    expect(named(neighboursAlongRole(place, 1))).toEqual([
      [['l1 o1 n1'], ['l1 o2 n1']],
      [['l1 o1 n2'], []],
    ]);
    expect(named(neighboursAlongRole(place, 2))).toEqual([[['l1 o1 n1', 'l1 o1 n2'], []]]);
  });

  it('along a tool have its roles vary together', () => {
    expect(named(place.along.get('emsdk')!)).toEqual([
      [['l1 o1 n1'], ['l2 o1 n1', 'l1 o2 n1', 'l2 o2 n1']],
      [['l1 o1 n2'], []],
    ]);
    expect(named(place.along.get('node')!)).toEqual([[['l1 o1 n1', 'l1 o1 n2'], []]]);
    expect(place.escapes).toBe(true);
  });
});
