import { copyFile, mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { InfrastructureError } from '../../../model/errors.ts';
import { callClient, lastWords } from '../../../system/client.ts';
import { moveFolder, realFile } from '../../archive/folders.ts';
import { filesOf, type LockedFile } from '../../lock/locked.ts';
import { runInside } from '../../tree/inside.ts';
import { lockBuiltRoot, unpackStaying } from '../debian/built-root.ts';
import type { OpenSuite } from '../debian/provider.ts';
import { runFetching } from '../fetching.ts';
import type { GoClient } from '../go-client.ts';
import type { InstalledTree, ProviderContext } from '../provider.ts';
import { chooseBuilder, obtainBuilder } from './builder.ts';
import type { ModuleTool } from './module-tool.ts';
import { fetchModules, withOwnCache } from './modules.ts';
import { layTinyGo, ROOT, SUITE, unpackToBuild } from './tinygo-parts.ts';

const MODULE = 'github.com/tinygo-org/tinygo';
/** The module's zip measured 4 MB; what it requires to be built comes to 60 MB more, and does not stay. */
const ESTIMATED_ZIP = 64_000_000;
/** The root measured 0.6 GB. */
const ESTIMATED_DISK = 600_000_000;

/**
 * The releases that can be built here, with the newest line of Go that they take (builder/config.go: TinyGo 0.33 takes 1.19
 * to 1.23, and reads no sources newer than the Go that built it). A proxy lists none of them.
 */
const BUILDERS: Readonly<Record<string, string>> = { '0.33.0': '1.23' };

/**
 * TinyGo, built from its module by a Go and by Debian's LLVM, in a root of Debian's packages: the program is built and run
 * in the same system. What its sources keep in other repositories (wasi-libc, compiler-rt) comes from Debian, too; its
 * net/http is in none of these, and lacks. Its calls throw `InfrastructureError` for a release that is not known here.
 */
export function createTinyGoModule(open: OpenSuite): ModuleTool {
  return {
    tool: 'tinygo',
    module: MODULE,
    versions: Object.keys(BUILDERS),
    readVersion: (word) => /^v(\d.*)$/.exec(word)?.[1] ?? null,
    nameOf,
    resolve: async (version, _client, context) => {
      const line = BUILDERS[version];
      if (!line) throw new InfrastructureError(`how to build TinyGo ${version} is not known`);
      const own: LockedFile = { name: nameOf(version), size: ESTIMATED_ZIP, estimated: true };
      const builder = await chooseBuilder(`TinyGo ${version}`, line, context);
      return {
        files: [own, builder, ...(await lockBuiltRoot(ROOT, await open(SUITE, context)))],
        disk: ESTIMATED_DISK,
      };
    },
    check: async (locked, context) => {
      const debs = filesOf(locked, context.platform).filter((file) => file.suite);
      return (await (await open(SUITE, context)).lists(debs)) ? 'same' : 'moved';
    },
    install: async (locked, staging, client, context) => {
      const files = filesOf(locked, context.platform);
      const builder = files.find((file) => file.name === 'go' && file.role === 'builder');
      if (!builder?.version)
        throw new InfrastructureError(`TinyGo ${locked.version} is locked without a Go to build it`);
      const debs = files.filter((file) => file.suite);
      const own = await withOwnCache(client, staging);
      const modules = files.filter((file) => !file.suite && !file.role);
      const fetched = await fetchModules(modules, own, context);
      const [build, tree] = [join(staging, 'build'), join(staging, 'tree')];
      const paths = await unpackToBuild(await open(SUITE, context), debs, staging, build, context);
      await mkdir(join(build, 'usr/src'), { recursive: true });
      await moveFolder(own.env.GOMODCACHE!, nameOf(locked.version), join(build, SOURCES));
      await fetchRequired(locked.version, { ...own, cwd: join(build, SOURCES) }, context);
      await layGo(await obtainBuilder(builder.version, context), build, context);
      await moveFolder(staging, 'modules', join(build, MODULES));
      await buildProgram(locked.version, build, context);
      await unpackStaying(paths, debs, ROOT.parts, tree, context);
      await mkdir(join(tree, 'usr/lib/tinygo'));
      await copyFile(await realFile(build, `${SOURCES}/tinygo`), join(tree, 'usr/bin/tinygo'));
      await layTinyGo(join(build, SOURCES), tree);
      return describe(locked.version, [...fetched.map(({ file }) => file), builder, ...debs]);
    },
  };
}

/** Where things lie in the root in which it is built. */
const SOURCES = 'usr/src/tinygo';
const MODULES = 'usr/src/modules';
const GOROOT = 'usr/lib/go';

function nameOf(version: string): string {
  return `${MODULE}@v${version}`;
}

/** Fetches what it requires, as its own go.sum pins it. */
async function fetchRequired(version: string, { go, env, cwd }: GoClient, context: ProviderContext): Promise<void> {
  const said = await runFetching([go, 'mod', 'download'], { env, cwd, signal: context.signal });
  if (said.exitCode !== 0)
    throw new InfrastructureError(`what TinyGo ${version} requires is unavailable: ${lastWords(said)}`);
}

async function layGo(dir: string, build: string, { settings, signal }: ProviderContext): Promise<void> {
  await callClient(['cp', '-a', '--reflink=auto', dir, join(build, GOROOT)], { env: settings.clientEnv, signal });
}

/** Builds the program in the sandbox, by the compiler and against the libraries of the root. */
async function buildProgram(version: string, build: string, { signal }: ProviderContext): Promise<void> {
  const env = {
    ...{ GOROOT: `/${GOROOT}`, GOMODCACHE: `/${MODULES}`, GOPATH: '/usr/src/gopath', GOCACHE: '/usr/src/gocache' },
    ...{ GOPROXY: 'off', GOSUMDB: 'off', GOTOOLCHAIN: 'local', GOFLAGS: '-modcacherw', GOAMD64: 'v1' },
    ...{ CGO_ENABLED: '1', CC: 'clang-16', CXX: 'clang++-16' },
    ...{ CGO_CPPFLAGS: '-I/usr/lib/llvm-16/include', CGO_LDFLAGS: '-L/usr/lib/llvm-16/lib' },
  };
  const command = 'cd "$1" && go build -trimpath -buildvcs=false -ldflags="-s -w" -tags llvm16 -o tinygo .';
  const root = { dir: build, layout: 'root', path: [`${GOROOT}/bin`, 'usr/bin'], env } as const;
  const said = await runInside(root, ['sh', '-ec', command, 'build', `/${SOURCES}`], { writable: true, signal });
  if (said.exitCode !== 0) throw new InfrastructureError(`TinyGo ${version} could not be built: ${lastWords(said)}`);
}

function describe(version: string, sources: readonly LockedFile[]): InstalledTree {
  return {
    layout: 'root',
    path: ['usr/bin'],
    env: { TINYGOROOT: '/usr/lib/tinygo' },
    files: { 'wasm_exec.js': 'usr/lib/tinygo/targets/wasm_exec.js' },
    lacks: {},
    borrowed: {},
    llvm: '16',
    sources,
    // Without a Go beside it, it says nothing more than this.
    check: { command: ['tinygo', 'version'], expect: `tinygo version ${version} ` },
  };
}
