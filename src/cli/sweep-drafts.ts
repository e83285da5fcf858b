import { readdirSync, rmSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import { isAlive } from '../toolchains/store/lock-file.ts';

/** Removes what processes that were killed left of a file that they were about to write. */
export function sweepDrafts(path: string): void {
  const begin = `${basename(path)}.`;
  for (const name of readdirSync(dirname(path)).filter((one) => one.startsWith(begin))) {
    const draft = /^(\d+)\.[0-9a-f]+\.draft$/.exec(name.slice(begin.length));
    if (draft && !isAlive(Number(draft[1]))) rmSync(join(dirname(path), name), { force: true });
  }
}
