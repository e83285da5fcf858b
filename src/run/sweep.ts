import { readdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { isAlive } from '../toolchains/store/lock-file.ts';

/** Removes the working folders that killed processes left in `<store>/tmp`; their names begin with the process id. */
export function sweepWorkFolders(store: string): void {
  const folder = join(store, 'tmp');
  let names: string[];
  try {
    names = readdirSync(folder);
  } catch {
    return;
  }
  for (const name of names) {
    const pid = Number.parseInt(name, 10);
    if (pid > 0 && !isAlive(pid)) rmSync(join(folder, name), { recursive: true, force: true, maxRetries: 3 });
  }
}
