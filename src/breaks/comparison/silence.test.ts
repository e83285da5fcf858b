import { describe, expect, it } from 'vitest';
import type { Silence } from '../../matrix/silence.ts';
import { cellOf } from '../evidence.fixture.ts';
import { openSilences } from './silence.ts';

const silence = (fields: Partial<Silence>): Silence => ({
  break: 'undefined-symbol:f',
  cases: ['*'],
  reason: 'known',
  until: '2027-03-01',
  position: { file: 'matrix.yaml', line: 9 },
  ...fields,
});

describe('openSilences', () => {
  it('finds by break, shape and case, through the last day', () => {
    const narrow = silence({ cases: ['link/*', 'page/one'] });
    const shape = silence({ break: 'import-missing:env.*' });
    const found = (today: string, name: string, id: string) => openSilences([narrow, shape], today).find(name, id);
    expect(found('2027-03-01', 'link/a', 'undefined-symbol:f')).toBe(narrow);
    expect(found('2027-03-02', 'link/a', 'undefined-symbol:f')).toBeUndefined();
    expect(found('2027-03-01', 'page/two', 'undefined-symbol:f')).toBeUndefined();
    expect(found('2027-03-01', 'page/one', 'undefined-symbol:ff')).toBeUndefined();
    expect(found('2026-01-01', 'x/y', 'import-missing:env.g')).toBe(shape);
  });

  it('says of each whether it holds, has run out, or fits nothing', () => {
    const cells = [
      cellOf({ go: 'go1.23.5' }, ['link=undefined-symbol:f']),
      cellOf({ go: 'go1.24.1' }, [], { also: ['undefined-symbol:f'] }),
    ];
    const all = [silence({}), silence({ until: '2026-01-01' }), silence({ break: 'undefined-symbol:g' })];
    const use = openSilences(all, '2026-11-22').use(cells);
    expect(use.map(({ state, cells: count }) => [state, count])).toEqual([
      ['holds', 2],
      ['expired', 2],
      ['unused', 0],
    ]);
  });

  it('counts a cell once, in the cases that a silence names, whatever else the cell breaks with', () => {
    const both = cellOf({ go: 'go1.23.5' }, ['a=undefined-symbol:f', 'b=undefined-symbol:g', 'c=import-missing:env.f']);
    const cells = [both, { ...both, case: 'b/case' }, { ...both, case: 'c/case', breaks: [] }];
    const all = [silence({ break: 'undefined-symbol:*', cases: ['b/*', 'c/*'] }), silence({ cases: ['c/*'] })];
    expect(openSilences(all, '2027-03-01').use(cells)).toEqual([
      { silence: all[0], state: 'holds', cells: 1 },
      { silence: all[1], state: 'unused', cells: 0 },
    ]);
    expect(openSilences([], '2027-03-01').use(cells)).toEqual([]);
  });

  it('passes over one that has run out for one that holds', () => {
    const [old, now] = [silence({ until: '2026-01-01' }), silence({ until: '2026-12-31' })];
    expect(openSilences([old, now], '2026-06-01').find('a/case', 'undefined-symbol:f')).toBe(now);
  });
});
