import { existsSync, lstatSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { availableParallelism } from 'node:os';
import { join } from 'node:path';
import { sha256 } from '../../model/canonical.ts';
import { InfrastructureError } from '../../model/errors.ts';
import type { Toolchain } from '../../model/toolchain.ts';
import type { Mount } from '../../system/sandbox/enter.ts';
import { PLACES } from '../mounts/places.ts';
import { commandEnv, planMounts, unfrozen } from '../mounts/uses.ts';
import { withScratch } from '../storage/scratch.ts';
import { copyCache, giveFolder, makeFolder, publishCache, runPrepared, type WarmContext } from './prepare.ts';
import { HEADERS_ONLY } from './profile.ts';

/**
 * The library cache of an Emscripten that builds its libraries on first use. It grows in generations, each a folder of
 * hard links to the one before plus what one more profile needed, so that running cells never see one half written.
 */
export interface EmscriptenCache {
  readonly toolchain: Toolchain;
  readonly role: string;
  /** As `libraryProfiles` gives them. */
  readonly profile: string;
}

const RECEIPT = 'profiles.json';

/** Where installations have the cache that they came with: Debian's, emsdk's, a folder with emcc in it. */
const SHIPPED = ['usr/share/emscripten/cache', 'upstream/emscripten/cache', 'share/emscripten/cache', 'cache'];

/** Whether some generation has the libraries of a profile, or any for the headers alone. False: they are to be built. */
export function isEmscriptenWarm(store: string, { toolchain, profile }: EmscriptenCache): boolean {
  const newest = newestGeneration(store, toolchain);
  return newest !== null && (profile === HEADERS_ONLY || newest.profiles.includes(profile));
}

/**
 * The folder of the warmed cache, or of the one that the toolchain came with; null where none was warmed yet. Throws
 * `InfrastructureError` where the toolchain's own is gone.
 */
export function emscriptenCacheFolder(
  store: string,
  toolchain: Pick<Toolchain, 'id' | 'digest' | 'dir' | 'buildsLibraries'>,
): string | null {
  if (!toolchain.buildsLibraries) {
    const shipped = shippedCache(toolchain);
    if (shipped) return shipped;
    throw new InfrastructureError(`the libraries of ${toolchain.id} are not where they came`);
  }
  return newestGeneration(store, toolchain)?.folder ?? null;
}

/** The mounts of the warmed cache: each entry read-only in a folder in memory, where old versions put their lock. */
export function emscriptenCacheMounts(store: string, toolchain: Toolchain): Mount[] {
  const generation = newestGeneration(store, toolchain);
  if (!generation) return [{ to: PLACES.emCache }];
  const entries = readdirSync(generation.folder).filter((name) => name !== RECEIPT && !name.endsWith('.lock'));
  return [
    { to: PLACES.emCache },
    ...entries.map((name) => ({ from: join(generation.folder, name), to: `${PLACES.emCache}/${name}` })),
  ];
}

/**
 * Builds the libraries of one profile by linking a small program with its flags. A call that this version refuses
 * builds nothing and counts as done. At most one such build per toolchain may run at a time. Gives the milliseconds of CPU
 * time that it took. Throws `InfrastructureError` where the machine keeps it from being built.
 */
export async function warmEmscripten(context: WarmContext, wanted: EmscriptenCache): Promise<number> {
  const { store } = context;
  const { toolchain, profile } = wanted;
  if (isEmscriptenWarm(store, wanted)) return 0;
  const before = newestGeneration(store, toolchain);
  return await withScratch(store, async (scratch) => {
    const [work, cache] = [join(scratch, 'build'), join(scratch, 'cache')];
    mkdirSync(work);
    // Library files are created once and never written again; a toolchain's own folder stays untouched all the same.
    const shipped = shippedCache(toolchain);
    if (before) await copyCache(before.folder, cache, 'linked', context);
    else if (shipped && hasArchives(shipped)) await copyCache(shipped, cache, 'own', context);
    else makeFolder(cache, context);
    // But for the locks, which whoever builds takes anew.
    for (const name of readdirSync(cache)) if (name.endsWith('.lock')) rmSync(join(cache, name), { force: true });
    writeFileSync(join(work, 'warm.c'), '#include <stdio.h>\nint main(void) { puts("warm"); return 0; }\n');
    writeFileSync(join(work, 'warm.cpp'), '#include <iostream>\nint main() { std::cout << "warm\\n"; }\n');
    await giveFolder(work, context);
    const env = { ...unfrozen(commandEnv([wanted])), EMCC_CORES: String(availableParallelism()) };
    const plan = planMounts([wanted], work, [{ from: cache, to: PLACES.emCache, writable: true }], env);
    const cpuMs = await runPrepared(context, scratch, plan, warmCommand(profile));
    if (cpuMs === null) throw new InfrastructureError(`the libraries of ${toolchain.id} could not be built`);
    rmSync(join(cache, 'tmp'), { recursive: true, force: true });
    const profiles = [...new Set([...(before?.profiles ?? []), profile])].sort();
    rmSync(join(cache, RECEIPT), { force: true });
    writeFileSync(join(cache, RECEIPT), JSON.stringify({ profiles }));
    const folder = join(generationsFolder(store, toolchain), sha256(profiles.join('\n')).slice(0, 16));
    await publishCache(cache, folder, context);
    return cpuMs;
  });
}

/** The cache that an installation came with; undefined where it came with none. */
function shippedCache({ dir }: Pick<Toolchain, 'dir'>): string | undefined {
  return SHIPPED.map((folder) => join(dir, folder)).find(isRealFolder);
}

/** Whether a cache has libraries, be they only some. False: headers at most. */
function hasArchives(cache: string): boolean {
  const folder = join(cache, 'sysroot/lib/wasm32-emscripten');
  return isRealFolder(folder) && readdirSync(folder).some((name) => name.endsWith('.a'));
}

/** A link could lead out of the toolchain. */
function isRealFolder(path: string): boolean {
  return lstatSync(path, { throwIfNoEntry: false })?.isDirectory() ?? false;
}

function warmCommand(profile: string): string {
  const [program, ...flags] = profile.split(' ');
  const source = program === 'em++' ? 'warm.cpp' : 'warm.c';
  return `${program} ${source} ${flags.join(' ')} -o warm.${flags.includes('-c') ? 'o' : 'js'} || true`;
}

interface Generation {
  readonly folder: string;
  readonly profiles: readonly string[];
}

function generationsFolder(store: string, toolchain: Pick<Toolchain, 'digest'>): string {
  return join(store, 'warm', `em-${toolchain.digest.slice(7, 23)}`);
}

/** The generation with most profiles; of equal ones the first by name, so that the choice is the same each time. */
function newestGeneration(store: string, toolchain: Pick<Toolchain, 'digest'>): Generation | null {
  const parent = generationsFolder(store, toolchain);
  if (!existsSync(parent)) return null;
  let best: Generation | null = null;
  for (const name of readdirSync(parent).sort()) {
    const folder = join(parent, name);
    try {
      const { profiles } = JSON.parse(readFileSync(join(folder, RECEIPT), 'utf8')) as { profiles: string[] };
      if (!best || profiles.length > best.profiles.length) best = { folder, profiles };
    } catch {
      // Being removed by another process.
    }
  }
  return best;
}
