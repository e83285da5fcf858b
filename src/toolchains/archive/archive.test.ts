import { execFileSync } from 'node:child_process';
import {
  chmodSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  rmSync,
  statSync,
  symlinkSync,
  truncateSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { checkTree } from './check-tree.ts';
import { moveFolder, realFile, realFolder, removeInside } from './folders.ts';
import { type Member, refuseMembers } from './members.ts';
import { LISTING_ARGS, readTarListing } from './tar-listing.ts';
import { unpackArchive } from './unpack.ts';

let dir: string;
beforeEach(() => {
  dir = mkdtempSync(join(tmpdir(), 'emrift-archive-'));
});
afterEach(() => rmSync(dir, { recursive: true, force: true }));

const lay = (path: string, content = 'x', mode = 0o644) => {
  mkdirSync(join(dir, path, '..'), { recursive: true });
  writeFileSync(join(dir, path), content);
  chmodSync(join(dir, path), mode);
};

describe('readTarListing', () => {
  it('reads whatever names there are', () => {
    const strange = ['a b', 'q"uote', 'back\\slash', 'line\nbreak', 'x" -> "y', 'ü'];
    for (const name of strange) lay(`top/${name}`);
    symlinkSync('to "here" -> there', join(dir, 'top/link'));
    execFileSync('tar', ['-cf', join(dir, 'a.tar'), '-C', dir, 'top']);
    const env = { ...process.env, LC_ALL: 'C' };
    const text = execFileSync('tar', [...LISTING_ARGS, '-f', join(dir, 'a.tar')], { encoding: 'utf8', env });
    const members = readTarListing(text)!;
    const decode = (path: string) => Buffer.from(path, 'latin1').toString('utf8');
    expect(
      members
        .filter(({ kind }) => kind === 'file')
        .map(({ path }) => decode(path.slice(4)))
        .sort(),
    ).toEqual(strange.sort());
    expect(members.find(({ kind }) => kind === 'link')?.target).toBe('to "here" -> there');
    expect(readTarListing('V--------- 0/0 0 1970-01-01 00:00 "label"--Volume Header--\n')).toBeNull();
  });
});

describe('refuseMembers', () => {
  const file = (path: string, rest: Partial<Member> = {}): Member => ({
    path,
    kind: 'file',
    size: 1,
    special: false,
    ...rest,
  });
  const link = (path: string, target: string): Member => ({ path, kind: 'link', size: 0, special: false, target });

  it('lets links inside pass, and bounds all sizes together', () => {
    const rules = { top: 'go' };
    const honest = [file('go/bin/go'), link('go/pkg/x', '../bin/go'), link('go/a', './bin'), file('go/./b')];
    expect(refuseMembers(honest, rules)).toBeNull();
    expect(refuseMembers([link('go/a/b', '../../../x')], rules)).toMatch(/is a link to outside/);
    const large = Array.from({ length: 4 }, (_, index) => file(`go/${index}`, { size: 2 * 2 ** 30 }));
    expect(refuseMembers(large.slice(0, 3), rules)).toBeNull();
    expect(refuseMembers(large, rules)).toMatch(/makes it too large/);
  });

  it('lets links of a root lead anywhere, and drops special bits only there', () => {
    const members = [link('./usr/bin/x', '/etc/x'), file('./usr/bin/su', { special: true })];
    expect(refuseMembers(members, { top: null, anyLink: true, dropsSpecial: true })).toBeNull();
    expect(refuseMembers(members, { top: null, anyLink: true })).toMatch(/setuid/);
  });
});

describe('unpackArchive', () => {
  it('takes over no special bits, and nothing behind a link that an earlier archive left', async () => {
    lay('usr/bin/su', 'x', 0o6755);
    const pack = (name: string) => execFileSync('tar', ['-czf', join(dir, name), '-C', dir, './usr']);
    pack('one.tar.gz');
    const options = { top: null, anyLink: true, dropsSpecial: true, env: { PATH: process.env.PATH! } };
    await unpackArchive(join(dir, 'one.tar.gz'), join(dir, 'tree'), options);
    expect(statSync(join(dir, 'tree/usr/bin/su')).mode & 0o7777).toBe(0o755);
    mkdirSync(join(dir, 'outside'));
    rmSync(join(dir, 'tree/usr/bin'), { recursive: true });
    symlinkSync(join(dir, 'outside'), join(dir, 'tree/usr/bin'));
    const again = unpackArchive(join(dir, 'one.tar.gz'), join(dir, 'tree'), {
      ...options,
      args: ['--keep-directory-symlink'],
    });
    await expect(again).rejects.toThrow(/one\.tar\.gz holds members behind the link usr\/bin/);
  });
});

describe('what was unpacked', () => {
  it('is checked as a whole: no device, no setuid bit, no size or depth that no toolchain has', async () => {
    lay('tree/a/f');
    await checkTree(join(dir, 'tree'));
    symlinkSync('tree', join(dir, 'linked'));
    await expect(checkTree(join(dir, 'linked'))).rejects.toThrow(/no folder/);
    chmodSync(join(dir, 'tree/a/f'), 0o4755);
    await expect(checkTree(join(dir, 'tree'))).rejects.toThrow(/"a\/f", which has a setuid or setgid bit/);
    chmodSync(join(dir, 'tree/a/f'), 0o644);
    execFileSync('mkfifo', [join(dir, 'tree/pipe')]);
    await expect(checkTree(join(dir, 'tree'))).rejects.toThrow(/"pipe", which is neither file nor folder nor link/);
    rmSync(join(dir, 'tree/pipe'));
    truncateSync(join(dir, 'tree/a/f'), 3 * 2 ** 30);
    await expect(checkTree(join(dir, 'tree'))).rejects.toThrow(/is too large/);
  });

  it('is moved and removed without following links', async () => {
    lay('outside/keep', 'mine');
    mkdirSync(join(dir, 'tree'));
    symlinkSync(join(dir, 'outside'), join(dir, 'tree/link'));
    await expect(realFolder(join(dir, 'tree'), 'link')).rejects.toThrow(/no folder link/);
    await expect(realFile(join(dir, 'tree'), 'link/keep')).rejects.toThrow(/no file link\/keep/);
    await expect(moveFolder(join(dir, 'tree'), 'link', join(dir, 'moved'))).rejects.toThrow(/no folder link/);
    await expect(removeInside(join(dir, 'tree'), 'link/keep')).rejects.toThrow(/no folder link/);
    await removeInside(join(dir, 'tree'), 'link');
    expect(readFileSync(join(dir, 'outside/keep'), 'utf8')).toBe('mine');
  });
});
