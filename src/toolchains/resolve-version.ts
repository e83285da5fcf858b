import type { AskedVersion, Axis } from '../matrix/matrix.ts';
import { InfrastructureError, ProblemInInput } from '../model/errors.ts';
import { toolchainId } from '../model/ids.ts';
import { describeUnavailable, type Toolchain } from '../model/toolchain.ts';
import { TOOLS } from '../model/tools.ts';
import type { Lock } from './lock/lock.ts';
import { filesOf, type LockedFile, type LockedToolchain, lockedId, type Platform } from './lock/locked.ts';
import { readInstallation } from './providers/path.ts';
import { type LockedState, SourceUnreachable } from './providers/provider.ts';
import { type Resolution, resolveFromSources } from './resolve-from-sources.ts';
import type { Sources } from './sources.ts';
import { isStored, type Store } from './store/store.ts';

/** How to treat the lock. */
export interface PlanOptions {
  /** Resolve everything anew. False: what is locked stays. */
  readonly update?: boolean;
  /** Refuse whatever the lock does not settle. False: that is resolved and added. */
  readonly locked?: boolean;
}

/** What one version as asked for stands for. */
export type ResolvedVersion =
  | { readonly kind: 'locked'; readonly locked: readonly LockedToolchain[]; readonly lines: readonly string[] }
  | { readonly kind: 'own'; readonly toolchain: Toolchain; readonly lines: readonly string[] }
  | {
      readonly kind: 'unavailable';
      /** The toolchain's id, where the lock or the release's number gives it. */
      readonly id: string | null;
      readonly reason: string;
      readonly lines: readonly string[];
    }
  /** An optional version that this machine does without. */
  | { readonly kind: 'left-out'; readonly reason: string; readonly lines: readonly string[] };

/**
 * Resolves one version: by the lock where that holds, else through the sources. Throws `ProblemInInput` for one that
 * does not exist, or is not in the lock where that is not to grow. An optional version never throws and is never
 * unavailable: where nothing can be done with it, it is left out, and sources are asked for one that is not locked only
 * where everything is resolved anew, so that a warm run asks nobody.
 */
export async function resolveVersion(
  axis: Axis,
  asked: AskedVersion,
  lock: Lock,
  store: Store,
  sources: Sources,
  options: PlanOptions,
): Promise<ResolvedVersion> {
  const { tool } = axis;
  if (asked.spec.kind === 'path') {
    return { kind: 'own', toolchain: await readInstallation(tool, asked.spec.dir, asked.position), lines: [] };
  }
  const known = lockedFor(lock, axis, asked, store.platform);
  if (asked.optional) {
    const reason = await whyLeftOut(axis, asked, known, store, sources, options);
    if (reason !== null) return { kind: 'left-out', reason, lines: [] };
  }
  // What npm has under a version never changes, so that there is nothing to resolve anew.
  if (known && (!options.update || asked.spec.kind === 'module')) {
    const kept = await Promise.all(known.map((locked) => keepLocked(locked, asked, axis, store, sources, options)));
    if (!kept.includes('gone')) return mergeResolved(kept as ResolvedVersion[]);
  } else if (options.locked) {
    throw new ProblemInInput(`${TOOLS[tool].title} ${asked.text} is not in the lock`, {
      position: asked.position,
      hint: 'run once without --locked',
    });
  }
  const resolution = await resolveAgain(axis, asked, known, sources);
  if (resolution.kind === 'unavailable') {
    if (!known) return { ...resolution, id: expectedId(axis, asked) };
    const line = `${TOOLS[tool].title} ${asked.text} stays ${known.map(lockedId).join(', ')}: ${resolution.reason}`;
    return { kind: 'locked', locked: known, lines: [...resolution.lines, line] };
  }
  return {
    ...resolution,
    kind: 'locked',
    lines: [...resolution.lines, ...describeMove(axis, asked, known, resolution)],
  };
}

/** A locked version that no source lists any more is unavailable, as one whose source cannot be reached; others throw. */
async function resolveAgain(
  axis: Axis,
  asked: AskedVersion,
  known: readonly LockedToolchain[] | undefined,
  sources: Sources,
): Promise<Resolution> {
  try {
    return await resolveFromSources(axis, asked, sources);
  } catch (error) {
    if (!known || !(error instanceof ProblemInInput)) throw error;
    return { kind: 'unavailable', reason: error.message, lines: [] };
  }
}

/** Why an optional version cannot be had here and now; null where it is locked and at hand, or some source offers it. */
async function whyLeftOut(
  axis: Axis,
  asked: AskedVersion,
  known: readonly LockedToolchain[] | undefined,
  store: Store,
  sources: Sources,
  options: PlanOptions,
): Promise<string | null> {
  const isRenewed = options.update && !options.locked;
  if (!known && !isRenewed) return 'not in the lock, which --update renews';
  if (isRenewed && (await isOffered(axis, asked, sources))) return null;
  if (!known) return 'no source that can be reached offers them';
  for (const locked of known) {
    if (await isStored(store, locked)) continue;
    const offer = await sources.offer(locked.origin, axis.tool);
    if (offer.kind === 'unreachable') return `${locked.origin} cannot be reached`;
  }
  return null;
}

/** Whether some source offers a version now. False: none that can be reached does. */
async function isOffered(axis: Axis, asked: AskedVersion, sources: Sources): Promise<boolean> {
  try {
    return (await resolveFromSources(axis, asked, sources)).kind === 'resolved';
  } catch (error) {
    if (error instanceof ProblemInInput) return false;
    throw error;
  }
}

/** What the lock says, where it still fits the matrix: its origins are still among the axis' sources. */
function lockedFor(
  lock: Lock,
  axis: Axis,
  asked: AskedVersion,
  platform: Platform,
): readonly LockedToolchain[] | undefined {
  const ids = lock.asked.get(axis.tool)?.get(asked.text);
  const found = ids?.map((id) => lock.toolchains.get(id)!);
  const fits = found?.every((locked) => axis.from.includes(locked.origin) && locked.platforms[platform]);
  return fits ? found : undefined;
}

/** A locked toolchain as it is, or renewed where its source replaced files, or `gone` where it must be resolved again. */
async function keepLocked(
  locked: LockedToolchain,
  asked: AskedVersion,
  axis: Axis,
  store: Store,
  sources: Sources,
  options: PlanOptions,
): Promise<ResolvedVersion | 'gone'> {
  const id = lockedId(locked);
  const same: ResolvedVersion = { kind: 'locked', locked: [locked], lines: [] };
  const provider = sources.provider(locked.origin);
  if (!provider?.check || (await isStored(store, locked))) return same;
  let state: LockedState;
  try {
    state = await provider.check(locked, sources.context);
    if (state === 'same') return same;
    if (options.locked) throw new InfrastructureError(`${id} is locked to files that ${locked.origin} has replaced`);
    if (state === 'gone' && asked.spec.kind !== 'exact') return 'gone';
    if (state === 'gone') throw new InfrastructureError(`${locked.origin} no longer has ${id}`);
    const renewed = await provider.resolve(axis.tool, locked.version, sources.context);
    const line = `${id}: ${locked.origin} replaced ${describeFiles(locked, renewed, store.platform)}; resolved again`;
    return { kind: 'locked', locked: [renewed], lines: [line] };
  } catch (error) {
    if (!(error instanceof InfrastructureError) && !(error instanceof SourceUnreachable)) throw error;
    return { kind: 'unavailable', id, reason: error.message, lines: [describeUnavailable(id, error.message)] };
  }
}

/** The id that a release would have from the preferred source; its cells are named by it though it cannot be had. */
function expectedId({ tool, from }: Axis, { spec }: AskedVersion): string | null {
  return (spec.kind === 'exact' || spec.kind === 'module') && from[0] ? toolchainId(tool, spec.version, from[0]) : null;
}

function mergeResolved(parts: readonly ResolvedVersion[]): ResolvedVersion {
  const failed = parts.find((part) => part.kind === 'unavailable');
  if (failed) return failed;
  return {
    kind: 'locked',
    locked: parts.flatMap((part) => (part.kind === 'locked' ? part.locked : [])),
    lines: parts.flatMap((part) => part.lines),
  };
}

/** One line where an alias, a line or a range now stands for something else than the lock said. */
function describeMove(
  axis: Axis,
  asked: AskedVersion,
  known: readonly LockedToolchain[] | undefined,
  resolution: Resolution & { kind: 'resolved' },
): string[] {
  const [before, after] = [known?.map(lockedId).join(', '), resolution.locked.map(lockedId).join(', ')];
  if (before === undefined || before === after) return [];
  return [`${TOOLS[axis.tool].title} ${asked.text} moved from ${before} to ${after || 'nothing'}`];
}

/** `libxml2 2.9.14-1 → 2.9.14-2 and 3 more`. */
function describeFiles(before: LockedToolchain, after: LockedToolchain, platform: Platform): string {
  const key = (file: LockedFile) => `${file.name} ${file.version ?? ''}`;
  const now = new Map(filesOf(after, platform).map((file) => [file.name, file]));
  const known = new Set(filesOf(after, platform).map(key));
  const moved = filesOf(before, platform).filter((file) => !known.has(key(file)));
  const [first] = moved;
  if (!first) return 'some of its files';
  const rest = moved.length > 1 ? ` and ${moved.length - 1} more` : '';
  return `${key(first)} → ${now.get(first.name)?.version ?? 'nothing'}${rest}`;
}
