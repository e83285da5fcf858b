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

  it('tells of each whether it holds, has run out, or fits nothing', () => {
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
});
