import { execFileSync } from 'node:child_process';
import { chmodSync, mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { runProcess } from '../system/sandbox/run.ts';
import { PROGRAM } from './run-command.fixture.ts';

/** Ordinary trouble with files and stores: one line, the right exit code, and soon. */

const LIMITS = { wall: 20_000, silence: 20_000, output: 1 << 20, memory: 4 * 2 ** 30 };

let folder: string;
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'emrift-trouble-'));
  chmodSync(folder, 0o755);
  writeFileSync(join(folder, 'file'), '');
  symlinkSync('loop', join(folder, 'loop'));
  symlinkSync('nowhere', join(folder, 'dangling'));
  mkdirSync(join(folder, 'locked'), { mode: 0o700 });
  mkdirSync(join(folder, 'small'));
  for (const kind of ['loop', 'folder']) mkdirSync(join(folder, `matrix-${kind}/cases`), { recursive: true });
  symlinkSync('matrix.yaml', join(folder, 'matrix-loop/matrix.yaml'));
  mkdirSync(join(folder, 'matrix-folder/matrix.yaml'));
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

async function emrift(args: readonly string[], env: Record<string, string>, around: readonly string[] = []) {
  const outcome = await runProcess([...around, process.execPath, PROGRAM, ...args], {
    cwd: folder,
    env: { PATH: process.env.PATH ?? '', HOME: '/nonexistent', ...env },
    limits: LIMITS,
  });
  if (outcome.kind !== 'exited') throw new Error(`it did not end: ${JSON.stringify(outcome)}`);
  return { code: outcome.exitCode, lines: outcome.stderr.trimEnd().replaceAll(folder, '/folder').split('\n') };
}

const STORES: readonly [what: string, store: string, code: number, says: RegExp][] = [
  ['relative', 'store', 2, /^emrift: the store "store" is no whole path \(EMRIFT_STORE=\/folder\/store\)$/],
  ['below /proc', '/proc/x', 3, /^emrift: cannot write the store \/proc\/x: ENOENT/],
  ['below /sys', '/sys/x/y', 3, /^emrift: cannot write the store/],
  ['below a device', '/dev/null/x', 3, /^emrift: cannot write the store .*ENOTDIR/],
  ['a file', '{folder}/file', 3, /^emrift: cannot write the store .*ENOTDIR/],
  ['below a loop', '{folder}/loop/x', 3, /^emrift: cannot write the store .*ELOOP/],
  ['a link to nowhere', '{folder}/dangling', 3, /^emrift: cannot write the store/],
  ['too long', `{folder}/${'n'.repeat(300)}`, 3, /^emrift: cannot write the store .*ENAMETOOLONG/],
  ['far too long', `/${'n/'.repeat(3000)}`, 3, /^emrift: cannot write the store .*ENAMETOOLONG/],
];

describe('a store that is', () => {
  it.each(STORES)('%s is reported in one line', async (_, store, code, says) => {
    for (const args of [
      ['toolchains', 'list'],
      ['toolchains', 'prune', '--blobs'],
    ]) {
      const ended = await emrift(args, { EMRIFT_STORE: store.replace('{folder}', folder) });
      expect(ended).toEqual({ code, lines: [expect.stringMatching(says)] });
    }
    const { code: doctor } = await emrift(['doctor'], { EMRIFT_STORE: store.replace('{folder}', folder) });
    expect(doctor).toBe(3);
  });

  const unshare = ['unshare', '-rm', 'sh', '-c'];
  const canMount = (() => {
    try {
      execFileSync('unshare', ['-rm', 'true'], { stdio: 'pipe' });
      return true;
    } catch {
      return false;
    }
  })();

  it.skipIf(!canMount)('full, or cannot be written, is reported in one line, and by doctor too', async () => {
    const small = join(folder, 'small');
    const env = { EMRIFT_STORE: join(small, 'store') };
    const mounts = {
      full: `mount -t tmpfs -o size=16k,nr_inodes=50 none ${small}; head -c 16k /dev/zero > ${small}/filler; exec "$@"`,
      'read-only': `mount -t tmpfs -o ro none ${small}; exec "$@"`,
    };
    const says = { full: /ENOSPC/, 'read-only': /EROFS/ };
    for (const kind of ['full', 'read-only'] as const) {
      const around = [...unshare, mounts[kind], 'sh'];
      const ended = await emrift(['toolchains', 'list'], env, around);
      expect(ended).toEqual({ code: 3, lines: [expect.stringMatching(says[kind])] });
      expect((await emrift(['doctor'], env, around)).code).toBe(3);
    }
  });

  it.skipIf(!canMount)('nearly full is no store that doctor calls ready', async () => {
    const small = join(folder, 'small');
    const mount = `mount -t tmpfs -o size=16k none ${small}; mkdir ${small}/store; cat /dev/zero > ${small}/filler 2>&-; exec "$@"`;
    const outcome = await runProcess([...unshare, mount, 'sh', process.execPath, PROGRAM, 'doctor'], {
      env: { PATH: process.env.PATH ?? '', EMRIFT_STORE: join(small, 'store') },
      limits: LIMITS,
    });
    expect(outcome).toMatchObject({ kind: 'exited', exitCode: 3 });
    expect('stdout' in outcome && outcome.stdout).toMatch(
      /^missing store: \S+, only 0 kB free; fix it with `emrift toolchains prune/m,
    );
  });

  it('bounded by something else than a size is reported in one line', async () => {
    const ended = await emrift(['toolchains', 'list'], { EMRIFT_STORE: join(folder, 's'), EMRIFT_STORE_MAX: 'much' });
    expect(ended).toEqual({ code: 2, lines: ['emrift: EMRIFT_STORE_MAX is "much" (give a size such as 20GB)'] });
  });
});

const long = '{long}';
const FILES: readonly [args: readonly string[], cwd: string][] = [
  [['run', '--dry-run', '--matrix', '{folder}/loop'], '.'],
  [['run', '--dry-run', '--matrix', '{folder}/file/x'], '.'],
  [['run', '--dry-run', '--matrix', long], '.'],
  [['run', '--dry-run', '--matrix', '{folder}/locked'], '.'],
  [['cases', 'list'], 'matrix-loop'],
  [['run', '--dry-run'], 'matrix-folder'],
  [['run', '--dry-run', '--cases', '{folder}/loop', '--out', '{folder}/o'], '.'],
  [['run', '--dry-run', '--cases', '{folder}/file', '--out', '{folder}/o'], '.'],
  [['run', '--dry-run', '--cases', long, '--out', '{folder}/o'], '.'],
  [['diff', '{folder}/loop', '{folder}/file'], '.'],
  [['diff', long, long], '.'],
  [['merge', '{folder}/loop'], '.'],
  [['merge', '{folder}/locked'], '.'],
  [['merge', long], '.'],
  [['report', '--out', '{folder}/loop'], '.'],
  [['report', '--out', '{folder}/file'], '.'],
  [['report', '--out', long], '.'],
  [['explain', '{folder}/loop'], '.'],
  [['explain', '{folder}/locked'], '.'],
  [['inspect', '{folder}/loop'], '.'],
  [['inspect', '{folder}/file/x'], '.'],
  [['inspect', long], '.'],
];

describe('a file or folder that cannot be used', () => {
  it.each(FILES)('%j in %s is reported in one line', async (args, cwd) => {
    const filled = args.map((arg) => arg.replace('{folder}', folder).replace('{long}', 'n'.repeat(300)));
    const inFolder = ['sh', '-c', 'cd "$0" && exec "$@"', join(folder, cwd)];
    const { code, lines } = await emrift(filled, { EMRIFT_STORE: join(folder, 'store') }, inFolder);
    expect([0, 2, 3]).toContain(code);
    expect(lines.join('\n')).not.toMatch(/this is a bug|^ {4}at /m);
    if (code !== 0) expect(lines).toHaveLength(1);
  });
});
