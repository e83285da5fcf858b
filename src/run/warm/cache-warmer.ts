import { existsSync } from 'node:fs';
import { join } from 'node:path';
import type { Action } from '../../model/action.ts';
import type { Toolchain } from '../../model/toolchain.ts';
import { withLock } from '../../system/lock-file.ts';
import type { Mount } from '../../system/sandbox/enter.ts';
import { PLACES } from '../mounts/places.ts';
import type { Use } from '../mounts/uses.ts';
import { emscriptenCacheFolder, emscriptenCacheMounts, isEmscriptenWarm, warmEmscripten } from './emscripten.ts';
import { type GoCache, goWarmFolder, isGoWarm, warmGo } from './go.ts';
import type { WarmTask } from './plan-caches.ts';
import { copyCache, makeFolder, type WarmContext } from './prepare.ts';
import { goTarget } from './profile.ts';

/** The prepared caches of a store: whether they are there, how they come about, how an action gets them. */
export interface CacheWarmer {
  /** Whether a preparation is done already; false: `warm` does it. */
  isWarm(task: WarmTask): boolean;
  /** Of several processes one works and the others wait for it. Gives the milliseconds of CPU time that it took here. */
  warm(task: WarmTask): Promise<number>;
  layCaches(
    action: Action,
    scratch: string,
    ownLibraries: boolean,
    toolchainOf: (digest: string) => Toolchain | undefined,
  ): Promise<Mount[]>;
}

/** Opens the prepared caches of a store. `toolchainOf` gives a toolchain by its id. */
export function createCacheWarmer(context: WarmContext, toolchainOf: (id: string) => Toolchain): CacheWarmer {
  const needs = (task: WarmTask) => task.kind === 'go' || toolchainOf(task.toolchain).buildsLibraries === true;
  const goCacheOf = ({ embeds, ...task }: WarmTask & { kind: 'go' }, toolchain: Toolchain) => ({
    ...task,
    toolchain,
    embeds: embeds && { ...embeds, toolchain: toolchainOf(embeds.toolchain) },
  });
  const isWarm = (task: WarmTask): boolean => {
    const toolchain = toolchainOf(task.toolchain);
    if (!toolchain || !needs(task)) return true;
    return task.kind === 'go'
      ? isGoWarm(context.store, goCacheOf(task, toolchain))
      : isEmscriptenWarm(context.store, { ...task, toolchain });
  };
  return {
    isWarm,
    async warm(task) {
      const toolchain = toolchainOf(task.toolchain);
      const lock = join(context.store, 'locks', `warm-${toolchain.digest.slice(7, 23)}.lock`);
      const work = async () => {
        if (isWarm(task)) return 0;
        if (task.kind === 'go') return await warmGo(context, goCacheOf(task, toolchain));
        return await warmEmscripten(context, { ...task, toolchain });
      };
      return await withLock(lock, work, { signal: context.signal });
    },
    async layCaches(action, scratch, ownLibraries, byDigest) {
      const mounts: Mount[] = [];
      for (const { role, digest } of action.toolchains) {
        const toolchain = byDigest(digest);
        if (toolchain?.tool === 'emsdk' && ownLibraries) {
          const own = join(scratch, `em-cache-${role}`);
          const prepared = emscriptenCacheFolder(context.store, toolchain);
          if (prepared) await copyCache(prepared, own, 'own', context);
          else makeFolder(own, context);
          mounts.push({ from: own, to: PLACES.emCache, writable: true });
        } else if (toolchain?.buildsLibraries) mounts.push(...emscriptenCacheMounts(context.store, toolchain));
        if (toolchain?.tool !== 'go' || mounts.some((mount) => mount.to === PLACES.goCache)) continue;
        const target = goTarget(action.command, action.env);
        const folder = goWarmFolder(context.store, { toolchain, role, target, embeds: embeddedIn(action, byDigest) });
        if (context.entry.hasMemoryFolders && existsSync(folder)) {
          // The step's shell copies it into memory: on disk it would cost more than many a step itself.
          mounts.push({ to: PLACES.goCache }, { from: folder, to: PLACES.goWarmCache });
          continue;
        }
        // Go writes to its cache also when it only reads (measured: read-only, old versions fail misleadingly).
        const own = join(scratch, `go-cache-${role}`);
        if (existsSync(folder)) await copyCache(folder, own, 'own', context);
        else makeFolder(own, context);
        mounts.push({ from: own, to: PLACES.goCache, writable: true });
      }
      return mounts;
    },
  };
}

/** The library that an action's Go program embeds. */
function embeddedIn(action: Action, toolchainOf: (digest: string) => Toolchain | undefined): GoCache['embeds'] {
  return action.toolchains
    .map(({ role, digest }) => ({ role, toolchain: toolchainOf(digest) }))
    .find((one): one is Use => one.toolchain?.tool === 'wazero');
}
