import { mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterAll, beforeEach, describe, expect, it } from 'vitest';
import { ProblemInInput } from '../../model/errors.ts';
import { digestOnly, loadCaseNamed, loadCases } from './load-cases.ts';

const root = mkdtempSync(join(tmpdir(), 'emrift-cases-'));
afterAll(() => rmSync(root, { recursive: true, force: true }));

function write(path: string, text: string): void {
  mkdirSync(dirname(join(root, path)), { recursive: true });
  writeFileSync(join(root, path), text);
}

const caseYaml = (shared: string) => `title: t\nwhy: w\n${shared}steps: {a: {run: node run.mjs}}\n`;
const digestOf = (text: string) => digestOnly(Buffer.from(text));
const sourcesOf = () =>
  loadCases(root, digestOnly).map(({ name, sources }) => [name, sources.map(({ path, digest }) => [path, digest])]);

beforeEach(() => {
  rmSync(root, { recursive: true, force: true });
  write('_shared/hello.go', 'of all');
  write('group/_shared/run.mjs', 'of the group');
});

describe('files that cases share', () => {
  it('come from the group or from the root, under the names that the case gives them', () => {
    write('group/one/case.yaml', caseYaml('shared: [run.mjs]\n'));
    write('group/two/case.yaml', caseYaml('shared: {main.go: hello.go, run.mjs: run.mjs}\n'));
    write('group/two/own.txt', 'own');
    expect(sourcesOf()).toEqual([
      ['group/one', [['run.mjs', digestOf('of the group')]]],
      [
        'group/two',
        [
          ['main.go', digestOf('of all')],
          ['own.txt', digestOf('own')],
          ['run.mjs', digestOf('of the group')],
        ],
      ],
    ]);
  });

  it('are the nearest of that name', () => {
    write('_shared/run.mjs', 'of all');
    write('group/one/case.yaml', caseYaml('shared: [run.mjs]\n'));
    expect(sourcesOf()[0]![1]).toEqual([['run.mjs', digestOf('of the group')]]);
  });

  it.each([
    ['shared: [gone.c]\n', 'there is no file `gone.c` in a folder _shared'],
    ['shared: [../run.mjs]\n', 'must be a relative path that stays inside'],
    ['shared: {own.txt: run.mjs}\n', '`own.txt` lies in the folder of the case already'],
    ['shared: [link]\n', 'is neither a file nor a folder'],
    ['shared: []\n', 'Too small'],
  ])('are refused where %j cannot be', (shared, message) => {
    write('group/one/case.yaml', caseYaml(shared));
    write('group/one/own.txt', 'own');
    symlinkSync('/etc/passwd', join(root, 'group/_shared/link'));
    expect(() => loadCases(root, digestOnly)).toThrow(message);
  });
});

it('reads one case by its name as all are read, without looking at others', () => {
  write('group/one/case.yaml', caseYaml('shared: [run.mjs]\n'));
  write('group/one/own/case.yaml', 'within a case is none');
  write('group/one-more/case.yaml', caseYaml('shared: [run.mjs]\n'));
  write('group/deep/in/two/case.yaml', caseYaml('shared: {main.go: hello.go}\n'));
  const all = loadCases(root, digestOnly);
  expect(all.map(({ name }) => name)).toEqual(['group/deep/in/two', 'group/one', 'group/one-more']);
  for (const one of all) expect(loadCaseNamed(root, one.name, digestOnly)).toEqual(one);
  for (const name of [
    '',
    '.',
    '..',
    'group',
    'group/',
    'group/on',
    'group/one/own',
    '_shared',
    'group/one/../one',
    '/',
  ])
    expect(loadCaseNamed(root, name, digestOnly), name).toBeNull();
  write('group/wrong/case.yaml', 'steps: 7\n');
  expect(loadCaseNamed(root, 'group/one', digestOnly)).toEqual(all[1]);
  expect(() => loadCaseNamed(root, 'group/wrong', digestOnly)).toThrow(ProblemInInput);
});
