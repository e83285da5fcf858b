import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { compareVersions, lineOf } from '../../model/versions.ts';
import { runClient } from '../../system/client.ts';
import { type ProviderContext, SourceUnreachable } from './provider.ts';

/** Toolchains are chosen by the go command since this release. */
const OLDEST_CLIENT = '1.21.0';

/** A Go client and the environment to run it in; it never picks another toolchain unless asked to. */
export interface GoClient {
  readonly go: string;
  readonly env: Readonly<Record<string, string>>;
  /** An empty folder: no go.mod of the user's applies. */
  readonly cwd: string;
}

/**
 * The machine's Go where it is 1.21 or newer, else the newest of Debian's, which is taken into the store. What the
 * user has set for proxies and checksums applies; flags do not. Throws `SourceUnreachable` where there is none.
 */
export async function findGoClient(context: ProviderContext): Promise<GoClient> {
  const cwd = join(context.settings.storeDir, 'empty');
  await mkdir(cwd, { recursive: true });
  const env = { ...context.settings.clientEnv, GOTOOLCHAIN: 'local', GOFLAGS: '', GO111MODULE: 'on', GOWORK: 'off' };
  const own = await askVersion('go', env, cwd, context);
  if (own && compareVersions('go', own, OLDEST_CLIENT) >= 0) return { go: 'go', env, cwd };
  const offered = await context.versionsOf('debian', 'go').catch((error: Error) => {
    throw new SourceUnreachable(
      `no Go client of 1.21 or newer on this machine, and none from Debian: ${error.message}`,
    );
  });
  const newest = offered
    .filter((version) => compareVersions('go', version, OLDEST_CLIENT) >= 0)
    .sort((a, b) => compareVersions('go', a, b))
    .at(-1);
  if (!newest) throw new SourceUnreachable(`no Go client of 1.21 or newer (${lineOf('go', OLDEST_CLIENT)})`);
  const { dir } = await context.obtain('debian', 'go', newest);
  return { go: join(dir, 'bin/go'), env, cwd };
}

async function askVersion(
  go: string,
  env: Readonly<Record<string, string>>,
  cwd: string,
  context: ProviderContext,
): Promise<string | null> {
  const said = await runClient([go, 'version'], { env, cwd, signal: context.signal, wall: 20_000 }).catch(() => null);
  return /\bgo version go(\S+)/.exec(said?.stdout ?? '')?.[1] ?? null;
}
