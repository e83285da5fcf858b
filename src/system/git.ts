import { lstatSync, readFileSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { runProcess } from './sandbox/run.ts';

const LIMITS = { wall: 30_000, silence: 30_000, output: 512 << 20, memory: 4 * (1 << 30) };

/** A file as git has it in a revision (`HEAD~1:reports/results.json`), or null where there is no such, or no git. */
export async function showRevision(name: string, folder: string): Promise<string | null> {
  // What begins with a hyphen would be an option.
  if (name.startsWith('-')) return null;
  const env = { PATH: process.env.PATH ?? '', HOME: process.env.HOME ?? '/' };
  const shown = await runProcess(['git', '-C', folder, 'show', name], { limits: LIMITS, env });
  return shown.kind === 'exited' && shown.exitCode === 0 ? shown.stdout : null;
}

/** The files that decide what `HEAD` is in the repository of a folder, whether they exist or not; none outside of one. */
export function headFiles(folder: string): string[] {
  for (let at = resolve(folder); ; at = dirname(at)) {
    const found = join(at, '.git');
    const own = isFolder(found) ? found : linkedTo(found);
    // gitrepository-layout(5): what worktrees share lies in the folder that `commondir` names.
    const shared = own && resolve(own, readLine(join(own, 'commondir')) ?? '.');
    if (own && shared) {
      const ref = /^ref: (.+)$/.exec(readLine(join(own, 'HEAD')) ?? '')?.[1];
      const files = [join(own, 'HEAD'), join(shared, 'packed-refs'), join(shared, 'reftable', 'tables.list')];
      return [found, ...files, ...(ref ? [join(shared, ref)] : [])];
    }
    if (at === dirname(at)) return [];
  }
}

function isFolder(path: string): boolean {
  try {
    return lstatSync(path).isDirectory();
  } catch {
    // Not there, or no path that can be followed.
    return false;
  }
}

/** The folder that a worktree's `.git` file leads to; null where there is no such file. */
function linkedTo(file: string): string | null {
  const folder = /^gitdir: (.+)$/.exec(readLine(file) ?? '')?.[1];
  return folder === undefined ? null : resolve(dirname(file), folder);
}

function readLine(file: string): string | null {
  try {
    return readFileSync(file, 'utf8').split('\n', 1)[0] ?? null;
  } catch {
    // Not there: then it says nothing.
    return null;
  }
}
