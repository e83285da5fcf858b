import { createHash } from 'node:crypto';
import { dirname, join, resolve } from 'node:path';
import { readFoundText } from './read-text.ts';
import { runProcess } from './sandbox/run.ts';

const LIMITS = { wall: 30_000, silence: 30_000, output: 512 << 20, memory: 4 * (1 << 30) };

/** A file as git has it in a revision (`HEAD~1:reports/results.json`), or null where there is no such, or no git. */
export async function showRevision(name: string, folder: string): Promise<string | null> {
  return await askGit(folder, ['show'], name);
}

/**
 * Whether git has a text under a name in a revision: it is named by what it says, and need not be taken out of the repository for
 * that. False: it has another one, or none, or there is no git.
 */
export async function isRevision(name: string, folder: string, text: string): Promise<boolean> {
  const id = (await askGit(folder, ['rev-parse', '--verify'], name))?.trim();
  if (id === undefined) return false;
  // gitformat-pack(5): SHA-1, in some repositories SHA-256, of type, length and content.
  const bytes = Buffer.from(text);
  const own = createHash(id.length === 40 ? 'sha1' : 'sha256')
    .update(`blob ${bytes.length}\0`)
    .update(bytes);
  return own.digest('hex') === id;
}

/** What a command of git says of a name; null where it fails, or where there is no git. */
async function askGit(folder: string, command: readonly string[], name: string): Promise<string | null> {
  // What begins with a hyphen would be an option.
  if (name.startsWith('-')) return null;
  const env = { PATH: process.env.PATH ?? '', HOME: process.env.HOME ?? '/' };
  const said = await runProcess(['git', '-C', folder, ...command, name], { limits: LIMITS, env });
  return said.kind === 'exited' && said.exitCode === 0 ? said.stdout : null;
}

/** The files that decide what `HEAD` is in the repository of a folder, whether they exist or not; none outside of one. */
export function headFiles(folder: string): string[] {
  for (let at = resolve(folder); ; at = dirname(at)) {
    const found = join(at, '.git');
    // Of a worktree it is a file that leads to its folder.
    const link = /^gitdir: (.+)$/.exec(readLine(found) ?? '')?.[1];
    const own = link === undefined ? found : resolve(at, link);
    const head = readLine(join(own, 'HEAD'));
    if (head !== null) {
      // gitrepository-layout(5): what worktrees share lies in the folder that `commondir` names.
      const shared = resolve(own, readLine(join(own, 'commondir')) ?? '.');
      const ref = /^ref: (.+)$/.exec(head)?.[1];
      const files = [join(own, 'HEAD'), join(shared, 'packed-refs'), join(shared, 'reftable', 'tables.list')];
      return [found, ...files, ...(ref ? [join(shared, ref)] : [])];
    }
    if (at === dirname(at)) return [];
  }
}

/** The first line of a file of git's own, which are short; null where it cannot be read. */
function readLine(file: string): string | null {
  try {
    return readFoundText(file, 1 << 16)?.split('\n', 1)[0] ?? null;
  } catch {
    // A folder, a pipe, or no path that can be followed: then it says nothing.
    return null;
  }
}
