import { existsSync } from 'node:fs';
import { delimiter, join } from 'node:path';

/** Where a program lies that the machine's PATH has; null where it has none of that name. */
export function findProgram(name: string): string | null {
  const folders = (process.env.PATH ?? '').split(delimiter);
  const folder = folders.find((candidate) => candidate && existsSync(join(candidate, name)));
  return folder === undefined ? null : join(folder, name);
}
