import { everyAxis } from '../../matrix/axes.ts';
import { ProblemInInput } from '../../model/errors.ts';
import { parseToolchain } from '../../model/ids.ts';
import { describeUnavailable } from '../../model/toolchain.ts';
import { describeDownloads, ensureToolchain, requireSpace } from '../../toolchains/ensure.ts';
import { complete, type Lock } from '../../toolchains/lock/lock.ts';
import { type Column, countDownloads, planToolchains, type ToolchainPlan } from '../../toolchains/plan-toolchains.ts';
import { type Verification, verifyStored } from '../../toolchains/store/manage.ts';
import type { StoredToolchain } from '../../toolchains/store/store.ts';
import { digestOnly, loadCases } from '../project/load-cases.ts';
import type { Project } from '../project/project.ts';
import { readAsked } from '../run/plan-run.ts';
import type { MatrixFiles, Session } from '../run/session.ts';

/** For whose cases toolchains are resolved; null: for all that any profile of the matrix names. */
export type ForProfile = string | null;

/**
 * Resolves the versions that a profile's cases use, or all of the matrix. `update`: whether those that are locked are
 * resolved anew. Throws `ProblemInInput` for a version that nobody offers, `InfrastructureError` where no source answers.
 */
export async function planAsked(
  session: Session,
  { matrix, lock }: MatrixFiles,
  project: Project,
  { profile, update }: { readonly profile: ForProfile; readonly update: boolean },
): Promise<ToolchainPlan> {
  const axes =
    profile === null
      ? everyAxis(matrix)
      : readAsked(matrix, loadCases(project.cases, digestOnly), { profile, update: false, locked: false }).axes;
  return await planToolchains(axes, lock, session.store, session.sources, { update });
}

/** Stored toolchains by their names; all of them where none is named. Throws `ProblemInInput` for one that is not stored. */
export function chooseStored(
  stored: readonly StoredToolchain[],
  names: readonly string[] = [],
): readonly StoredToolchain[] {
  if (names.length === 0) return stored;
  for (const name of names) {
    if (stored.some(({ toolchain }) => toolchain.id === name)) continue;
    throw new ProblemInInput(`${name} is not in the store`, { hint: '`emrift toolchains list` shows what is' });
  }
  return stored.filter(({ toolchain }) => names.includes(toolchain.id));
}

/** Refuses what can be no toolchain's name before any source is asked. Throws `ProblemInInput`. */
export function checkNames(names: readonly string[] = []): void {
  const wrong = names.find((name) => !parseToolchain(name));
  if (wrong === undefined) return;
  throw new ProblemInInput(`${JSON.stringify(wrong.slice(0, 60))} is no toolchain`, {
    hint: 'such as go1.23.12 or em3.1.69-debian',
  });
}

/** Columns by the names of their toolchains; all of them where none is named. Throws `ProblemInInput` where none is left. */
export function chooseColumns(columns: readonly Column[], names: readonly string[] = []): readonly Column[] {
  const chosen = columns.filter(({ id }) => names.length === 0 || (id !== null && names.includes(id)));
  if (chosen.length === 0) throw new ProblemInInput(`the matrix asks for none of ${names.join(', ')}`);
  return chosen;
}

/** Whether the files of stored toolchains are as they were installed. Throws what the signal aborts with. */
export async function verifyAll(
  { store }: Session,
  stored: readonly StoredToolchain[],
  signal: AbortSignal,
): Promise<({ readonly id: string; readonly name: string } & Verification)[]> {
  const found = [];
  for (const one of stored) {
    signal.throwIfAborted();
    found.push({ id: one.toolchain.id, name: one.name, ...(await verifyStored(store, one, signal)) });
  }
  return found;
}

/** What installing came to. */
export interface InstalledAll {
  readonly installed: readonly string[];
  /** Why each of the others could not be had. */
  readonly failed: readonly string[];
  /** What was locked, with what was learned on the way. */
  readonly lock: Lock;
}

/**
 * Takes toolchains into the store, one after the other; null where it is only said what would be downloaded. Throws
 * `InfrastructureError` where the disk has no room for them.
 */
export async function installAll(
  { store, sources }: Session,
  columns: readonly Column[],
  options: {
    readonly lock: Lock;
    readonly dryRun: boolean;
    readonly signal: AbortSignal;
    readonly note: (line: string) => void;
  },
): Promise<InstalledAll | null> {
  const { dryRun, signal, note } = options;
  const downloads = countDownloads(columns, store.platform);
  note(describeDownloads(downloads) ?? 'all of them are in the store');
  if (dryRun) return null;
  await requireSpace(store, downloads);
  const installed: string[] = [];
  const failed: string[] = [];
  let { lock } = options;
  for (const column of columns) {
    const had = await ensureToolchain(column, store, sources, { signal, onProgress: note });
    if (had.kind === 'unavailable') failed.push(describeUnavailable(column.id, had.reason));
    else installed.push(had.toolchain.id);
    if (had.kind === 'ready' && had.locked) lock = complete(lock, had.locked);
  }
  return { installed, failed, lock };
}
