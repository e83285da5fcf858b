import { expect, it } from 'vitest';
import { cellOf } from '../../breaks/evidence.fixture.ts';
import type { RankedBreak } from '../query/rank-breaks.ts';
import { neverPassedInWords } from './never-passed.ts';

const ranked = (id: string, neverPassed: boolean) => ({ brk: { id }, neverPassed }) as RankedBreak;
const CONTEXT = { ranked: [ranked('undefined-symbol:never', true), ranked('undefined-symbol:once', false)] };
const never = cellOf({}, ['a=undefined-symbol:never']);
const once = cellOf({}, ['a=undefined-symbol:once']);
const both = cellOf({}, ['a=undefined-symbol:never', 'b=undefined-symbol:once']);
const pass = cellOf({}, []);

it.each([
  ['nothing where all passes', [pass], ''],
  ['nothing where versions matter', [once, both, pass], ''],
  [
    'so where it is all that breaks',
    [never, pass, never],
    ' All that fail belong to 1 case that passes with no tested version.',
  ],
  [
    'that it is one of more',
    [never, once],
    ' Of those that fail, 1 belongs to 1 case that passes with no tested version.',
  ],
  [
    'how many it is of more',
    [never, { ...never, case: 'b/case' }, both, once, pass],
    ' Of those that fail, 2 belong to 2 cases that pass with no tested version.',
  ],
])('what no tested version is free of: says %s', (_, cells, words) => {
  expect(neverPassedInWords(CONTEXT, cells)).toBe(words);
});
