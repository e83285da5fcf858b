import { homedir } from 'node:os';
import { relative } from 'node:path';

/** A path as a user would write it from here. */
export function shortPath(path: string): string {
  const below = relative(process.cwd(), path);
  if (below === '') return '.';
  if (!below.startsWith('..')) return below;
  return path.startsWith(`${homedir()}/`) ? `~${path.slice(homedir().length)}` : path;
}
