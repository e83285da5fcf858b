import { lstatSync, readdirSync, type Stats } from 'node:fs';
import { join } from 'node:path';

/** What shows whether anything among some files has changed: a line each, and the newest of their times in milliseconds. */
export interface Signs {
  readonly files: readonly string[];
  readonly newest: number;
}

/** A file that changed so shortly before it was looked at may change once more without its times showing it; in ms. */
const SETTLED = 2_000;

/**
 * Looks at some paths and at all that lies so many levels below them: mode, size, inode and both times of each. A folder that is
 * looked into says by what lies in it whether it changed, and its times are left out: a file that came and went is no change.
 * A path at which nothing lies is a line too. Null where something cannot be looked at.
 */
export function signsOf(paths: readonly string[], levels = Number.POSITIVE_INFINITY): Signs | null {
  const files: string[] = [];
  let newest = 0;
  const visit = (path: string, below: number) => {
    const stat = lstatSync(path, { throwIfNoEntry: false });
    if (stat?.isDirectory() && below > 0) {
      files.push(`${path} ${stat.mode} ${stat.ino}`);
      for (const name of readdirSync(path)) visit(join(path, name), below - 1);
      return;
    }
    files.push(`${path} ${stat ? signOf(stat) : '-'}`);
    if (stat) newest = Math.max(newest, stat.mtimeMs, stat.ctimeMs);
  };
  try {
    for (const path of paths) visit(path, levels);
  } catch {
    // Gone meanwhile, or somebody else's: whoever reads it says so.
    return null;
  }
  return { files, newest };
}

/** Whether what was looked at lies still for so long that a change would show. */
export function isSettled({ newest }: Signs): boolean {
  return newest < Date.now() - SETTLED;
}

/** Times to a quarter of a microsecond, which is finer than the clock that file systems take them from. */
function signOf({ mode, size, ino, mtimeMs, ctimeMs }: Stats): string {
  return `${mode} ${size} ${ino} ${mtimeMs} ${ctimeMs}`;
}
