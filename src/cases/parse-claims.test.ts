import { describe, expect, it } from 'vitest';
import { problemOf } from '../model/problem.fixture.ts';
import { parseCase } from './parse.ts';
import { parseClaims } from './parse-claims.ts';

const CASE = parseCase(
  'go/sizes',
  `title: A title
why: A reason
steps:
  build: {run: go build, outputs: [main.wasm], reports: [percent]}
`,
  'case.yaml',
  [],
);
const parse = (text: string) => parseClaims(text, 'claims.yaml', [CASE]);
const claim = (test: string) => `- id: C1\n  states: A statement\n  tests:\n    - ${test}\n`;

describe('parseClaims', () => {
  it('reads every way to ask, `tells` under its former name; figures with a point stay text, integers become it', () => {
    const text = `${claim(`{ask: works, case: go/*, step: build, when: {go: '>=1.21'}, otherwise: no-such-name}`)}    - {ask: breaks, case: go/sizes, by: 'go-compile-error:*'}
    - {ask: reports, case: go/sizes, name: percent, atMost: 82}
    - {ask: tells, case: go/sizes, name: percent, atMost: 82}
    - {ask: figures, figures: {the heading: 3.2, the text: 127 + 9}}
    - {ask: nobody, reason: a trace would}
`;
    expect(parse(text)[0]!.tests).toEqual([
      { ask: 'works', case: 'go/*', step: 'build', when: { go: '>=1.21' }, otherwise: 'no-such-name' },
      { ask: 'breaks', case: 'go/sizes', by: 'go-compile-error:*' },
      { ask: 'reports', case: 'go/sizes', name: 'percent', atMost: '82' },
      { ask: 'reports', case: 'go/sizes', name: 'percent', atMost: '82' },
      { ask: 'figures', figures: { 'the heading': '3.2', 'the text': '127 + 9' } },
      { ask: 'nobody', reason: 'a trace would' },
    ]);
  });

  it.each([
    ['an unknown case', claim('{ask: works, case: go/none}'), 'claims.yaml:4:26: no case is called `go/none`'],
    [
      'an unknown step',
      claim('{ask: works, case: go/sizes, step: run}'),
      'claims.yaml:4:42: `go/sizes` has no step `run` (its steps are build)',
    ],
    [
      'an unknown role',
      claim("{ask: works, case: go/sizes, when: {node: '20'}}"),
      'claims.yaml:4:49: `go/sizes` has no role `node`',
    ],
    [
      'a range that is none',
      claim('{ask: works, case: go/sizes, when: {go: newer}}'),
      'claims.yaml:4:47: `newer` is no range of versions',
    ],
    [
      'a name that nobody reports',
      claim('{ask: reports, case: go/sizes, name: size, is: 1}'),
      'claims.yaml:4:44: no such step of `go/sizes` reports `size` (add it to the step’s `reports`)',
    ],
    [
      'no bound',
      claim('{ask: tells, case: go/sizes, name: percent}'),
      'claims.yaml:4:7: needs one of `is`, `atLeast` and `atMost`',
    ],
    [
      'one figure alone',
      claim('{ask: figures, figures: {a: 1}}'),
      'claims.yaml:4:31: figures agree or not from two on',
    ],
    [
      'an unknown key',
      claim('{ask: works, case: go/sizes, steps: build}'),
      'claims.yaml:4:36: unknown key `steps` (see `emrift cases show claims --schema` for the format)',
    ],
    [
      'an id used twice',
      claim('{ask: nobody, reason: r}') + claim('{ask: nobody, reason: r}'),
      'claims.yaml:5:7: two claims are called `C1`',
    ],
  ])('refuses %s', (_, text, problem) => {
    expect(problemOf(() => parse(text))).toBe(problem);
  });
});
