import { join } from 'node:path';
import { type Session, writeLock } from '../../engine/run/session.ts';
import type { InstalledAll, verifyAll } from '../../engine/toolchains/manage.ts';
import { roundBytes } from '../../model/bytes.ts';
import { InfrastructureError } from '../../model/errors.ts';
import { shortPath } from '../../system/short-path.ts';
import type { ToolchainPlan } from '../../toolchains/plan-toolchains.ts';
import type { StoredToolchain } from '../../toolchains/store/store.ts';
import { codeOf, EXIT, type ExitCode } from '../io/exit-codes.ts';
import { notice, print, printJson } from '../io/terminal.ts';

/** Keeps what versions stand for, so that several machines can run the same. Throws `InfrastructureError` where it cannot. */
export function lockAll({ columns, lock }: ToolchainPlan, path: string, json: boolean): ExitCode {
  const unlocked = writeLock(path, lock);
  if (unlocked) throw new InfrastructureError(unlocked);
  const settled = columns.flatMap((column) => (column.kind === 'locked' ? [column.id] : []));
  const missing = columns.flatMap((column) => (column.kind === 'unavailable' ? [column.reason] : []));
  for (const reason of missing) notice(reason);
  if (json) printJson({ settled, missing });
  else print(`${settled.length} toolchains are resolved in ${shortPath(path)}`);
  return codeOf(false, missing.length > 0);
}

/** Lists what the store has. */
export function printStored(stored: readonly StoredToolchain[], json: boolean): ExitCode {
  const rows = stored.map(({ toolchain }) => toolchain);
  if (json) {
    printJson({
      toolchains: rows.map(({ id, version, origin, provenance, digest, size, llvm }) => ({
        id,
        version,
        origin,
        provenance,
        digest,
        size,
        llvm,
      })),
    });
    return EXIT.ok;
  }
  const width = Math.max(20, ...rows.map(({ id }) => id.length));
  for (const { id, origin, provenance, size, llvm } of rows) {
    print(
      `${id.padEnd(width)} ${roundBytes(size).padStart(8)}  ${origin}, ${provenance}${llvm ? `, LLVM ${llvm}` : ''}`,
    );
  }
  print(`${rows.length} toolchains, ${roundBytes(rows.reduce((sum, row) => sum + row.size, 0))}`);
  return EXIT.ok;
}

/** Says of each toolchain whether its files are as they were installed. */
export function printVerified(
  { store }: Session,
  found: Awaited<ReturnType<typeof verifyAll>>,
  json: boolean,
): ExitCode {
  if (json) printJson({ toolchains: found });
  for (const one of json ? [] : found) {
    if (one.kind === 'intact') print(`${one.id}: unchanged since it was installed`);
    else
      notice(
        `${one.id}: ${one.count} files have changed since they were installed: ${one.paths.slice(0, 5).join(', ')}; remove ${join(store.dir, 'toolchains', one.name)}`,
      );
  }
  return codeOf(
    false,
    found.some(({ kind }) => kind !== 'intact'),
  );
}

/** Says what was installed, and locks it. Throws `InfrastructureError` where something could not be had, unless as JSON. */
export function printInstalled(all: InstalledAll | null, lockPath: string, json: boolean): ExitCode {
  if (all === null) return EXIT.ok;
  const { installed, failed, lock } = all;
  const unlocked = writeLock(lockPath, lock);
  if (unlocked) notice(unlocked);
  if (json) printJson({ installed, failed });
  else print(`${installed.length} toolchains are in the store`);
  if (failed.length > 0 && !json) throw new InfrastructureError(failed.join('; '));
  return codeOf(false, failed.length > 0);
}
