import { existsSync, mkdirSync } from 'node:fs';
import { dirname } from 'node:path';

/**
 * Makes a folder and those above it. One after the other, for Node's own way asks again and again, without end, where a
 * file system such as `/proc` says that nothing can be made there (nodejs/node, src/node_file.cc, MKDirp).
 */
export function makeFolder(path: string): void {
  const missing: string[] = [];
  for (let at = path; !existsSync(at) && at !== dirname(at); at = dirname(at)) missing.push(at);
  for (const one of missing.reverse()) {
    try {
      mkdirSync(one);
    } catch (error) {
      // Somebody else was faster.
      if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error;
    }
  }
  // A file in its place is not what was asked for; it is told as the system tells it.
  if (missing.length === 0) mkdirSync(path, { recursive: true });
}
