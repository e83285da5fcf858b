import { describe, expect, it } from 'vitest';
import { ProblemInInput } from '../model/errors.ts';
import { problemOf } from '../model/problem.fixture.ts';
import { parseCase } from './parse.ts';
import { selectCases } from './select.ts';

const make = (name: string, tags: string) =>
  parseCase(name, `title: t\nwhy: w\ntags: [${tags}]\nsteps: {a: {run: go version}}\n`, 'f', []);
const CASES = [make('go/one', 'smoke'), make('page/two', 'smoke, nightly'), make('page/three', '')];
const names = (patterns: string[]) => selectCases(CASES, patterns).map(({ name }) => name);

describe('selectCases', () => {
  it.each([
    [[], ['go/one', 'page/two', 'page/three']],
    [['page'], ['page/two', 'page/three']],
    [['page/'], ['page/two', 'page/three']],
    [['*/t*'], ['page/two', 'page/three']],
    [['tag:smoke'], ['go/one', 'page/two']],
    [['!tag:nightly'], ['go/one', 'page/three']],
    [['page', '!tag:nightly'], ['page/three']],
    [
      ['!page/two', 'tag:smoke', 'page/three'],
      ['go/one', 'page/three'],
    ],
    [['!tag:nothing-has-it'], ['go/one', 'page/two', 'page/three']],
  ])('%j', (patterns, expected) => {
    expect(names(patterns)).toEqual(expected);
  });

  it.each([
    [['page/'], ['page/two', 'page/three']],
    [['page/two'], ['page/two']],
    [['pag'], null],
    [['page/tw'], null],
    [['tag:smok'], null],
    [['tag:*'], null],
    [['go', '!page'], ['go/one']],
    [['!*/t*'], ['go/one']],
    [['page/two', 'none'], null],
  ])('takes whole names, groups and tags: %j', (patterns, expected) => {
    const given = () => names(patterns);
    if (expected) expect(given()).toEqual(expected);
    else expect(given).toThrow(ProblemInInput);
  });

  it.each([
    [
      'page/thee',
      'no case matches `page/thee` (for instance go/one, page/two, page/three; `emrift cases list` shows all)',
    ],
    ['page/threee', 'no case matches `page/threee` (did you mean page/three; `emrift cases list` shows all)'],
    ['x/pageant', 'no case matches `x/pageant` (did you mean page/two, page/three; `emrift cases list` shows all)'],
    ['on', 'no case matches `on` (for instance go/one, page/two, page/three; `emrift cases list` shows all)'],
  ])('suggests what %s may mean', (pattern, problem) => {
    expect(problemOf(() => names([pattern]))).toBe(problem);
  });

  it('suggests three cases at most', () => {
    const many = ['a/long1', 'a/long2', 'a/long3', 'a/long4'].map((name) => make(name, ''));
    expect(problemOf(() => selectCases(many, ['lon']))).toContain('did you mean a/long1, a/long2, a/long3;');
    expect(problemOf(() => selectCases(many, ['x']))).toContain('for instance a/long1, a/long2, a/long3;');
  });

  it('refuses a pattern that fits nothing', () => {
    expect(() => names(['wasi'])).toThrow(ProblemInInput);
  });
});
