import { copyFile, mkdir, writeFile } from 'node:fs/promises';
import { basename, join } from 'node:path';
import { InfrastructureError } from '../../../model/errors.ts';
import { compareVersions, isPrerelease, lineOf } from '../../../model/versions.ts';
import { callClient } from '../../../system/client.ts';
import { filesOf, type LockedFile } from '../../lock/locked.ts';
import type { GoClient } from '../go-client.ts';
import { type ProviderContext, SourceUnreachable } from '../provider.ts';
import type { ModuleTool } from './module-tool.ts';
import { closeModule, type FetchedModule, fetchModules } from './modules.ts';

const MODULE = 'github.com/tetratelabs/wazero';
/** Zips of 1.0 to 1.12 and golang.org/x/sys measured 2 to 12 MB; the command 5 to 6 MB. */
const ESTIMATED_ZIP = 8_000_000;
const ESTIMATED_DISK = 16_000_000;
/** Commands of lines before are built with this one: the oldest that a matrix is likely to have anyway. */
const OLDEST_BUILDER = '1.21';
/** Where Go comes from to build, by preference: the same release from either builds the same bytes. */
const BUILDER_ORIGINS = ['go.dev', 'goproxy'] as const;

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
    const builder = await chooseBuilder(goLine, context);
    // Its size is counted where that Go is itself a toolchain of the run.
    return {
      files: [...modules, { name: 'go', version: builder, size: 0, role: 'builder' }],
      disk: ESTIMATED_DISK * names.length,
    };
  },
  install: async (locked, staging, client, context) => {
    const files = filesOf(locked, context.platform);
    const builder = files.find((file) => file.role === 'builder');
    if (!builder?.version) throw new InfrastructureError(`wazero ${locked.version} is locked without a Go to build it`);
    const own = await prepareClient(client, staging);
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
      files: {},
      lacks: {},
      borrowed: {},
      sources: [...fetched.map(({ file }) => file), builder],
      check: { command: ['wazero', 'version'], expect: locked.version },
    };
  },
};

/** The newest release of the line that a go.mod file asks for: it exists as long as the module does, and never moves far. */
async function chooseBuilder(goLine: string, context: ProviderContext): Promise<string> {
  const asked = lineOf('go', goLine);
  const line = compareVersions('go', asked, OLDEST_BUILDER) < 0 ? OLDEST_BUILDER : asked;
  const offered = (await Promise.all(BUILDER_ORIGINS.map((origin) => listGo(origin, context)))).flat();
  const newest = offered
    .filter((version) => lineOf('go', version) === line && !isPrerelease('go', version))
    .sort((a, b) => compareVersions('go', a, b))
    .at(-1);
  if (!newest) throw new SourceUnreachable(`no Go ${line} to build wazero with`);
  return newest;
}

async function listGo(origin: (typeof BUILDER_ORIGINS)[number], context: ProviderContext): Promise<readonly string[]> {
  return await context.versionsOf(origin, 'go').catch((error: unknown) => {
    if (error instanceof SourceUnreachable) return [];
    throw error;
  });
}

/** The client with a module cache of its own, which its owner can remove. */
async function prepareClient(client: GoClient, staging: string): Promise<GoClient> {
  const cache = join(staging, 'modules');
  await mkdir(cache, { recursive: true });
  const own = { GOMODCACHE: cache, GOPATH: join(staging, 'gopath'), GOCACHE: join(staging, 'gocache') };
  return { ...client, env: { ...client.env, ...own, GOFLAGS: '-modcacherw' } };
}

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
  const origin = (await listGo('go.dev', context)).includes(builder) ? 'go.dev' : 'goproxy';
  const { dir } = await context.obtain(origin, 'go', builder);
  const env = {
    ...client.env,
    ...{ GOROOT: dir, GOBIN: bin, CGO_ENABLED: '0' },
    ...{ GOOS: 'linux', GOARCH: 'amd64', GOAMD64: 'v1', GOEXPERIMENT: '' },
  };
  const flags = ['-trimpath', `-ldflags=-s -w -X ${MODULE}/internal/version.version=${version}`];
  const command = [join(dir, 'bin/go'), 'install', ...flags, `${MODULE}/cmd/wazero@v${version}`];
  await callClient(command, { env, cwd: client.cwd, signal: context.signal });
}
