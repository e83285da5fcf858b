import { execFileSync } from 'node:child_process';
import { existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { selectAxes } from '../../../matrix/axes.ts';
import { readMatrix } from '../../../matrix/matrix.ts';
import type { Toolchain } from '../../../model/toolchain.ts';
import { hashFile } from '../../../system/files.ts';
import { sandboxArgv } from '../../../system/sandbox/enter.ts';
import { ensureToolchain } from '../../ensure.ts';
import { EMPTY_LOCK, type Lock, readLock } from '../../lock/lock.ts';
import { planToolchains } from '../../plan-toolchains.ts';
import { openSources } from '../../sources.ts';
import { openStore } from '../../store/store.ts';
import { startServer, type TestServer } from '../server.fixture.ts';
import { readSettings } from '../settings.ts';
import { repackEmscripten } from './repack.fixture.ts';

const LOCK = new URL('../../../../matrix.lock.yaml', import.meta.url);
const BUILD = '8791c3e936141cbc2dd72d76290ea9b2726d39f3';

let server: TestServer;
let dir: string;
beforeAll(async () => {
  server = await startServer();
  dir = mkdtempSync(join(tmpdir(), 'emrift-repacked-'));
});
afterAll(async () => {
  await server.close();
  rmSync(dir, { recursive: true, force: true });
}, 120_000);

/** Plans and installs Emscripten 3.1.6 from one source into a store. */
async function obtain(
  source: 'emsdk' | 'debian',
  env: Readonly<Record<string, string | undefined>>,
  lock: Lock,
): Promise<Toolchain> {
  const settings = readSettings(env);
  const store = await openStore(settings.storeDir, 'linux-x64');
  const matrix = readMatrix(`{go: {versions: ['1.27']}, emsdk: {versions: [3.1.6], from: [${source}]}}`, 'matrix.yaml');
  const axes = selectAxes(matrix, 'default', {}).axes.filter((axis) => axis.tool === 'emsdk');
  const sources = openSources(settings, store);
  const { columns } = await planToolchains(axes, lock, store, sources);
  const ensured = await ensureToolchain(columns[0]!, store, sources);
  if (ensured.kind === 'unavailable') throw new Error(ensured.reason);
  return ensured.toolchain;
}

it('installs a real Emscripten from an official archive, and it compiles and links', { timeout: 600_000 }, async () => {
  // The one that other tests take, without asking Debian for it again.
  const lock = readLock(readFileSync(LOCK, 'utf8'), 'matrix.lock.yaml');
  const debian = await obtain('debian', process.env, lock);
  const kept = join(readSettings(process.env).storeDir, 'test', debian.digest.slice(7, 23));
  mkdirSync(kept, { recursive: true });
  const archive = repackEmscripten(debian.dir, kept);
  const hash = await hashFile(archive);
  server.files.set('/emscripten-releases-tags.json', JSON.stringify({ aliases: {}, releases: { '3.1.6': BUILD } }));
  server.files.set('/bazel/revisions.bzl', `"3.1.6": struct(\n hash = "${BUILD}",\n sha_linux = "${hash}",\n),\n`);
  server.files.set(`/linux/${BUILD}/wasm-binaries.tar.xz`, readFileSync(archive));

  const env = { ...process.env, EMRIFT_STORE: join(dir, 'store'), EMRIFT_EMSDK_BASE: server.url };
  const toolchain = await obtain('emsdk', env, EMPTY_LOCK);
  expect(toolchain).toMatchObject({
    id: 'em3.1.6',
    provenance: 'published-hash',
    llvm: '14.0.6',
    buildsLibraries: false,
  });
  // The archive has none; each emcc would compile them again, for it only reads the toolchain.
  const compiled = join(toolchain.dir, 'upstream/emscripten/tools/__pycache__');
  const [name] = readdirSync(compiled).filter((one) => one.startsWith('shared.'));
  // PEP 552: the lowest bit says that a hash of the source stands there, the next whether it is to be looked at.
  expect(readFileSync(join(compiled, name!)).readUInt32LE(4)).toBe(0b01);

  const work = join(dir, 'work');
  mkdirSync(work);
  writeFileSync(join(work, 'probe.c'), '#include <stdio.h>\nint main(void) { puts("linked"); return 0; }\n');
  const at = '/opt/emsdk';
  const own = Object.entries(toolchain.env).map(([name, value]) => [name, value.replaceAll('{mount}', at)]);
  const plan = {
    root: null,
    mounts: [
      { from: toolchain.dir, to: at },
      { from: work, to: '/work', writable: true },
    ],
    env: {
      PATH: [...toolchain.path.map((path) => `${at}/${path}`), '/usr/bin', '/bin'].join(':'),
      HOME: '/tmp',
      ...Object.fromEntries(own),
    },
    cwd: '/work',
  };
  const command = 'emcc -O2 probe.c -o probe.js && node probe.js && node --version';
  const [program, ...args] = sandboxArgv(plan, ['sh', '-ec', command]);
  const said = execFileSync(program!, args, { encoding: 'utf8' });
  expect(said).toBe('linked\nv14.18.2\n');
  expect(existsSync(join(work, 'probe.wasm'))).toBe(true);
});
