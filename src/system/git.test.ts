import { execFileSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { headFiles, isRevision, showRevision } from './git.ts';

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

it('knows a text that a revision has by its name', async () => {
  for (const [format, text] of [
    ['sha1', '{"a": "ü"}\n'],
    ['sha256', 'one\r\ntwo'],
  ] as const) {
    const folder = at(format);
    const git = (...args: string[]) =>
      execFileSync('git', ['-C', folder, '-c', 'user.name=a', '-c', 'user.email=a@b.c', ...args], { stdio: 'pipe' });
    mkdirSync(join(folder, 'out'), { recursive: true });
    git('init', '-q', `--object-format=${format}`);
    writeFileSync(join(folder, 'out/results.json'), text);
    const isHead = (given: string) => isRevision('HEAD:./results.json', join(folder, 'out'), given);
    expect(await isHead(text)).toBe(false);
    git('add', '.');
    git('commit', '-qm', 'c');
    expect(await showRevision('HEAD:./results.json', join(folder, 'out'))).toBe(text);
    expect(await isHead(text)).toBe(true);
    expect(await isHead(`${text} `)).toBe(false);
    expect(await isRevision('HEAD:./other.json', join(folder, 'out'), text)).toBe(false);
  }
  expect(await isRevision('--all', at('sha1'), '')).toBe(false);
  expect(await isRevision('HEAD:./x', at('none'), '')).toBe(false);
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
