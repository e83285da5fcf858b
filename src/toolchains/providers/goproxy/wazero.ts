import { copyFile, mkdir, writeFile } from 'node:fs/promises';
import { basename, join } from 'node:path';
import { InfrastructureError } from '../../../model/errors.ts';
import { compareVersions, lineOf } from '../../../model/versions.ts';
import { callClient } from '../../../system/client.ts';
import { filesOf, type LockedFile } from '../../lock/locked.ts';
import type { GoClient } from '../go-client.ts';
import { NO_FILES, type ProviderContext } from '../provider.ts';
import { chooseBuilder, obtainBuilder } from './builder.ts';
import type { ModuleTool } from './module-tool.ts';
import { closeModule, type FetchedModule, fetchModules, withOwnCache } from './modules.ts';

const MODULE = 'github.com/tetratelabs/wazero';
/** Zips of 1.0 to 1.12 and golang.org/x/sys measured 2 to 12 MB; the command 5 to 6 MB. */
const ESTIMATED_ZIP = 8_000_000;
const ESTIMATED_DISK = 16_000_000;
/** Commands of lines before are built with this one: the oldest that a matrix is likely to have anyway. */
const OLDEST_BUILDER = '1.21';

/**
 * wazero: its command, built from the module, and the module with all it requires as a proxy of files, from which a
 * program that embeds it is built offline.
 */
export const wazeroModule: ModuleTool = {
  tool: 'wazero',
  module: MODULE,
  readVersion: (word) => /^v(\d.*)$/.exec(word)?.[1] ?? null,
  nameOf: (version) => `${MODULE}@v${version}`,
  resolve: async (version, client, context) => {
    const { names, goLine } = await closeModule(`${MODULE}@v${version}`, client, context);
    const modules = names.map((name): LockedFile => ({ name, size: ESTIMATED_ZIP, estimated: true }));
    // The line that its go.mod file asks for: it exists as long as the module does, and never moves far.
    const asked = lineOf('go', goLine);
    const line = compareVersions('go', asked, OLDEST_BUILDER) < 0 ? OLDEST_BUILDER : asked;
    return {
      files: [...modules, await chooseBuilder('wazero', line, context)],
      disk: ESTIMATED_DISK * names.length,
    };
  },
  install: async (locked, staging, client, context) => {
    const files = filesOf(locked, context.platform);
    const builder = files.find((file) => file.role === 'builder');
    if (!builder?.version) throw new InfrastructureError(`wazero ${locked.version} is locked without a Go to build it`);
    const own = await withOwnCache(client, staging);
    const modules = files.filter((file) => !file.role);
    const fetched = await fetchModules(modules, own, context);
    const tree = join(staging, 'tree');
    for (const { module } of fetched) await layModule(module, join(tree, 'proxy'));
    await buildCommand(locked.version, builder.version, own, join(tree, 'bin'), context);
    return {
      layout: 'relocatable',
      path: ['bin'],
      env: {
        WAZERO_VERSION: `v${locked.version}`,
        GOPROXY: 'file://{mount}/proxy',
        // The modules were verified when they were taken into the store.
        GOSUMDB: 'off',
        // Whether the machine has a C compiler must not decide what is built.
        CGO_ENABLED: '0',
      },
      ...NO_FILES,
      sources: [...fetched.map(({ file }) => file), builder],
      check: { command: ['wazero', 'version'], expect: locked.version },
    };
  },
};

/** Lays a module out as a proxy of files serves it (golang.org/ref/mod, GOPROXY protocol). */
async function layModule({ Path, Version, GoMod, Zip }: FetchedModule, proxy: string): Promise<void> {
  const folder = join(proxy, escapePath(Path), '@v');
  await mkdir(folder, { recursive: true });
  await writeFile(join(folder, 'list'), `${Version}\n`);
  await writeFile(join(folder, `${Version}.info`), `${JSON.stringify({ Version })}\n`);
  await copyFile(GoMod, join(folder, basename(GoMod)));
  await copyFile(Zip, join(folder, basename(Zip)));
}

/** Capital letters are written as `!` and the small one (golang.org/ref/mod, module cache). */
function escapePath(path: string): string {
  return path.replace(/[A-Z]/g, (letter) => `!${letter.toLowerCase()}`);
}

/** Builds the command so that the same Go release gives the same bytes on every machine. */
async function buildCommand(
  version: string,
  builder: string,
  client: GoClient,
  bin: string,
  context: ProviderContext,
): Promise<void> {
  const dir = await obtainBuilder(builder, context);
  const env = {
    ...client.env,
    ...{ GOROOT: dir, GOBIN: bin, CGO_ENABLED: '0' },
    ...{ GOOS: 'linux', GOARCH: 'amd64', GOAMD64: 'v1', GOEXPERIMENT: '' },
  };
  const flags = ['-trimpath', `-ldflags=-s -w -X ${MODULE}/internal/version.version=${version}`];
  const command = [join(dir, 'bin/go'), 'install', ...flags, `${MODULE}/cmd/wazero@v${version}`];
  await callClient(command, { env, cwd: client.cwd, signal: context.signal });
}
