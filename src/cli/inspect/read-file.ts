import { kMaxLength } from 'node:buffer';
import { closeSync, fstatSync, openSync, readSync, statSync } from 'node:fs';
import { dirname, resolve } from 'node:path';
import type { ArchiveMember } from '../../evidence/wasm/archive.ts';
import { MAX_ENTRIES } from '../../evidence/wasm/cursor.ts';
import { detectFormat } from '../../evidence/wasm/detect-format.ts';
import { glanceSection } from '../../evidence/wasm/glance-section.ts';
import type { ReadBytes } from '../../evidence/wasm/read-section.ts';
import { ProblemInInput } from '../../model/errors.ts';
import { createWindow } from './read-window.ts';

/** What to do with a file's bytes, which are gone afterwards; `readCode` gives those of a large module's code. */
type Use<T> = (bytes: Uint8Array, readCode?: ReadBytes) => T;

/** Modules from this size on are read without their bodies, in bytes. */
const LARGE = 1 << 22;

/** The largest file that a thin archive may name, in bytes. */
const MOST_MEMBER = 2 ** 31;

/** Reads files into one piece of memory that is used again. */
export function createReader(): <T>(path: string, use: Use<T>) => T {
  let room = Buffer.alloc(0);
  return (path, use) => {
    const file = explainErrors(path, () => openSync(path, 'r'));
    try {
      let size = 0;
      const read = explainErrors(path, () => {
        ({ size } = fstatSync(file));
        // With room to spare, so that files of growing size do not each need a new piece.
        if (size > room.length) room = Buffer.allocUnsafeSlow(Math.min(size + (size >> 2), kMaxLength));
        if (size >= LARGE && readFully(file, room, 0, 8) === 8 && detectFormat(room.subarray(0, 8)) === 'wasm') {
          return readWithoutBodies(file, room, size);
        }
        return readFully(file, room, 0, size);
      });
      const window = createWindow(file);
      return use(
        room.subarray(0, read),
        size >= LARGE ? (from, to) => explainErrors(path, () => window(from, to)) : undefined,
      );
    } finally {
      closeSync(file);
    }
  };
}

/** Reads a part of a file into the same place of `room`; gives how many bytes there were. */
function readFully(file: number, room: Uint8Array, from: number, to: number): number {
  let at = from;
  for (let read = -1; at < to && read !== 0; at += read) read = readSync(file, room, at, to - at, at);
  return at - from;
}

/** How much of each section is read to see what it is: id, size, count or name. */
const HEAD = 64;

/**
 * Reads a module's sections into `room` at their offsets, but for the bodies of code, data and DWARF, so that pages of
 * memory for those are never touched. What looks like no section is read as it is.
 */
function readWithoutBodies(file: number, room: Buffer, size: number): number {
  let sections = 0;
  for (let at = 8; at < size; ) {
    // So many are refused; each would be read by itself before.
    if (++sections > MAX_ENTRIES) return at + readFully(file, room, at, size);
    const got = readFully(file, room, at, Math.min(size, at + HEAD));
    const section = glanceSection(room.subarray(at, at + got));
    const end = section ? at + section.size : size + 1;
    if (!section || end > size) return at + readFully(file, room, at, size);
    if (!section.hasBodies) readFully(file, room, Math.min(at + HEAD, end), end);
    at = end;
  }
  return size;
}

/**
 * As many bytes of a file as it says that it has: some of the kernel's own say none, and keep whoever reads them waiting for
 * ever. Throws `ProblemInInput` where it is none that can be read, or larger than 2 GiB.
 */
function readBytes(path: string): Uint8Array {
  return explainErrors(path, () => {
    const file = openSync(path, 'r');
    try {
      const { size } = fstatSync(file);
      if (size > MOST_MEMBER) throw new ProblemInInput('is larger than 2 GiB', { position: { file: path } });
      const bytes = Buffer.allocUnsafeSlow(size);
      return bytes.subarray(0, readFully(file, bytes, 0, size));
    } finally {
      closeSync(file);
    }
  });
}

/** Throws `ProblemInInput` where a path is no file that can be read. */
function explainErrors<T>(path: string, read: () => T): T {
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

/**
 * Opens members of the thin archive at a path, which names them relative to its folder; null where one is not there or
 * cannot be read. A file that it names again, by whatever name, is not read again: a short archive could name a large one
 * thousands of times.
 */
export function openMembersOf(path: string): (member: ArchiveMember) => Uint8Array | string | null {
  const opened = new Set<string>();
  return ({ name }) => {
    const file = resolve(dirname(path), name);
    try {
      const { dev, ino } = explainErrors(file, () => statSync(file));
      if (opened.has(`${dev} ${ino}`)) return 'the same file as a member before it';
      opened.add(`${dev} ${ino}`);
      return readBytes(file);
    } catch (error) {
      if (error instanceof ProblemInInput) return null;
      throw error;
    }
  };
}

const READ_ERRORS: ReadonlyMap<string, string> = new Map([
  ['ENOENT', 'there is no such file'],
  ['EACCES', 'may not be read'],
  ['ENOTDIR', 'there is no such file'],
  ['ELOOP', 'is a circle of links'],
  ['ENAMETOOLONG', 'has too long a name'],
  ['ERR_FS_FILE_TOO_LARGE', 'is larger than 2 GiB'],
  ['ERR_INVALID_ARG_VALUE', 'has a zero byte in its name'],
]);
