import { readFileSync, statSync } from 'node:fs';
import { ProblemInInput } from '../model/errors.ts';
import { shortPath } from './short-path.ts';

/** The largest text that is read, in bytes: JavaScript has none longer than about twice as much. */
const LARGEST = 1 << 28;

/**
 * A file that somebody named, as text; null where there is none. Throws `ProblemInInput` for a folder, for what is too
 * large, and the system's error for what cannot be read. A pipe is read to its end.
 */
export function readText(path: string, largest = LARGEST): string | null {
  const stats = statSync(path, { throwIfNoEntry: false });
  if (!stats) return null;
  const position = { file: shortPath(path) };
  if (stats.isDirectory()) throw new ProblemInInput('is a folder', { position });
  if (stats.size > largest) throw new ProblemInInput(`is larger than ${largest >> 20} MB`, { position });
  return readFileSync(path, 'utf8');
}
