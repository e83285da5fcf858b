import { readFileSync } from 'node:fs';
import type { KnownBreak } from '../breaks/knowledge/knowledge.ts';
import { ProblemInInput } from '../model/errors.ts';

/**
 * Reads the known breaks that come with emrift: the build has checked them and written them into one file. Throws
 * `ProblemInInput` where that file is missing or damaged.
 */
export function loadKnowledge(path: string): readonly KnownBreak[] {
  try {
    return JSON.parse(readFileSync(path, 'utf8')) as readonly KnownBreak[];
  } catch (error) {
    throw new ProblemInInput(`the installation is incomplete: ${(error as Error).message}`, {
      position: { file: path },
    });
  }
}
