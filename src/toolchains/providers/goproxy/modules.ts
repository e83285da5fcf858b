import { mkdir, readFile, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { InfrastructureError } from '../../../model/errors.ts';
import { lastWords, runClient } from '../../../system/client.ts';
import { hashFile } from '../../../system/files.ts';
import type { LockedFile } from '../../lock/locked.ts';
import { runFetching } from '../fetching.ts';
import type { GoClient } from '../go-client.ts';
import { type ProviderContext, SourceUnreachable } from '../provider.ts';

/** A version of a module and all that it requires. */
export interface ModuleClosure {
  /** `path@version`, the module itself first. */
  readonly names: readonly string[];
  /** Its `go` line, such as `1.21` or `1.25.0`. */
  readonly goLine: string;
}

/** A module as a client laid it into its cache (`go mod download -json`, cmd/go). */
export interface FetchedModule {
  readonly Path: string;
  readonly Version: string;
  readonly GoMod: string;
  readonly Zip: string;
  /** `h1:…`, as the checksum database has it. */
  readonly Sum: string;
  readonly Error?: string;
}

/**
 * Finds what a module requires, by the go.mod files alone. Throws `SourceUnreachable` where one of them cannot be had.
 */
export async function closeModule(name: string, client: GoClient, context: ProviderContext): Promise<ModuleClosure> {
  const names = [name];
  let goLine = '';
  for (let next = 0; next < names.length; next++) {
    const read = await readGoMod(names[next]!, client, context);
    if (next === 0) goLine = read.goLine;
    for (const required of read.requires) if (!names.includes(required)) names.push(required);
  }
  return { names, goLine };
}

/** The `go` line and the requirements of a go.mod file (golang.org/ref/mod, sections on `go` and `require`). */
export function parseGoMod(text: string): { goLine: string; requires: string[] } {
  const lines = text.split('\n').map((line) => line.replace(/\/\/.*/, '').trim());
  const requires: string[] = [];
  let inside = '';
  let goLine = '1.16';
  for (const line of lines) {
    const block = /^([a-z]+)\s*\($/.exec(line);
    if (block) inside = block[1]!;
    else if (line === ')') inside = '';
    else {
      const words = inside ? [inside, ...line.split(/\s+/)] : line.split(/\s+/);
      if (words[0] === 'go' && words[1]) goLine = words[1];
      if (words[0] === 'require' && words[1] && words[2]) requires.push(`${words[1]}@${words[2]}`);
    }
  }
  return { goLine, requires };
}

async function readGoMod(name: string, { go, env, cwd }: GoClient, context: ProviderContext) {
  const said = await runClient([go, 'list', '-m', '-json', name], { env, cwd, signal: context.signal });
  if (said.exitCode !== 0) throw new SourceUnreachable(lastWords(said));
  const { GoMod } = JSON.parse(said.stdout) as { GoMod?: string };
  if (!GoMod) throw new InfrastructureError(`the Go client left no go.mod of ${name}`);
  return parseGoMod(await readFile(GoMod, 'utf8'));
}

/**
 * Fetches and verifies modules into the client's cache, and compares them with the lock. Throws `InfrastructureError`
 * where one cannot be had or does not match.
 */
export async function fetchModules(
  locked: readonly LockedFile[],
  { go, env, cwd }: GoClient,
  context: ProviderContext,
): Promise<{ module: FetchedModule; file: LockedFile }[]> {
  const names = locked.map((file) => file.name);
  const said = await runFetching([go, 'mod', 'download', '-json', ...names], { env, cwd, signal: context.signal });
  // One object a module, one after the other; what went wrong stands in them.
  const modules = JSON.parse(`[${said.stdout.replaceAll(/^}\n\{/gm, '},{')}]`) as FetchedModule[];
  const failed = modules.find((module) => module.Error);
  if (failed || said.exitCode !== 0) {
    throw new InfrastructureError(`${names[0]} cannot be fetched: ${failed?.Error ?? lastWords(said)}`);
  }
  const fetched: { module: FetchedModule; file: LockedFile }[] = [];
  for (const module of modules) {
    const name = `${module.Path}@${module.Version}`;
    const sha256 = await hashFile(module.Zip);
    const { size } = await stat(module.Zip);
    const file = { name, size, sha256, integrity: module.Sum };
    refuseOther(
      locked.find((one) => one.name === name),
      file,
    );
    fetched.push({ module, file });
  }
  return fetched;
}

/** The client with a module cache of its own in `<staging>/modules`, which its owner can remove. */
export async function withOwnCache(client: GoClient, staging: string): Promise<GoClient> {
  const cache = join(staging, 'modules');
  await mkdir(cache, { recursive: true });
  const own = { GOMODCACHE: cache, GOPATH: join(staging, 'gopath'), GOCACHE: join(staging, 'gocache') };
  return { ...client, env: { ...client.env, ...own, GOFLAGS: '-modcacherw' } };
}

/** Refuses a file whose content differs from the locked one of the same name. Throws `InfrastructureError` for it. */
export function refuseOther(locked: LockedFile | undefined, fetched: LockedFile): void {
  const differs = (name: 'sha256' | 'integrity') => locked?.[name] && locked[name] !== fetched[name];
  if (!differs('sha256') && !(fetched.integrity && differs('integrity'))) return;
  throw new InfrastructureError(`${fetched.name} does not match the lock: another content under its name`);
}
