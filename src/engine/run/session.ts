import { dirname, join } from 'node:path';
import { type Matrix, readMatrix } from '../../matrix/matrix.ts';
import { roundBytes } from '../../model/bytes.ts';
import { ProblemInInput } from '../../model/errors.ts';
import { sweepDrafts, writeAtomically } from '../../system/files.ts';
import { readFoundText, readText } from '../../system/read-text.ts';
import { shortPath } from '../../system/short-path.ts';
import { EMPTY_LOCK, type Lock, printLock, readLock } from '../../toolchains/lock/lock.ts';
import { readSettings } from '../../toolchains/providers/settings.ts';
import { openSources, type Sources } from '../../toolchains/sources.ts';
import { keepWithin } from '../../toolchains/store/keep-within.ts';
import { openStore, type Store } from '../../toolchains/store/store.ts';

/** The store and the sources of one command. */
export interface Session {
  readonly store: Store;
  readonly sources: Sources;
}

/** Opens them. Throws `ProblemInInput` on another platform than linux-x64, the only one that toolchains run on. */
export async function openSession(options: {
  signal: AbortSignal;
  refresh?: boolean;
  note: (line: string) => void;
}): Promise<Session> {
  const platform = `${process.platform}-${process.arch}`;
  if (platform !== 'linux-x64') {
    throw new ProblemInInput(`toolchains are installed and run on linux-x64 only, this is ${platform}`, {
      hint: 'pair, report, explain, diff and cases are available here',
    });
  }
  const settings = readSettings(process.env);
  const store = await openStore(settings.storeDir, 'linux-x64');
  const removed = await keepWithin(store, settings.storeMax);
  if (removed)
    options.note(`removed ${roundBytes(removed.bytes)} of step results that had not been used for a long time`);
  const sources = openSources(settings, store, {
    signal: options.signal,
    refresh: options.refresh ?? false,
    onProgress: options.note,
  });
  return { store, sources };
}

/** Where results of steps are kept: those that came about without isolation apart, for they may depend on the machine. */
export function resultsFolder(store: string, isolated: boolean): string {
  return isolated ? store : join(store, 'no-sandbox');
}

/** A matrix and the lock beside it. */
export interface MatrixFiles {
  readonly matrix: Matrix;
  readonly lock: Lock;
  readonly lockPath: string;
}

/**
 * Reads `matrix.yaml` and its lock; without one, nothing is settled yet. Throws `ProblemInInput` where the matrix is
 * missing or one of the two is malformed.
 */
export function readMatrixFiles(path: string): MatrixFiles {
  const matrix = readMatrixAlone(path);
  const lockPath = join(dirname(path), 'matrix.lock.yaml');
  const locked = readFoundText(lockPath);
  const lock = locked === null ? EMPTY_LOCK : readLock(locked, shortPath(lockPath));
  return { matrix, lock, lockPath };
}

/**
 * Reads `matrix.yaml` for who needs no toolchain: its lock is fifty times as long. Throws `ProblemInInput` where it is missing or
 * malformed.
 */
export function readMatrixAlone(path: string): Matrix {
  const text = readText(path);
  if (text === null) throw new ProblemInInput('there is no such file', { position: { file: shortPath(path) } });
  return readMatrix(text, shortPath(path));
}

/** Writes a lock where it says something new. Gives a line where it cannot be written, for that is no reason to stop. */
export function writeLock(path: string, lock: Lock): string | null {
  const text = printLock(lock);
  sweepDrafts(dirname(path));
  try {
    if (readFoundText(path) !== text) writeAtomically(path, text);
    return null;
  } catch (error) {
    return `${shortPath(path)} could not be written (${(error as NodeJS.ErrnoException).code}); these versions are not locked`;
  }
}
