import { existsSync, readFileSync } from 'node:fs';
import { writeAtomically } from '../toolchains/files.ts';

/** Writes a file whose text is another one than what lies there. Gives how many files it wrote. */
export function writeIfOther(path: string, text: string): number {
  if (existsSync(path) && readFileSync(path, 'utf8') === text) return 0;
  writeAtomically(path, text);
  return 1;
}
