import { expect, it } from 'vitest';
import { describeCase, simulateResults, step, toolchain } from '../simulate.fixture.ts';
import { titleOfBreak } from './break-title.ts';
import { nameResults } from './context.ts';

const GO = toolchain('go', 'go1.23.0');

/** Titles of breaks that one entry of knowledge explains: each a kind and a subject. */
function titlesOf(...failures: (readonly ['undefined-symbol' | 'import-missing', string])[]): readonly string[] {
  const cases = failures.map(([kind, subject], at) => ({
    entry: describeCase({ name: `a/${at}`, title: '', roles: { go: 'go' }, steps: [step('a', 'go build', ['go'])] }),
    happens: () => ({ step: 'a', kind, subject, message: 'm' }) as const,
  }));
  const note = {
    name: 'note',
    title: 'Why it fails',
    match: { kind: ['undefined-symbol', 'import-missing'] },
    documented: {},
    explanation: '',
    cure: '',
    refs: [],
    seen: 'measured',
    example: '',
  } as const;
  const results = simulateResults([GO], cases, [note]);
  const context = nameResults({ knowledge: [note] }, results);
  return results.breaks.map(({ id }) => titleOfBreak(context, id));
}

it.each([
  [[['undefined-symbol', 'one']], ['Why it fails']],
  [
    [
      ['undefined-symbol', 'one'],
      ['undefined-symbol', 'two'],
    ],
    ['Why it fails: one', 'Why it fails: two'],
  ],
  [
    [
      ['import-missing', 'one'],
      ['undefined-symbol', 'one'],
    ],
    ['Why it fails: import-missing', 'Why it fails: undefined-symbol'],
  ],
  [
    [
      ['import-missing', 'one'],
      ['import-missing', 'two'],
      ['undefined-symbol', 'one'],
    ],
    ['Why it fails: import-missing:one', 'Why it fails: import-missing:two', 'Why it fails: undefined-symbol:one'],
  ],
] as const)('breaks that share an explanation have titles that differ: %j', (failures, titles) => {
  expect(titlesOf(...failures)).toEqual(titles);
});
