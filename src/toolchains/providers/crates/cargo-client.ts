import { copyFile, mkdir } from 'node:fs/promises';
import { homedir } from 'node:os';
import { join } from 'node:path';
import { callClient, lastWords, runClient } from '../../../system/client.ts';
import { type ProviderContext, SourceUnreachable } from '../provider.ts';

/** The machine's cargo, and the environment to run it in. */
export interface CargoClient {
  readonly env: Readonly<Record<string, string>>;
  /** An empty folder: no manifest of the user's applies. */
  readonly cwd: string;
  /** Of its rustc. */
  readonly version: string;
  /** The folder with the compiler, its library and cargo: the same programs without rustup's choice before them. */
  readonly sysroot: string;
}

/** A question to the registry, in milliseconds. */
const ASK_WALL = 60_000;

/** Finds the machine's cargo. Throws `SourceUnreachable` where there is none. */
export async function findCargo(context: ProviderContext): Promise<CargoClient> {
  const cwd = join(context.settings.storeDir, 'empty');
  await mkdir(cwd, { recursive: true });
  const env = { ...context.settings.clientEnv, CARGO_TERM_COLOR: 'never' };
  const ask = async (...args: string[]) => {
    const said = await runClient(['rustc', ...args], { env, cwd, signal: context.signal, wall: 20_000 }).catch(
      () => null,
    );
    return said?.exitCode === 0 ? said.stdout.trim() : '';
  };
  const version = /^rustc (\d+\.\d+\.\d+)/.exec(await ask('--version'))?.[1];
  const sysroot = await ask('--print', 'sysroot');
  if (version === undefined || sysroot === '') throw new SourceUnreachable('no cargo with a rustc on this machine');
  return { env, cwd, version, sysroot };
}

/** The same client with a folder of its own for what it downloads; mirrors that the user has set still apply. */
export async function withOwnHome<Client extends Pick<CargoClient, 'env'>>(
  client: Client,
  home: string,
): Promise<Client> {
  await mkdir(home, { recursive: true });
  const theirs = client.env.CARGO_HOME || join(client.env.HOME || homedir(), '.cargo');
  for (const name of ['config.toml', 'config', 'credentials.toml']) {
    await copyFile(join(theirs, name), join(home, name)).catch(() => {});
  }
  return { ...client, env: { ...client.env, CARGO_HOME: home } };
}

/**
 * What `cargo info` says of a crate, which it fetches and verifies for that; null where there is no such version. Throws
 * `SourceUnreachable` where the registry does not answer, or cargo is older than the question (1.82).
 */
export async function askCrate(
  name: string,
  { env, cwd }: CargoClient,
  context: ProviderContext,
): Promise<string | null> {
  const said = await runClient(['cargo', 'info', name], { env, cwd, signal: context.signal, wall: ASK_WALL });
  if (said.exitCode === 0) return said.stdout;
  if (/could not find `/.test(said.stderr)) return null;
  throw new SourceUnreachable(lastWords(said));
}

/**
 * Fetches all that the lock file of a crate names into `<folder>/../vendor`, each verified by it, and has the crate built
 * from there. Nothing that was fetched is run. Throws `InfrastructureError` where it cannot be had.
 */
export async function vendorCrates(folder: string, { env, cwd }: CargoClient, context: ProviderContext): Promise<void> {
  const manifest = join(folder, 'Cargo.toml');
  const vendor = join(folder, '../vendor');
  const command = ['cargo', 'vendor', '--quiet', '--locked', '--manifest-path', manifest, vendor];
  await callClient(command, { env, cwd, signal: context.signal });
}
