import { closeSync, openSync, readFileSync, readSync, type Stats, statSync } from 'node:fs';
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
  const text = stats.isFile() ? readRegular(path, stats, largest) : readToEnd(path, largest);
  if (text === null) throw new ProblemInInput(`is larger than ${largest >> 20} MB`, { position });
  return text;
}

/**
 * A file that was found in a folder, which may be a stranger's: as `readText`, but that it throws `ProblemInInput` for pipes and
 * devices too, which could keep whoever reads them waiting for ever.
 */
export function readFoundText(path: string, largest = LARGEST): string | null {
  const stats = statSync(path, { throwIfNoEntry: false });
  if (stats && !stats.isFile() && !stats.isDirectory())
    throw new ProblemInInput('is no regular file', { position: { file: shortPath(path) } });
  return readText(path, largest);
}

function readRegular(path: string, { size }: Stats, largest: number): string | null {
  if (size > largest) return null;
  // Some files of the kernel's own say that they are empty, and have no end.
  return size === 0 ? '' : readFileSync(path, 'utf8');
}

/** What has no size beforehand; null where it is larger. */
function readToEnd(path: string, largest: number): string | null {
  const file = openSync(path, 'r');
  try {
    const parts: Buffer[] = [];
    let size = 0;
    for (;;) {
      const part = Buffer.alloc(1 << 16);
      const read = readSync(file, part);
      if (read === 0) return Buffer.concat(parts).toString('utf8');
      size += read;
      if (size > largest) return null;
      parts.push(part.subarray(0, read));
    }
  } finally {
    closeSync(file);
  }
}
