import { execFileSync } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, readlinkSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { installLocked } from '../../install.ts';
import { filesOf, type LockedToolchain } from '../../lock/locked.ts';
import { openSources, type Sources } from '../../sources.ts';
import { openStore, type Store } from '../../store/store.ts';
import { makeArchive, type TestArchive, type TestPackage } from '../debian/archive.fixture.ts';
import { lay, machineGo, offerGo, publishModule } from '../go-modules.fixture.ts';
import { startServer, type TestServer } from '../server.fixture.ts';
import { readSettings } from '../settings.ts';

const MODULE = 'github.com/tinygo-org/tinygo';
const empty = (name: string, depends?: string): TestPackage => {
  return { name, version: '1', files: {}, ...(depends === undefined ? {} : { depends }) };
};
const CLANG = 'usr/lib/llvm-16/lib/clang/16';
/** The packages by the names that a TinyGo is made of, with this machine's shell in place of programs. */
const PACKAGES: readonly TestPackage[] = [
  ...['coreutils', 'diffutils', 'findutils', 'grep', 'sed', 'libllvm16', 'libclang-cpp16', 'lld-16', 'binaryen'].map(
    (name) => empty(name),
  ),
  {
    name: 'dash',
    version: '1',
    files: {
      'usr/bin/sh': { copy: '/bin/sh' },
      'usr/bin/chmod': { copy: '/bin/chmod' },
      'usr/lib64/ld-linux-x86-64.so.2': { copy: '/lib64/ld-linux-x86-64.so.2' },
      'usr/lib/x86_64-linux-gnu/libc.so.6': { copy: '/lib/x86_64-linux-gnu/libc.so.6' },
      'usr/lib/x86_64-linux-gnu/libselinux.so.1': { copy: '/lib/x86_64-linux-gnu/libselinux.so.1' },
    },
  },
  { name: 'libclang1-16', version: '1', files: { 'usr/lib/x86_64-linux-gnu/libclang-16.so.1': 'a library' } },
  { name: 'llvm-16-dev', version: '1', files: { 'usr/lib/llvm-16/include/llvm.h': 'a header' } },
  {
    name: 'libclang-16-dev',
    version: '1',
    depends: 'libclang-common-16-dev',
    files: { 'usr/lib/llvm-16/lib/libclang.so': { link: '../../x86_64-linux-gnu/none' } },
  },
  { name: 'libclang-common-16-dev', version: '1', files: { [`${CLANG}/include/stddef.h`]: 'a header' } },
  {
    name: 'clang-16',
    version: '1',
    depends: 'libc6-dev',
    files: { 'usr/lib/llvm-16/bin/clang': '#!/bin/sh\n', 'usr/bin/clang-16': { link: '../lib/llvm-16/bin/clang' } },
  },
  { name: 'libc6-dev', version: '1', files: { 'usr/include/stdio.h': 'a header of the machine' } },
  {
    name: 'wasi-libc',
    version: '1',
    files: { 'usr/lib/wasm32-wasi/libc.a': 'an archive', 'usr/include/wasm32-wasi/stdio.h': 'a header' },
  },
  {
    name: 'libclang-rt-16-dev-wasm32',
    version: '1',
    files: { [`${CLANG}/lib/wasi/libclang_rt.builtins-wasm32.a`]: 'an archive' },
  },
];
/** A Go that "builds" a program which states its version, where it finds the headers and the library to do it with. */
const GO = `#!/bin/sh
if [ "$1" = version ]; then echo "go version go{version} linux/amd64"; exit; fi
read -r header < /usr/include/stdio.h && read -r library < /usr/lib/llvm-16/lib/libclang.so || [ "$library" ]
echo '#!/bin/sh' > tinygo
echo 'echo "tinygo version 0.33.0 linux/amd64 by go{version}"' >> tinygo
chmod 755 tinygo
`;
const TARGET = JSON.stringify({ goos: 'x', rtlib: 'compiler-rt', ldflags: ['--stack-first'] });

let dir: string;
let archive: TestArchive;
let server: TestServer;
let store: Store;
let sources: Sources;
beforeEach(async () => {
  dir = mkdtempSync(join(tmpdir(), 'emrift-tinygo-'));
  store = await openStore(join(dir, 'store'), 'linux-x64');
  [server, archive] = [await startServer(), makeArchive(dir)];
  archive.publish('bookworm', PACKAGES);
  const env = {
    ...{ PATH: process.env.PATH, HOME: dir, EMRIFT_STORE: store.dir, EMRIFT_GO_DEV_BASE: server.url },
    ...{ GOPROXY: `file://${join(dir, 'proxy')}`, GOSUMDB: 'off' },
    ...{ EMRIFT_DEBIAN_MIRROR: archive.url, EMRIFT_DEBIAN_KEYRING: archive.keyring },
  };
  sources = openSources(readSettings(env), store, { refresh: true });
});
afterEach(async () => {
  await server.close();
  archive.close();
  rmSync(dir, { recursive: true, force: true });
});

const publish = (target = TARGET) =>
  publishModule(dir, MODULE, 'v0.33.0', {
    'go.mod': `module ${MODULE}\n\ngo 1.19\n`,
    'go.sum': '',
    'main.go': 'package main\n\nfunc main() {}\n',
    'src/os/os.go': 'package os\n',
    'lib/picolibc-stdio.c': '',
    'targets/wasm.json': target,
    'targets/wasip1.json': target,
    'targets/wasm_exec.js': '',
  });
const resolve = async () => await sources.provider('goproxy')!.resolve('tinygo', '0.33.0', sources.context);
const install = async (locked: LockedToolchain) =>
  await installLocked(locked, sources.provider('goproxy')!, store, sources.context, {});

describe.skipIf(!machineGo)('TinyGo as a Go module', () => {
  it('is built in a root with compilers and kept in one without, with libraries in the places of missing sources', {
    timeout: 180_000,
  }, async () => {
    publish();
    offerGo(dir, server, ['1.23.1', '1.23.12', '1.24.1'], GO);
    expect(await sources.offer('goproxy', 'tinygo')).toEqual({ kind: 'offered', versions: ['0.33.0'] });
    const locked = await resolve();
    const built = filesOf(locked, 'linux-x64').filter(({ role }) => role === 'builder');
    expect(built.map(({ name, version }) => `${name} ${version}`).sort()).toEqual([
      'go 1.23.12',
      'libc6-dev 1',
      'libclang-16-dev 1',
      'llvm-16-dev 1',
    ]);
    const { toolchain, sources: made } = await install(locked);
    expect(toolchain).toMatchObject({
      ...{ id: 'tinygo0.33.0', layout: 'root', llvm: '16', env: { TINYGOROOT: '/usr/lib/tinygo' } },
      files: { 'wasm_exec.js': 'usr/lib/tinygo/targets/wasm_exec.js' },
    });
    expect(made[0]).toMatchObject({ name: `${MODULE}@v0.33.0`, integrity: expect.stringMatching(/^h1:/) });
    const at = (path: string) => join(toolchain.dir, 'usr', path);
    const kept = ['bin/clang-16', 'lib/llvm-16/lib/clang/16/include/stddef.h', 'lib/tinygo/src/net/http'];
    const leftOut = ['include/stdio.h', 'lib/llvm-16/include/llvm.h', 'src', 'lib/go'];
    expect([kept.filter((path) => existsSync(at(path))), leftOut.filter((path) => existsSync(at(path)))]).toEqual([
      kept,
      [],
    ]);
    const sysroot = at('lib/tinygo/lib/wasi-libc/sysroot');
    expect(readFileSync(join(sysroot, 'lib/wasm32-wasi/libc.a'), 'utf8')).toBe('an archive');
    expect(readlinkSync(join(sysroot, 'include'))).toBe('../../../../../include/wasm32-wasi');
    expect(JSON.parse(readFileSync(at('lib/tinygo/targets/wasip1.json'), 'utf8'))).toEqual({
      goos: 'x',
      ldflags: ['--stack-first', `/${CLANG}/lib/wasi/libclang_rt.builtins-wasm32.a`],
    });
    expect(execFileSync(at('bin/tinygo'), ['version'], { encoding: 'utf8' })).toMatch(/ by go1\.23\.12\n$/);
  });

  it('is refused where the module is another than the locked one, or a target is not as it was', {
    timeout: 180_000,
  }, async () => {
    publish(JSON.stringify({ goos: 'x', ldflags: [] }));
    offerGo(dir, server, ['1.23.12'], GO);
    const locked = await resolve();
    await expect(install(locked)).rejects.toThrow('wasm.json is no target as it was');
    const { disk, files } = locked.platforms['linux-x64']!;
    const [first, ...rest] = files;
    const platforms = { 'linux-x64': { disk, files: [{ ...first!, integrity: 'h1:another' }, ...rest] } };
    await expect(install({ ...locked, platforms })).rejects.toThrow(/tinygo@v0\.33\.0 does not match the lock/);
  });

  it('cannot be resolved for a release that nobody knows how to build, or without a Go that it takes', async () => {
    lay(join(dir, 'proxy'), {});
    offerGo(dir, server, ['1.24.1'], GO);
    const provider = sources.provider('goproxy')!;
    await expect(provider.resolve('tinygo', '0.99.0', sources.context)).rejects.toThrow(
      'how to build TinyGo 0.99.0 is not known',
    );
    await expect(resolve()).rejects.toThrow('no Go 1.23 to build TinyGo 0.33.0 with');
  });
});
