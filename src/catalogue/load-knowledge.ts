import { readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import type { Knowledge } from '../breaks/knowledge/find-known.ts';
import type { KnownBreak } from '../breaks/knowledge/knowledge.ts';
import { indexShipped, parseAll } from '../breaks/knowledge/knowledge-file.ts';
import { sha256 } from '../model/canonical.ts';
import { ProblemInInput } from '../model/errors.ts';
import type { PageProgram } from '../reports/html/html-page.ts';
import type { Shipped } from './catalogue-files.ts';

/** Reads the known breaks that come with emrift, as the build left them. Throws `ProblemInInput` where they are missing. */
export function loadKnowledge(path: string): readonly KnownBreak[] {
  return orIncomplete(path, () => parseAll(readShipped(path)));
}

/** Reads all that comes with emrift for pages; `path` is that of the knowledge. Throws `ProblemInInput` where it is missing. */
export function loadShipped(path: string): Shipped {
  return { knowledge: loadKnowledge(path), program: loadProgram(dirname(path), 'index') };
}

/** A digest of all that, for what is remembered with it. Throws `ProblemInInput` where it is missing. */
export function digestShipped(path: string): string {
  const { script, style } = loadProgram(dirname(path), 'index');
  return sha256([orIncomplete(path, () => readShipped(path)), script, style].map(sha256).join(' '));
}

/** Reads the program of a page, as the build left it. Throws `ProblemInInput` where it is missing. */
export function loadProgram(dist: string, name: 'index' | 'explain'): PageProgram {
  const read = (file: string) => orIncomplete(join(dist, file), () => readFileSync(join(dist, file), 'utf8'));
  return { script: read(`page/${name}.js`), style: read('page/style.css') };
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
