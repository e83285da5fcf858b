import { execFileSync } from 'node:child_process';
import {
  chmodSync,
  existsSync,
  lstatSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { removeTree } from './remove-tree.ts';

let dir: string;
beforeEach(() => {
  dir = mkdtempSync(join(tmpdir(), 'emrift-remove-'));
});
afterEach(async () => {
  await removeTree(dir);
});

/** A script of Python, which alone can change into a folder step by step, and choose any bytes for a name. */
const python = (script: string, ...args: string[]) => execFileSync('/usr/bin/python3', ['-c', script, ...args]);

const NEST = `import os, sys
os.chdir(sys.argv[1])
for _ in range(5000):
  os.mkdir("d"); os.chdir("d")
open("f", "w").close()`;

describe('removeTree', () => {
  it('removes five thousand nested folders, and the thread goes on meanwhile', async () => {
    python(NEST, dir);
    let ticks = 0;
    const timer = setInterval(() => ticks++, 5);
    expect(await removeTree(join(dir, 'd'))).toBeNull();
    clearInterval(timer);
    expect(ticks).toBeGreaterThan(10);
    expect(readdirSync(dir)).toEqual([]);
  });

  it('follows no link, at the top or below', async () => {
    const outside = join(dir, 'outside');
    mkdirSync(join(outside, 'inner'), { recursive: true });
    writeFileSync(join(outside, 'inner/file'), 'mine');
    chmodSync(outside, 0o555);
    mkdirSync(join(dir, 'tree/a'), { recursive: true });
    symlinkSync(outside, join(dir, 'tree/a/link'));
    symlinkSync('..', join(dir, 'tree/a/up'));
    symlinkSync(outside, join(dir, 'top'));
    expect(await removeTree(join(dir, 'tree'))).toBeNull();
    expect(await removeTree(join(dir, 'top'))).toBeNull();
    expect(readdirSync(dir)).toEqual(['outside']);
    expect(existsSync(join(outside, 'inner/file'))).toBe(true);
    expect(lstatSync(outside).mode & 0o777).toBe(0o555);
  });

  it('removes names that are no text, pipes and sockets', async () => {
    mkdirSync(join(dir, 'tree'));
    const script = `import os, sys, socket
os.chdir(sys.argv[1].encode())
os.mkdir(b"d\\xff\\xfe"); open(b"d\\xff\\xfe/\\x80\\n", "w").close(); os.mkfifo("pipe")
socket.socket(socket.AF_UNIX).bind("socket")`;
    python(script, join(dir, 'tree'));
    expect(await removeTree(join(dir, 'tree'))).toBeNull();
    expect(existsSync(join(dir, 'tree'))).toBe(false);
  });

  it('removes what its owner may not write to, as a plain user', () => {
    const lay =
      'mkdir -p "$1/mod/cache/a/b" && touch "$1/mod/cache/a/b/f" && chmod 000 "$1/mod/cache/a/b" && chmod -R 555 "$1/mod/cache" && chmod 000 "$1/mod/cache/a/b"';
    const script = `import { removeTree } from ${JSON.stringify(join(import.meta.dirname, 'remove-tree.ts'))};
const left = await removeTree(process.argv[2]);
if (left) { console.log(left.code); process.exit(1); }`;
    const bundle = join(dir, 'remove.mjs');
    execFileSync(
      join(import.meta.dirname, '../../node_modules/.bin/esbuild'),
      ['--bundle', '--platform=node', '--format=esm', `--outfile=${bundle}`, '--loader=ts'],
      { input: script, stdio: 'pipe' },
    );
    chmodSync(dir, 0o777);
    const asUser = process.getuid!() === 0 ? ['setpriv', '--reuid=65534', '--regid=65534', '--clear-groups'] : ['env'];
    const run = (...argv: string[]) => execFileSync(asUser[0]!, [...asUser.slice(1), ...argv], { stdio: 'pipe' });
    run('sh', '-c', lay, 'lay', dir);
    run(process.execPath, bundle, join(dir, 'mod'));
    expect(existsSync(join(dir, 'mod'))).toBe(false);
  });

  it('says what hinders it, and when its time is over', async () => {
    expect(await removeTree('/proc/self/status')).toMatchObject({ code: expect.stringMatching(/^E/) });
    mkdirSync(join(dir, 'tree'));
    writeFileSync(join(dir, 'tree/f'), '');
    expect(await removeTree(join(dir, 'tree'), -1)).toEqual({ code: 'ETIME' });
    expect(await removeTree(join(dir, 'nothing'))).toBeNull();
  });
});
