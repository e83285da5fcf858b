import { execFileSync } from 'node:child_process';
import {
  cpSync,
  existsSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  truncateSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { installLocked } from '../../install.ts';
import { filesOf, type LockedToolchain } from '../../lock/locked.ts';
import { openSources, type Sources } from '../../sources.ts';
import { openStore, type Store } from '../../store/store.ts';
import { readSettings } from '../settings.ts';
import { makeArchive, type TestArchive, type TestPackage } from './archive.fixture.ts';
import { upstreamOf } from './suites.ts';

/** The shell of this machine with what it needs, so that a root made of test packages can run a script. */
const SHELL: TestPackage = {
  name: 'dash',
  version: '1',
  files: {
    'usr/bin/sh': { copy: '/bin/sh' },
    'usr/lib64/ld-linux-x86-64.so.2': { copy: '/lib64/ld-linux-x86-64.so.2' },
    'usr/lib/x86_64-linux-gnu/libc.so.6': { copy: '/lib/x86_64-linux-gnu/libc.so.6' },
  },
};
const EMPTY = ['coreutils', 'diffutils', 'findutils', 'grep', 'sed'].map(
  (name): TestPackage => ({ name, version: '1', files: {} }),
);
const library = (version: string): TestPackage => ({
  name: 'libthing',
  version,
  files: { 'usr/lib/libthing.txt': version, 'usr/share/doc/libthing/copyright': 'left out' },
});
const emscripten = (version: string): TestPackage => ({
  name: 'emscripten',
  version,
  depends: 'libthing, clang-15',
  files: {
    'usr/share/emscripten/emcc': `#!/bin/sh\necho emcc ${upstreamOf(version)} "$EM_CONFIG"\n`,
    'usr/bin/emcc': { link: '../share/emscripten/emcc' },
  },
});
const CLANG: TestPackage = {
  name: 'clang-15',
  version: '1:15.0.6-4+b1',
  files: {
    'usr/bin/clang-15': '#!/bin/sh\n',
    'usr/include/stdio.h': "the machine's",
    'usr/lib/llvm-15/include/llvm.h': 'left out',
    'usr/lib/llvm-15/lib/clang/15/include/stddef.h': "clang's own",
    'usr/lib/llvm-15/lib/clang/15/lib/linux/libclang_rt.a': 'left out',
    'usr/lib/x86_64-linux-gnu/libthing.a': 'left out',
    'usr/share/emscripten/cache/sysroot/include/stdio.h': "Emscripten's",
  },
};
const WASI_LIBC: TestPackage = {
  name: 'wasi-libc',
  version: '0.0~git20220510.9886d3d-2',
  files: {
    'usr/lib/wasm32-wasi/libc.a': 'an archive',
    'usr/lib/wasm32-wasi/libc.imports': '__wasi_fd_read',
    'usr/lib/wasm32-wasi/crt1.o': 'an object',
    'usr/lib/wasm32-wasip1': { link: 'wasm32-wasi' },
    'usr/include/wasm32-wasi/stdio.h': 'a header',
    'usr/share/wasm32-wasi/defined-symbols.txt': 'left out',
  },
};
/** A linker of some major version with the parts of the other packages that belong to it. */
const llvm = (major: number, parts: { builtins: boolean; clang: boolean }): TestPackage[] => {
  const version = `1:${major}.1.7-3+b1`;
  const home = `usr/lib/llvm-${major}`;
  const script = '#!/bin/sh\n';
  return [
    {
      name: `lld-${major}`,
      version,
      depends: 'libthing',
      files: { [`${home}/bin/wasm-ld`]: `#!/bin/sh\necho Debian LLD ${major}.1.7\n` },
    },
    { name: `libclang-cpp${major}`, version, files: { 'usr/lib/x86_64-linux-gnu/libclang-cpp.so': '' } },
    { name: `libclang-common-${major}-dev`, version, files: { [`${home}/lib/clang/${major}/include/stddef.h`]: '' } },
    {
      name: `llvm-${major}`,
      version,
      depends: 'python3-that-is-not-there',
      files: Object.fromEntries(['ar', 'nm', 'ranlib', 'objdump'].map((tool) => [`${home}/bin/llvm-${tool}`, script])),
    },
    ...(parts.clang
      ? [
          {
            name: `clang-${major}`,
            version,
            depends: 'gcc-that-is-not-there',
            files: { [`${home}/bin/clang`]: script },
          },
        ]
      : []),
    ...(parts.builtins
      ? [
          {
            name: `libclang-rt-${major}-dev-wasm32`,
            version,
            files: { [`${home}/lib/clang/${major}/lib/wasi/libclang_rt.builtins-wasm32.a`]: 'an archive' },
          },
        ]
      : []),
  ];
};
const LIBRARIES = 'usr/lib/x86_64-linux-gnu';
/** A program of this machine that states its version, and what it needs, in the place of a host's. */
const bash = (version: string, libraries: readonly string[]): TestPackage => ({
  name: 'wasmedge',
  version: `${version}-1`,
  files: {
    'usr/bin/wasmedge': { copy: '/bin/bash' },
    [`${LIBRARIES}/ld-linux-x86-64.so.2`]: { copy: '/lib64/ld-linux-x86-64.so.2' },
    ...Object.fromEntries(libraries.map((name) => [`${LIBRARIES}/${name}`, { copy: `/lib/x86_64-linux-gnu/${name}` }])),
  },
});
const suite = (em: string, lib: string) => [...EMPTY, SHELL, CLANG, library(lib), emscripten(em)];

let dir: string;
let archive: TestArchive;
let store: Store;
beforeAll(() => {
  dir = mkdtempSync(join(tmpdir(), 'emrift-debian-'));
  archive = makeArchive(dir);
});
afterAll(() => {
  archive.close();
  rmSync(dir, { recursive: true, force: true });
});
beforeEach(async () => {
  const storeDir = mkdtempSync(join(dir, 'store-'));
  store = await openStore(storeDir, 'linux-x64');
  archive.publish('bookworm', suite('3.1.6~dfsg-5', '1.0-1'));
});

const open = (env: Record<string, string> = {}): Sources => {
  const own = { EMRIFT_DEBIAN_MIRROR: archive.url, EMRIFT_DEBIAN_KEYRING: archive.keyring };
  const settings = readSettings({ PATH: process.env.PATH, EMRIFT_STORE: store.dir, ...own, ...env });
  return openSources(settings, store, { refresh: true });
};
const resolve = async (sources: Sources, version = '3.1.6') =>
  await sources.provider('debian')!.resolve('emsdk', version, sources.context);
const install = async (sources: Sources, locked: LockedToolchain) =>
  await installLocked(locked, sources.provider('debian')!, store, sources.context, {});

describe('the Debian provider', () => {
  it('offers what the signed indexes have, and installs it into a root of its own', async () => {
    const sources = open();
    expect(await sources.offer('debian', 'emsdk')).toEqual({ kind: 'offered', versions: ['3.1.6'] });
    const locked = await resolve(sources);
    const names = filesOf(locked, 'linux-x64').map((file) => file.name);
    expect(names.sort()).toEqual([
      'clang-15',
      'coreutils',
      'dash',
      'diffutils',
      'emscripten',
      'findutils',
      'grep',
      'libthing',
      'sed',
    ]);
    const { toolchain } = await install(sources, locked);
    expect(toolchain).toMatchObject({
      id: 'em3.1.6-debian',
      layout: 'root',
      llvm: '15.0.6',
      provenance: 'signed',
      buildsLibraries: true,
      env: { EM_CONFIG: '/etc/emscripten.config' },
    });
    const has = (path: string) => existsSync(join(toolchain.dir, 'usr', path));
    const kept = ['lib/llvm-15/lib/clang/15/include/stddef.h', 'share/emscripten/cache/sysroot/include/stdio.h'];
    const leftOut = [
      'share/doc/libthing/copyright',
      'include/stdio.h',
      'lib/llvm-15/include/llvm.h',
      'lib/llvm-15/lib/clang/15/lib/linux/libclang_rt.a',
      'lib/x86_64-linux-gnu/libthing.a',
    ];
    expect([kept.filter(has), leftOut.filter(has)]).toEqual([kept, []]);
    expect(readFileSync(join(toolchain.dir, 'lib/libthing.txt'), 'utf8')).toBe('1.0-1');
  });

  it('installs wasi-libc of a snapshot as a sysroot, its files by name', async () => {
    archive.publish('bookworm', [...suite('3.1.6~dfsg-5', '1.0-1'), WASI_LIBC]);
    const sources = open();
    expect(await sources.offer('debian', 'wasi-libc')).toEqual({ kind: 'offered', versions: ['0.0.20220510'] });
    const locked = await sources.provider('debian')!.resolve('wasi-libc', '0.0.20220510', sources.context);
    const { toolchain } = await install(sources, locked);
    expect(toolchain).toMatchObject({
      id: 'wasi-libc0.0.20220510-debian',
      layout: 'relocatable',
      env: { WASI_SYSROOT: '{mount}' },
      files: { 'libc.a': 'lib/wasm32-wasi/libc.a', 'crt1.o': 'lib/wasm32-wasi/crt1.o' },
    });
    const has = (path: string) => existsSync(join(toolchain.dir, path));
    expect(['include/wasm32-wasi/stdio.h', 'lib/wasm32-wasip1/libc.imports'].filter(has)).toHaveLength(2);
    expect(['usr', 'share', 'lib/wasm32-wasi/defined-symbols.txt'].filter(has)).toEqual([]);
  });

  it('installs LLVM without what its packages depend on, and says where the support library is not to be had', async () => {
    const everything = suite('3.1.6~dfsg-5', '1.0-1');
    const [old, young] = [llvm(13, { builtins: false, clang: true }), llvm(19, { builtins: true, clang: true })];
    archive.publish('bookworm', [...everything, ...old, ...young, ...llvm(22, { builtins: true, clang: false })]);
    const sources = open();
    const provider = sources.provider('debian')!;
    const offered = await sources.offer('debian', 'llvm');
    expect(offered).toEqual({ kind: 'offered', versions: expect.arrayContaining(['13.1.7', '19.1.7', '22.1.7']) });
    const { toolchain } = await install(sources, await provider.resolve('llvm', '19.1.7', sources.context));
    expect(toolchain).toMatchObject({
      id: 'llvm19.1.7-debian',
      layout: 'root',
      llvm: '19.1.7',
      path: ['usr/lib/llvm-19/bin', 'usr/bin'],
      files: {
        'libclang_rt.builtins-wasm32.a': 'usr/lib/llvm-19/lib/clang/19/lib/wasi/libclang_rt.builtins-wasm32.a',
      },
      lacks: {},
    });
    const has = (name: string) => existsSync(join(toolchain.dir, 'usr/lib/llvm-19', name));
    expect(['bin/clang', 'bin/llvm-nm', 'bin/llvm-objdump', 'lib/clang/19/include/stddef.h'].filter(has)).toEqual([
      'bin/clang',
      'bin/llvm-nm',
      'lib/clang/19/include/stddef.h',
    ]);
    const without = await install(sources, await provider.resolve('llvm', '13.1.7', sources.context));
    expect(without.toolchain.lacks).toEqual({ 'libclang_rt.builtins-wasm32.a': 'bookworm has none for LLVM 13' });
    await expect(provider.resolve('llvm', '22.1.7', sources.context)).rejects.toThrow(
      'bookworm has no package clang-22',
    );
  });

  it('takes a program out of its packages with the libraries that it names, and refuses one that lacks some', async () => {
    const version = /version (\d+\.\d+\.\d+)/.exec(execFileSync('/bin/bash', ['--version'], { encoding: 'utf8' }))![1]!;
    const everything = suite('3.1.6~dfsg-5', '1.0-1');
    const publish = (...libraries: string[]) =>
      archive.publish('bookworm', [...everything, bash(version, ['libc.so.6', ...libraries])]);
    publish();
    let sources = open();
    const obtain = async () =>
      await install(sources, await sources.provider('debian')!.resolve('wasmedge', version, sources.context));
    await expect(obtain()).rejects.toThrow(/needs .*libtinfo\.so\.6 from outside its packages/);
    publish('libtinfo.so.6', 'libm.so.6');
    sources = open();
    const { toolchain } = await obtain();
    expect(toolchain).toMatchObject({ id: `wasmedge${version}-debian`, layout: 'relocatable', path: ['bin'] });
    expect(readdirSync(join(toolchain.dir, 'lib')).sort()).toEqual([
      'ld-linux-x86-64.so.2',
      'libc.so.6',
      'libtinfo.so.6',
    ]);
    const moved = join(dir, 'moved elsewhere');
    cpSync(toolchain.dir, moved, { recursive: true });
    const mapped = 'while read -r line; do [[ $line == */libc.so.6 ]] && echo "$line"; done < /proc/$$/maps; true';
    const said = execFileSync(join(moved, 'bin/wasmedge'), ['-c', mapped], { encoding: 'utf8' });
    const loaded = said.trim().split('\n');
    expect(new Set(loaded.map((line) => line.replace(/^.*? \//, '/')))).toEqual(
      new Set([join(moved, 'lib/libc.so.6')]),
    );
  });

  it('distinguishes replaced files from a version that has gone', async () => {
    const locked = await resolve(open());
    const check = async () => {
      const sources = open();
      return await sources.provider('debian')!.check!(locked, sources.context);
    };
    expect(await check()).toBe('same');
    archive.publish('bookworm', suite('3.1.6~dfsg-5', '1.0-1+deb12u1'));
    expect(await check()).toBe('moved');
    archive.publish('bookworm', suite('3.1.7~dfsg-1', '1.0-1'));
    expect(await check()).toBe('gone');
  });

  it('refuses by name other content under a locked name and version', async () => {
    const locked = await resolve(open());
    const other = [...suite('3.1.6~dfsg-5', '1.0-1').filter((one) => one.name !== 'libthing')];
    archive.publish('bookworm', [...other, { ...library('1.0-1'), files: { 'usr/lib/libthing.txt': 'tampered' } }]);
    await expect(install(open(), locked)).rejects.toThrow(/libthing 1\.0-1 does not match the lock/);
  });

  it('refuses a download that does not match the signed index', async () => {
    const locked = await resolve(open());
    truncateSync(archive.pathOf('libthing', '1.0-1'), 100);
    await expect(install(open(), locked)).rejects.toThrow(/libthing|size|hash/i);
  });

  it('cannot be reached where the signature is not by a known key, or was tampered with', async () => {
    const path = join(dir, 'archive/dists/bookworm/InRelease');
    writeFileSync(path, readFileSync(path, 'utf8').replace('Codename: bookworm', 'Codename: bookwyrm'));
    expect(await open().offer('debian', 'emsdk')).toMatchObject({
      kind: 'unreachable',
      reason: expect.stringMatching(/^suite /),
    });
  });

  it('says what to install where there are no keys, and what to set where apt knows no archive', async () => {
    const reason = (await open({ EMRIFT_DEBIAN_MIRROR: 'file:///nonexistent/archive' }).offer('debian', 'emsdk')) as {
      reason: string;
    };
    expect(reason.reason).toMatch(/suite .*: /);
  });
});
