import { execFileSync } from 'node:child_process';
import { existsSync, mkdirSync, mkdtempSync, readdirSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { deadMark, elsewhere } from '../../system/mark.fixture.ts';
import { removeTree } from '../../system/remove-tree.ts';
import { sweepScratch, withScratch } from './scratch.ts';

let store: string;
beforeEach(() => {
  store = mkdtempSync(join(tmpdir(), 'emrift-scratch-'));
});
afterEach(async () => {
  await removeTree(store);
});

const NEST = `import os, sys
os.chdir(sys.argv[1])
for _ in range(3000):
  os.mkdir("d"); os.chdir("d")`;
const nest = (folder: string) => execFileSync('/usr/bin/python3', ['-c', NEST, folder]);

describe('scratch folders', () => {
  it('are gone afterwards however deep a step nested folders', async () => {
    const said = await withScratch(store, async (scratch) => {
      nest(scratch);
      return 'done';
    });
    expect(said).toBe('done');
    expect(readdirSync(join(store, 'tmp'))).toEqual([]);
  });

  it('are swept after a process that was killed, without an end to anything', async () => {
    const left = join(store, 'tmp', `${deadMark()}-abc`);
    mkdirSync(left, { recursive: true });
    mkdirSync(join(store, 'tmp', `${elsewhere(deadMark())}-abc`));
    nest(left);
    await sweepScratch(store);
    expect(readdirSync(join(store, 'tmp'))).toEqual([expect.stringContaining('-ffffffff')]);
  });

  it('that cannot be removed are set aside, reported in one line, and tried again', async (context) => {
    const lines: string[] = [];
    let held = '';
    try {
      const said = await withScratch(
        store,
        async (scratch) => {
          held = join(scratch, 'held');
          writeFileSync(held, '');
          execFileSync('chattr', ['+i', held], { stdio: 'pipe' });
          return 'done';
        },
        (line) => lines.push(line),
      ).catch(() => context.skip('only root can make a file that cannot be removed'));
      expect(said).toBe('done');
      expect(lines).toEqual([expect.stringMatching(/^\S+ could not be removed \(EPERM\) and is set aside as \S+$/)]);
      expect(readdirSync(join(store, 'tmp'))).toEqual([]);
      held = join(store, 'aside', readdirSync(join(store, 'aside'))[0]!, 'held');
      expect(existsSync(held)).toBe(true);
    } finally {
      if (existsSync(held)) execFileSync('chattr', ['-i', held], { stdio: 'pipe' });
    }
    await sweepScratch(store);
    expect(readdirSync(join(store, 'aside'))).toEqual([]);
  });
});
