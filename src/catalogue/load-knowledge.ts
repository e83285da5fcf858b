import { readFileSync } from 'node:fs';
import type { Knowledge } from '../breaks/knowledge/find-known.ts';
import type { KnownBreak } from '../breaks/knowledge/knowledge.ts';
import { indexShipped, parseAll } from '../breaks/knowledge/knowledge-file.ts';
import { ProblemInInput } from '../model/errors.ts';

/** Reads the known breaks that come with emrift, as the build left them. Throws `ProblemInInput` where they are missing. */
export function loadKnowledge(path: string): readonly KnownBreak[] {
  return orIncomplete(path, () => parseAll(readShipped(path)));
}

/** The same for questions about a log, which need few of them. Throws `ProblemInInput` where they are missing. */
export function openKnowledge(path: string): Knowledge {
  return orIncomplete(path, () => indexShipped(readShipped(path)));
}

/** It is ASCII; Latin-1 is read without looking at each byte. */
function readShipped(path: string): string {
  const text = readFileSync(path, 'latin1');
  if (!text.endsWith('}\n')) throw new Error('it has no end');
  return text;
}

function orIncomplete<Value>(path: string, read: () => Value): Value {
  try {
    return read();
  } catch (error) {
    throw new ProblemInInput(`the installation is incomplete: ${(error as Error).message}`, {
      position: { file: path },
    });
  }
}
