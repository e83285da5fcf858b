import { existsSync, mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { InfrastructureError } from '../../model/errors.ts';
import type { Toolchain } from '../../model/toolchain.ts';
import { PLACES } from '../places.ts';
import { withScratch } from '../scratch.ts';
import { commandEnv, planMounts } from '../uses.ts';
import { publishCache, runPrepared, type WarmContext } from './prepare.ts';
import type { GoTarget } from './profile.ts';

/** A build cache of one Go for one target, warmed with what small programs import. */
export interface GoWarmth {
  readonly toolchain: Toolchain;
  /** The role, as the build cache depends on where GOROOT lies (Go records the path in its action ids). */
  readonly role: string;
  readonly target: GoTarget;
}

/** Where a warmed cache lies once it is there. */
export function goWarmFolder(store: string, warmth: GoWarmth): string {
  const { goos, goarch } = warmth.target;
  return join(store, 'warm', `go-${warmth.toolchain.digest.slice(7, 23)}-${warmth.role}-${goos}-${goarch}`);
}

/** Whether a cache is warmed already. */
export function isGoWarm(store: string, warmth: GoWarmth): boolean {
  return existsSync(goWarmFolder(store, warmth));
}

/**
 * Warms a cache: compiles, for the target, the part of the standard library that small programs use. A target that this
 * Go does not know leaves an empty cache, for nothing can be warmed then. Throws `InfrastructureError` when the sandbox
 * fails.
 */
export async function warmGo(context: WarmContext, warmth: GoWarmth): Promise<void> {
  const folder = goWarmFolder(context.store, warmth);
  if (existsSync(folder)) return;
  await withScratch(context.store, async (scratch) => {
    const [work, cache] = [join(scratch, 'build'), join(scratch, 'cache')];
    for (const path of [work, cache]) mkdirSync(path);
    writeFileSync(join(work, 'go.mod'), 'module warm\n\ngo 1.16\n');
    writeFileSync(join(work, 'main.go'), warmProgram(warmth.target));
    const { goos, goarch } = warmth.target;
    const env = { ...commandEnv([warmth]), GOOS: goos, GOARCH: goarch, CGO_ENABLED: '0' };
    const plan = planMounts([warmth], work, [{ from: cache, to: PLACES.goCache, writable: true }], env);
    const outcome = await runPrepared(context, scratch, plan, 'go build -o warm.out . || true');
    if (outcome.kind !== 'exited')
      throw new InfrastructureError(`the build cache of ${warmth.toolchain.id} could not be warmed`);
    publishCache(cache, folder);
  });
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

function warmProgram(target: GoTarget): string {
  const packages = target.goos === 'js' ? [...PACKAGES, 'syscall/js'] : PACKAGES;
  return `package main\n\nimport (\n${packages.map((name) => `\t_ "${name}"\n`).join('')})\n\nfunc main() {}\n`;
}
