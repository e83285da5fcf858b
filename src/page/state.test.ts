import fc from 'fast-check';
import { expect, it } from 'vitest';
import { HOSTILE } from '../reports/hostile.fixture.ts';
import { addressOf, stateOf, VIEWS } from './state.ts';

it('writes addresses that somebody can read', () => {
  expect(addressOf('pair', { go: 'go1.27.4', emsdk: 'em6.0.5-debian', host: '' })).toBe(
    '#pair?go=go1.27.4&emsdk=em6.0.5-debian',
  );
  expect(addressOf('break', { id: 'undefined-symbol:a/b' })).toBe('#break?id=undefined-symbol:a/b');
});

it('reads what it wrote, whatever is in it', () => {
  const anyText = fc.oneof(fc.string({ unit: 'binary', minLength: 1 }), fc.constantFrom(...HOSTILE));
  fc.assert(
    fc.property(fc.constantFrom(...VIEWS), anyText, anyText, (view, id, q) => {
      const whole = (text: string) => text.replace(/\p{Cs}/gu, '\ufffd');
      expect(stateOf(addressOf(view, { id, q }))).toEqual({ view, chosen: { id: whole(id), q: whole(q) } });
    }),
  );
});

it.each(['', '#', '#nothing', '#pair?go', '#pair?%', '#pair?a=%ff', '#<script>'])(
  'takes %j for a view without a choice',
  (address) => {
    expect(stateOf(address)).toEqual({ view: 'pair', chosen: {} });
  },
);
