import { describe, expect, it } from 'vitest';
import { ProblemInInput } from '../model/errors.ts';
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

  it('refuses a pattern that fits nothing', () => {
    expect(() => names(['wasi'])).toThrow(ProblemInInput);
  });
});
