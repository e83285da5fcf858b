import { closeSync, fstatSync, open, read, statSync } from 'node:fs';
import { createLogReader, type ReadLog } from '../../evidence/context/log-reader.ts';
import { ProblemInInput } from '../../model/errors.ts';

/** How much of a file is read at once, in bytes. */
const CHUNK = 1 << 18;

/**
 * Whether something is piped or redirected into standard input; a terminal and `/dev/null` say nothing. False: there is
 * nothing to read there.
 */
export function hasPipedInput(): boolean {
  try {
    const stat = fstatSync(0);
    return stat.isFIFO() || stat.isFile() || stat.isSocket();
  } catch {
    return false;
  }
}

/** Whether a log of this name can be opened: `-` is standard input. False: there is no such file. */
export function isLog(name: string): boolean {
  return name === '-' || statSync(name, { throwIfNoEntry: false }) !== undefined;
}

/** Reads a log piece by piece, in bounded memory. Throws `ProblemInInput` for what is no text or cannot be read. */
export async function readLog(name: string): Promise<ReadLog> {
  const shown = name === '-' ? 'standard input' : name;
  const reader = createLogReader(shown);
  try {
    for await (const chunk of name === '-' ? (process.stdin as AsyncIterable<Buffer>) : chunksOf(name))
      reader.push(chunk);
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    if (code === undefined || error instanceof ProblemInInput) throw error;
    throw new ProblemInInput(`cannot be read: ${code === 'EISDIR' ? 'it is a folder' : (error as Error).message}`, {
      position: { file: shown },
    });
  }
  return reader.end();
}

/**
 * The pieces of a file, each of which overwrites the one before the last: of a log of gigabytes none is left behind. A
 * piece is read while the one before it is looked at, but for those next to the first: that may show that there is nothing
 * to look at.
 */
async function* chunksOf(path: string): AsyncGenerator<Buffer> {
  const file = await openFile(path);
  try {
    let buffer: Buffer = Buffer.allocUnsafe(CHUNK);
    yield buffer.subarray(0, await readInto(buffer, file));
    let next = readInto(buffer, file);
    let spare: Buffer | undefined;
    for (;;) {
      const size = await next;
      if (size === 0) return;
      spare ??= Buffer.allocUnsafe(CHUNK);
      next = readInto(spare, file);
      // Where nobody waits for it any more, nobody has to know.
      next.catch(() => undefined);
      yield buffer.subarray(0, size);
      [buffer, spare] = [spare, buffer];
    }
  } finally {
    closeSync(file);
  }
}

// What `node:fs/promises` has for this takes longer to be loaded than a short log to be read.

function openFile(path: string): Promise<number> {
  return new Promise((done, fail) => open(path, 'r', (error, file) => (error ? fail(error) : done(file))));
}

function readInto(buffer: Buffer, file: number): Promise<number> {
  return new Promise((done, fail) =>
    read(file, buffer, 0, CHUNK, null, (error, size) => (error ? fail(error) : done(size))),
  );
}
