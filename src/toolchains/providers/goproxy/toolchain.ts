import { mkdir, readdir, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { InfrastructureError } from '../../../model/errors.ts';
import { compareVersions } from '../../../model/versions.ts';
import { type ClientOutcome, callClient, lastWords } from '../../../system/client.ts';
import { hashFile } from '../../../system/files.ts';
import { moveFolder } from '../../archive/folders.ts';
import { filesOf, type LockedFile } from '../../lock/locked.ts';
import { GO_ENV } from '../../tree/wasm-exec.ts';
import { lendingPackage, nameWasmExec } from '../borrow.ts';
import type { OpenSuite } from '../debian/provider.ts';
import { runFetching } from '../fetching.ts';
import type { GoClient } from '../go-client.ts';
import type { ProviderContext } from '../provider.ts';
import type { ModuleTool } from './module-tool.ts';
import { refuseOther } from './modules.ts';
import { prepareModule } from './prepare-module.ts';

const MODULE = 'golang.org/toolchain';
const GO_PLATFORM = 'linux-amd64';
/** The module proxy says no sizes before a download; measured 54 to 73 MB, and 235 to 253 MB unpacked. */
const ESTIMATED_ZIP = 70_000_000;
const ESTIMATED_DISK = 250_000_000;
/** Releases before this one have their wasm_exec files in misc, which is not part of the module. */
const FIRST_WITH_LIB_WASM = '1.24rc1';

/**
 * Go's toolchain module, prepared by a Go client. It has every release and candidate, more than it lists. Its calls
 * throw `InfrastructureError` where the module cannot be had.
 */
export function createToolchainModule(open: OpenSuite): ModuleTool {
  return {
    tool: 'go',
    module: MODULE,
    readVersion: (word) => /^v0\.0\.1-go(.+)\.linux-amd64$/.exec(word)?.[1] ?? null,
    nameOf: moduleOf,
    resolve: async (version, _client, context) => {
      const own: LockedFile = { name: moduleOf(version), size: ESTIMATED_ZIP, estimated: true };
      const old = compareVersions('go', version, FIRST_WITH_LIB_WASM) < 0;
      const lender = old ? await lendingPackage(version, context, open) : null;
      return { files: lender ? [own, lender] : [own], disk: ESTIMATED_DISK };
    },
    check: async (locked, context) => {
      const lender = filesOf(locked, context.platform).find((file) => file.role === 'borrowed');
      if (!lender?.suite) return 'same';
      return (await (await open(lender.suite, context)).lists([lender])) ? 'same' : 'moved';
    },
    install: async (locked, staging, client, context) => {
      const { version } = locked;
      const [own, lender] = splitFiles(filesOf(locked, context.platform));
      const fetched = await fetchModule(version, staging, client, context);
      refuseOther(own, fetched.file);
      const tree = join(staging, 'tree');
      await moveFolder(fetched.cache, fetched.path, tree);
      await prepareModule(tree);
      const named = await nameWasmExec(version, tree, staging, lender, context, open);
      return {
        layout: 'relocatable',
        path: ['bin'],
        env: GO_ENV,
        ...named,
        sources: lender ? [fetched.file, lender] : [fetched.file],
        check: { command: ['go', 'version'], expect: `go${version} ` },
      };
    },
  };
}

/** The reason stands in what the client prints for programs. */
function explainDownload(said: ClientOutcome): string {
  const [, reason] = /"Error": ("(?:[^"\\]|\\.)*")/.exec(said.stdout) ?? [];
  return reason ? (JSON.parse(reason) as string).replace(/\s+/g, ' ').slice(0, 300) : lastWords(said);
}

function moduleOf(version: string): string {
  return `${MODULE}@v0.0.1-go${version}.${GO_PLATFORM}`;
}

function splitFiles(files: readonly LockedFile[]): [LockedFile | undefined, LockedFile | undefined] {
  return [files.find((file) => !file.role), files.find((file) => file.role === 'borrowed')];
}

/** Lets the client download and verify the release into a module cache of its own; nothing of it is run. */
async function fetchModule(
  version: string,
  staging: string,
  { go, env, cwd }: GoClient,
  context: ProviderContext,
): Promise<{ cache: string; path: string; file: LockedFile }> {
  const cache = join(staging, 'modules');
  await mkdir(cache, { recursive: true });
  const own = {
    ...env,
    GOFLAGS: '-modcacherw',
    GOMODCACHE: cache,
    GOPATH: join(staging, 'gopath'),
    GOCACHE: join(staging, 'gocache'),
  };
  const download = [go, 'mod', 'download', '-json', moduleOf(version)];
  const said = await runFetching(download, { env: own, cwd, signal: context.signal });
  if (said.exitCode !== 0) throw new InfrastructureError(explainDownload(said));
  // Module caches are read-only; a tree that cannot be moved or removed is of no use to its owner.
  await callClient(['chmod', '-R', 'u+w', cache], { env, signal: context.signal });
  const downloads = join(cache, 'cache/download', MODULE, '@v');
  const zip = (await readdir(downloads)).find((name) => name.endsWith('.zip'));
  if (!zip) throw new InfrastructureError(`the Go client left no module of go${version}`);
  const path = join(downloads, zip);
  const size = (await stat(path)).size;
  return {
    cache,
    path: moduleOf(version),
    file: { name: moduleOf(version), size, sha256: await hashFile(path) },
  };
}
