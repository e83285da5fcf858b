import { compareVersions, isPrerelease, lineOf } from '../../../model/versions.ts';
import type { LockedFile } from '../../lock/locked.ts';
import { type ProviderContext, SourceUnreachable } from '../provider.ts';

/** Where Go comes from to build, by preference: the same release from either builds the same bytes. */
const BUILDER_ORIGINS = ['go.dev', 'goproxy'] as const;

/**
 * The newest release of a line of Go, to build `what` with, as the lock names it. Its size is counted where that Go is itself
 * a toolchain of the run. Throws `SourceUnreachable` where there is none.
 */
export async function chooseBuilder(what: string, line: string, context: ProviderContext): Promise<LockedFile> {
  const offered = (await Promise.all(BUILDER_ORIGINS.map((origin) => listGo(origin, context)))).flat();
  const newest = offered
    .filter((version) => lineOf('go', version) === line && !isPrerelease('go', version))
    .sort((a, b) => compareVersions('go', a, b))
    .at(-1);
  if (!newest) throw new SourceUnreachable(`no Go ${line} to build ${what} with`);
  return { name: 'go', version: newest, size: 0, role: 'builder' };
}

/** The folder of that Go, which is taken into the store. Throws as an installation does. */
export async function obtainBuilder(version: string, context: ProviderContext): Promise<string> {
  const origin = (await listGo('go.dev', context)).includes(version) ? 'go.dev' : 'goproxy';
  return (await context.obtain(origin, 'go', version)).dir;
}

async function listGo(origin: (typeof BUILDER_ORIGINS)[number], context: ProviderContext): Promise<readonly string[]> {
  return await context.versionsOf(origin, 'go').catch((error: unknown) => {
    if (error instanceof SourceUnreachable) return [];
    throw error;
  });
}
