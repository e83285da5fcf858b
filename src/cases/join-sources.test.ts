import { describe, expect, it } from 'vitest';
import type { FileNode } from '../model/action.ts';
import { problemOf } from '../model/problem.fixture.ts';
import { limitsOf } from './case.ts';
import { parseCase } from './parse.ts';

const file = (path: string, digits: string): FileNode => ({ path, digest: `sha256:${digits}` });
const SHARED: Readonly<Record<string, Omit<FileNode, 'path'>>> = {
  'run.mjs': { digest: 'sha256:1' },
  'build.sh': { digest: 'sha256:2', executable: true },
};
const read = (members: string, own: readonly FileNode[] = []) =>
  parseCase(
    'group/name',
    `title: t\nwhy: w\n${members}\nsteps: {a: {run: go}}\n`,
    'case.yaml',
    own,
    (path) => SHARED[path] ?? null,
  );

describe('the files of a case', () => {
  it('are its own and those that it shares, sorted, under their names or under others', () => {
    expect(read('shared: [run.mjs, build.sh]', [file('main.go', '3'), file('a.go', '4')]).sources).toEqual([
      file('a.go', '4'),
      { path: 'build.sh', digest: 'sha256:2', executable: true },
      file('main.go', '3'),
      file('run.mjs', '1'),
    ]);
    expect(read('shared: {b/load.mjs: run.mjs, a.mjs: run.mjs}').sources).toEqual([
      file('a.mjs', '1'),
      file('b/load.mjs', '1'),
    ]);
    expect(read('tags: [x]', [file('main.go', '3')]).sources).toEqual([file('main.go', '3')]);
  });

  it.each([
    [
      'shared: [build.sh, run.mjs]',
      'case.yaml:3:20: `run.mjs` lies in the folder of the case already',
      [file('main.go', '3'), file('run.mjs', '4')],
    ],
    [
      'shared: {run.mjs: build.sh}',
      'case.yaml:3:19: `run.mjs` lies in the folder of the case already',
      [file('run.mjs', '4')],
    ],
    [
      'shared: [build.sh, gone.mjs]',
      'case.yaml:3:20: there is no file `gone.mjs` in a folder _shared of the group or of all cases',
      [],
    ],
    [
      'shared: {run.mjs: gone.mjs}',
      'case.yaml:3:19: there is no file `gone.mjs` in a folder _shared of the group or of all cases',
      [],
    ],
  ])('are refused where %s', (members, problem, own) => {
    expect(problemOf(() => read(members, own))).toBe(problem);
  });

  it('are none of others where nobody shares any', () => {
    const text = 'title: t\nwhy: w\nshared: [run.mjs]\nsteps: {a: {run: go}}\n';
    expect(problemOf(() => parseCase('a/b', text, 'case.yaml', []))).toMatch(/there is no file `run\.mjs`/);
  });
});

it('limits that a step declares are known from those that it has by default', () => {
  const step = read('tags: [x]').steps[0]!;
  expect(limitsOf(step).declared).toEqual([]);
  const own = { ...step, limits: { wall: 5, disk: undefined, memory: 7, files: 9 } as never };
  expect(limitsOf(own)).toMatchObject({ declared: ['files', 'memory', 'wall'], limits: { wall: 5, silence: 240_000 } });
});

it('a neighbour brings the role that it neighbours, also to a step that does not use that', () => {
  const text = `title: t
why: w
roles: {exec: {tool: go, is: previous}, far: {tool: node, is: next, of: near}, near: node}
steps:
  a: {run: go build}
  b: {run: emcc x, inputs: {w.js: exec:w.js}}
  c: {run: emcc y, uses: [emsdk, far]}
`;
  expect(parseCase('a/b', text, 'case.yaml', []).steps.map(({ axes }) => axes)).toEqual([
    ['go'],
    ['go', 'emsdk', 'exec'],
    ['emsdk', 'far', 'near'],
  ]);
});
