import { readFileSync, statSync } from 'node:fs';
import { dirname, resolve } from 'node:path';
import type { ArchiveMember } from '../../evidence/wasm/archive.ts';
import { ProblemInInput } from '../../model/errors.ts';

/** A file's bytes. Throws `ProblemInInput` where it is none that can be read. */
export function readBytes(path: string): Uint8Array {
  const position = { file: path };
  try {
    if (!statSync(path).isFile()) throw new ProblemInInput('is no regular file', { position });
    return readFileSync(path);
  } catch (error) {
    if (error instanceof ProblemInInput) throw error;
    throw new ProblemInInput(READ_ERRORS.get((error as NodeJS.ErrnoException).code ?? '') ?? 'cannot be read', {
      position,
    });
  }
}

/** Opens members of the thin archive at a path, which names them relative to its folder; null where one is not there. */
export function openMembersOf(path: string): (member: ArchiveMember) => Uint8Array | null {
  return ({ name }) => {
    try {
      return readBytes(resolve(dirname(path), name));
    } catch (error) {
      if (error instanceof ProblemInInput) return null;
      throw error;
    }
  };
}

const READ_ERRORS: ReadonlyMap<string, string> = new Map([
  ['ENOENT', 'is not there'],
  ['EACCES', 'may not be read'],
  ['ENOTDIR', 'is not there'],
  ['ELOOP', 'is a circle of links'],
  ['ENAMETOOLONG', 'has too long a name'],
  ['ERR_FS_FILE_TOO_LARGE', 'is larger than 2 GiB'],
  ['ERR_INVALID_ARG_VALUE', 'has a zero byte in its name'],
]);
