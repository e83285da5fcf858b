import { existsSync, mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { InfrastructureError } from '../../model/errors.ts';
import type { Toolchain } from '../../model/toolchain.ts';
import { PLACES } from '../mounts/places.ts';
import { commandEnv, planMounts, type Use } from '../mounts/uses.ts';
import { withScratch } from '../storage/scratch.ts';
import { copyCache, giveFolder, makeFolder, publishCache, runPrepared, type WarmContext } from './prepare.ts';
import type { GoTarget } from './profile.ts';

/** A build cache of one Go for one target, warmed with what small programs import. */
export interface GoCache {
  readonly toolchain: Toolchain;
  /** The role, as the build cache depends on where GOROOT lies (Go records the path in its action ids). */
  readonly role: string;
  readonly target: GoTarget;
  /** A library that the programs embed, compiled into the cache too. */
  readonly embeds?: Use | undefined;
}

/** Where a warmed cache lies once it is there. */
export function goWarmFolder(store: string, wanted: GoCache): string {
  const { toolchain, role, target, embeds } = wanted;
  const name = `go-${keyOf(toolchain)}-${role}-${target.goos}-${target.goarch}`;
  return join(store, 'warm', embeds ? `${name}-${keyOf(embeds.toolchain)}-${embeds.role}` : name);
}

function keyOf(toolchain: Toolchain): string {
  return toolchain.digest.slice(7, 23);
}

/** Whether a cache is warmed already. False: it is to be made. */
export function isGoWarm(store: string, wanted: GoCache): boolean {
  return existsSync(goWarmFolder(store, wanted));
}

/**
 * Warms a cache: compiles, for the target, the part of the standard library that small programs use. A target that this
 * Go does not know leaves an empty cache, for nothing can be warmed then. Gives the milliseconds of CPU time that it took.
 * Throws `InfrastructureError` when the sandbox fails.
 */
export async function warmGo(context: WarmContext, wanted: GoCache): Promise<number> {
  const folder = goWarmFolder(context.store, wanted);
  if (existsSync(folder)) return 0;
  return await withScratch(context.store, async (scratch) => {
    const [work, cache] = [join(scratch, 'build'), join(scratch, 'cache')];
    mkdirSync(work);
    const before = await beginCache(context, wanted, cache);
    writeFileSync(join(work, 'go.mod'), 'module warm\n\ngo 1.16\n');
    writeFileSync(join(work, 'main.go'), warmProgram(wanted));
    const { goos, goarch } = wanted.target;
    const uses = wanted.embeds ? [wanted, wanted.embeds] : [wanted];
    const env = { ...commandEnv(uses), GOOS: goos, GOARCH: goarch, CGO_ENABLED: '0' };
    await giveFolder(work, context);
    const plan = planMounts(uses, work, [{ from: cache, to: PLACES.goCache, writable: true }], env);
    const fetch = wanted.embeds ? 'go get github.com/tetratelabs/wazero@$WAZERO_VERSION && ' : '';
    const cpuMs = await runPrepared(context, scratch, plan, `(${fetch}go build -o warm.out .) || true`);
    if (cpuMs === null) throw new InfrastructureError(`the build cache of ${wanted.toolchain.id} could not be warmed`);
    await publishCache(cache, folder, context);
    return before + cpuMs;
  });
}

/** The standard library is compiled once, whatever is embedded besides; entries of a build cache are never written again. */
async function beginCache(context: WarmContext, { embeds, ...base }: GoCache, cache: string): Promise<number> {
  if (!embeds) {
    makeFolder(cache, context);
    return 0;
  }
  const cpuMs = await warmGo(context, base);
  await copyCache(goWarmFolder(context.store, base), cache, 'linked', context);
  return cpuMs;
}

/** The packages that probes import most; what else they import they compile into their private copy. */
const PACKAGES = [
  'bytes',
  'context',
  'errors',
  'fmt',
  'io',
  'os',
  'runtime',
  'sort',
  'strconv',
  'strings',
  'sync',
  'time',
  'unicode/utf8',
  'unsafe',
];

/** wazero's packages that programs which embed it import (since 1.0). */
const WAZERO_PACKAGES = ['', '/api', '/experimental', '/imports/emscripten', '/imports/wasi_snapshot_preview1', '/sys'];

function warmProgram({ target, embeds }: GoCache): string {
  const packages = [
    ...PACKAGES,
    ...(target.goos === 'js' ? ['syscall/js'] : []),
    ...(embeds ? WAZERO_PACKAGES.map((name) => `github.com/tetratelabs/wazero${name}`) : []),
  ];
  return `package main\n\nimport (\n${packages.map((name) => `\t_ "${name}"\n`).join('')})\n\nfunc main() {}\n`;
}
