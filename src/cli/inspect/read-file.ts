import { kMaxLength } from 'node:buffer';
import { closeSync, fstatSync, openSync, readFileSync, readSync, statSync } from 'node:fs';
import { dirname, resolve } from 'node:path';
import type { ArchiveMember } from '../../evidence/wasm/archive.ts';
import { ProblemInInput } from '../../model/errors.ts';

/** Reads files into one piece of memory that is used again: what was read is gone with the next file. */
export function createReader(): (path: string) => Uint8Array {
  let room = Buffer.alloc(0);
  return (path) =>
    explainErrors(path, () => {
      const file = openSync(path, 'r');
      try {
        const { size } = fstatSync(file);
        // With room to spare, so that files of growing size do not each need a new piece.
        if (size > room.length) room = Buffer.allocUnsafeSlow(Math.min(size + (size >> 2), kMaxLength));
        let at = 0;
        for (let read = -1; at < size && read !== 0; at += read) read = readSync(file, room, at, size - at, at);
        return room.subarray(0, at);
      } finally {
        closeSync(file);
      }
    });
}

/** A file's bytes. Throws `ProblemInInput` where it is none that can be read. */
function readBytes(path: string): Uint8Array {
  return explainErrors(path, () => readFileSync(path));
}

/** Throws `ProblemInInput` where a path is no file that can be read. */
function explainErrors(path: string, read: () => Uint8Array): Uint8Array {
  const position = { file: path };
  try {
    // A pipe would be waited for before it could be asked what it is.
    if (!statSync(path).isFile()) throw new ProblemInInput('is no regular file', { position });
    return read();
  } catch (error) {
    if (error instanceof ProblemInInput) throw error;
    const { code = '' } = error as NodeJS.ErrnoException;
    throw new ProblemInInput(READ_ERRORS.get(code) ?? 'cannot be read', { position });
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
