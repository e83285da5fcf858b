import { chmodSync, mkdirSync, mkdtempSync, renameSync, rmSync, statSync, utimesSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterAll, beforeEach, expect, it } from 'vitest';
import type { Digest } from '../../model/action.ts';
import { ProblemInInput } from '../../model/errors.ts';
import { openMemoStore } from '../../run/storage/memo-store.ts';
import { digestOnly, loadCases } from './load-cases.ts';
import { loadCasesOnce } from './remember-cases.ts';

const top = mkdtempSync(join(tmpdir(), 'emrift-remembered-'));
afterAll(() => rmSync(top, { recursive: true, force: true }));
const [root, store] = [join(top, 'cases'), join(top, 'store')];

function write(path: string, text: string): void {
  mkdirSync(dirname(join(root, path)), { recursive: true });
  writeFileSync(join(root, path), text);
}

const text = (title: string) => `title: ${title}\nwhy: w\nshared: [run.mjs]\nsteps: {a: {run: node run.mjs}}\n`;
let kept: Set<Digest>;
let puts: number;
const blobs = {
  put: (content: Uint8Array) => {
    puts++;
    kept.add(digestOnly(content));
    return digestOnly(content);
  },
  has: (digest: Digest) => kept.has(digest),
};

/** What is loaded, and how many files were read for it. */
function load(program = 'one') {
  puts = 0;
  const cases = loadCasesOnce(root, blobs, openMemoStore(store, program));
  expect(cases).toEqual(loadCases(root, digestOnly));
  return puts;
}

/** Files that changed this second are not relied on: the clock goes on, for all that lies there. */
async function settle(): Promise<void> {
  await new Promise((resolve) => setTimeout(resolve, 2100));
}

beforeEach(() => {
  rmSync(top, { recursive: true, force: true });
  kept = new Set();
  write('_shared/run.mjs', 'of all');
  write('group/one/case.yaml', text('one'));
  write('group/one/data.txt', 'data');
  write('group/two/case.yaml', text('two'));
});

it('reads nothing where nothing changed, and everything where anything did', async () => {
  await settle();
  expect(load()).toBe(3);
  expect(load()).toBe(0);
  const changes: Record<string, () => void> = {
    'another program': () => {},
    'a content of the same size and time': () => {
      const { atime, mtime } = statSync(join(root, 'group/one/data.txt'));
      write('group/one/data.txt', 'atad');
      utimesSync(join(root, 'group/one/data.txt'), atime, mtime);
    },
    'a shared file': () => write('_shared/run.mjs', 'another'),
    'a bit of the mode': () => chmodSync(join(root, 'group/one/data.txt'), 0o755),
    'a name': () => renameSync(join(root, 'group/two'), join(root, 'group/three')),
    'a new file': () => write('group/three/more.txt', 'more'),
    'a file that is gone': () => rmSync(join(root, 'group/one/data.txt')),
  };
  for (const [what, change] of Object.entries(changes)) {
    change();
    expect(load(what), what).toBeGreaterThan(0);
  }
});

it('does not rely on files that changed just now, nor on contents that are kept no more', async () => {
  expect(load()).toBe(3);
  expect(load()).toBe(3);
  await settle();
  load();
  expect(load()).toBe(0);
  kept.clear();
  expect(load()).toBe(3);
});

it('says of a mistake what loading says, each time', async () => {
  write('group/two/case.yaml', 'title: [\n');
  await settle();
  for (let turn = 0; turn < 2; turn++) {
    expect(() => loadCasesOnce(root, blobs, openMemoStore(store, 'one'))).toThrow(ProblemInInput);
  }
  rmSync(root, { recursive: true });
  expect(() => loadCasesOnce(root, blobs, openMemoStore(store, 'one'))).toThrow(ProblemInInput);
});
