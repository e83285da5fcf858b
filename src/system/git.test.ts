import { execFileSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { headFiles } from './git.ts';

const top = mkdtempSync(join(tmpdir(), 'emrift-git-'));
const at = (...parts: string[]) => join(top, ...parts);
afterAll(() => rmSync(top, { recursive: true, force: true }));

beforeAll(() => {
  const git = (...args: string[]) =>
    execFileSync('git', ['-C', at('own'), '-c', 'user.name=a', '-c', 'user.email=a@b.c', ...args], { stdio: 'pipe' });
  mkdirSync(at('own/a/b'), { recursive: true });
  git('init', '-q', '-b', 'main');
  git('commit', '-qm', 'c', '--allow-empty');
  git('worktree', 'add', '-q', '-b', 'other', at('beside'));
});

it('names what decides the head of a repository, from any folder in it', () => {
  const wanted = ['.git', '.git/HEAD', '.git/packed-refs', '.git/reftable/tables.list', '.git/refs/heads/main'];
  for (const folder of ['own', 'own/a/b', 'own/none/there'])
    expect(headFiles(at(folder))).toEqual(wanted.map((path) => at('own', path)));
});

it('names the own head of a worktree, and the references that it shares', () => {
  const files = headFiles(at('beside'));
  expect(files.slice(0, 2)).toEqual([at('beside/.git'), at('own/.git/worktrees/beside/HEAD')]);
  expect(files.at(-1)).toBe(at('own/.git/refs/heads/other'));
});

it('names nothing outside of one, and waits for nothing', () => {
  mkdirSync(at('none/.git'), { recursive: true });
  mkdirSync(at('piped'));
  execFileSync('mkfifo', [at('piped/.git')]);
  writeFileSync(at('file'), '');
  for (const folder of ['none', 'piped', 'file', 'file/below']) expect(headFiles(at(folder))).toEqual([]);
});
