import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import type { Session } from '../../engine/run/session.ts';
import { roundBytes } from '../../model/bytes.ts';
import { InfrastructureError, ProblemInInput } from '../../model/errors.ts';
import { storeName } from '../../toolchains/lock/locked.ts';
import type { Column } from '../../toolchains/plan-toolchains.ts';
import { readSettings } from '../../toolchains/providers/settings.ts';
import { discardTree } from '../../toolchains/store/discard.ts';
import { roomForResults } from '../../toolchains/store/keep-within.ts';
import { pruneResults } from '../../toolchains/store/kept-results.ts';
import { foreseePrune, pruneStore } from '../../toolchains/store/manage.ts';
import type { StoredToolchain } from '../../toolchains/store/store.ts';
import { EXIT, type ExitCode } from '../io/exit-codes.ts';
import { notice, print, printJson } from '../io/terminal.ts';

/** How to prune. */
export interface PruneOptions {
  readonly 'dry-run': boolean;
  /** How long results of steps may lie unused. */
  readonly days: number;
  /** Whether standard output is one JSON document; false: it is for people. */
  readonly json: boolean;
}

/** Removes all toolchains that the matrix does not ask for, with what was prepared for them. */
export async function prune(
  session: Session,
  stored: readonly StoredToolchain[],
  columns: readonly Column[],
  options: PruneOptions,
): Promise<ExitCode> {
  const wanted = new Set(
    columns.flatMap((column) => (column.kind === 'locked' ? [storeName(column.locked, session.store.platform)] : [])),
  );
  const keep = stored.filter(({ name }) => wanted.has(name));
  const names = new Set(keep.map(({ name }) => name));
  const dryRun = options['dry-run'];
  const pruned = dryRun ? await foreseePrune(session.store, names) : await pruneStore(session.store, names);
  if (!dryRun && pruned.users.length === 0) await pruneWarm(session.store.dir, keep);
  const gone = pruned.removed.map(({ toolchain }) => toolchain.id);
  const inUse = pruned.inUse.map(({ toolchain }) => toolchain.id);
  if (inUse.length > 0) notice(`${inUse.join(', ')} stay, because process ${pruned.users.join(', ')} uses them`);
  if (options.json) printJson({ removed: gone, bytes: pruned.bytes, inUse });
  else print(`${dryRun ? 'would remove' : 'removed'} ${gone.join(', ') || 'nothing'} (${roundBytes(pruned.bytes)})`);
  return EXIT.ok;
}

/**
 * Removes results of steps that no run used for so many days, and what the store's bound leaves no room for. Throws
 * `ProblemInInput` where `days` is no number, `InfrastructureError` while another process uses the store.
 */
export async function pruneBlobs(session: Session, options: PruneOptions): Promise<ExitCode> {
  if (!(options.days >= 0)) throw new ProblemInInput('--days takes a number of days');
  const { storeMax } = readSettings(process.env);
  const most = await roomForResults(session.store, storeMax);
  const dryRun = options['dry-run'];
  const pruned = await pruneResults(session.store.dir, { age: options.days * 86_400_000, most }, dryRun);
  if (pruned.kind === 'in-use') {
    throw new InfrastructureError(`process ${pruned.pid} uses the store; no results of steps were removed`, {
      hint: 'try again when it has ended',
    });
  }
  const { removed, left } = pruned;
  if (options.json) printJson({ removed, left });
  else {
    const what = `${removed.files} files of results of steps (${roundBytes(removed.bytes)})`;
    print(`${dryRun ? 'would remove' : 'removed'} ${what}; ${roundBytes(left.bytes)} stay`);
  }
  return EXIT.ok;
}

/** Prepared caches are named by the digests of what they were made with. */
async function pruneWarm(store: string, keep: readonly StoredToolchain[]): Promise<void> {
  const digests = new Set(keep.map(({ toolchain }) => toolchain.digest.slice(7, 23)));
  const folder = join(store, 'warm');
  for (const name of await readdir(folder).catch(() => [])) {
    const made = name.match(/[0-9a-f]{16}/g) ?? [];
    if (made.every((digest) => digests.has(digest))) continue;
    const line = await discardTree(store, join(folder, name));
    if (line) notice(line);
  }
}
