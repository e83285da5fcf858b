import { fstatSync, statSync } from 'node:fs';
import { open } from 'node:fs/promises';
import { TextDecoder } from 'node:util';
import type { LogContext } from '../../evidence/context/context.ts';
import { createEndKeeper } from '../../evidence/context/keep-ends.ts';
import { readContext } from '../../evidence/context/read-context.ts';
import type { ParsedLog } from '../../evidence/diagnostics/collect.ts';
import { createLogParser } from '../../evidence/diagnostics/parse-log.ts';
import { detectFormat, type Format } from '../../evidence/wasm/detect-format.ts';
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

/** What a log says, and what else it shows. */
export interface ReadLog extends ParsedLog {
  readonly context: LogContext;
}

/** Reads a log that comes in pieces, in bounded memory. */
export interface LogReader {
  /** The next bytes. Throws `ProblemInInput` where the first ones are no text. */
  push(bytes: Buffer): void;
  /** Nothing follows. */
  end(): ReadLog;
}

/** Starts reading; `name` stands in a problem. What it is fed throws `ProblemInInput` where it is a binary. */
export function createLogReader(name: string): LogReader {
  const parser = createLogParser();
  const ends = createEndKeeper();
  let decode: Decode | undefined;
  return {
    push(bytes) {
      if (bytes.length === 0) return;
      decode ??= chooseDecoder(bytes, name);
      const text = decode(bytes);
      parser.push(text);
      ends.push(text);
    },
    end() {
      const parsed = parser.end();
      return { ...parsed, context: readContext(ends.read(parsed.lines)) };
    },
  };
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

/** What `emrift inspect` reads and no tool prints. */
const BINARY: ReadonlySet<Format> = new Set(['wasm', 'component', 'archive']);

/** The pieces of a file, each of which overwrites the one before: of a log of gigabytes none is left behind. */
async function* chunksOf(path: string): AsyncGenerator<Buffer> {
  await using file = await open(path);
  const buffer = Buffer.allocUnsafe(CHUNK);
  for (;;) {
    const { bytesRead } = await file.read(buffer, 0, CHUNK);
    if (bytesRead === 0) return;
    yield buffer.subarray(0, bytesRead);
  }
}

/** Turns a piece of a file into UTF-8. */
type Decode = (chunk: Buffer) => Uint8Array;

/** By the first bytes: PowerShell's `>` writes UTF-16 with a byte order mark (RFC 2781), all else is taken for UTF-8. */
function chooseDecoder(first: Buffer, name: string): Decode {
  if (BINARY.has(detectFormat(first))) {
    throw new ProblemInInput('is a binary, not a log', {
      position: { file: name },
      hint: '`emrift inspect` reads modules and archives',
    });
  }
  const magic = first.toString('latin1', 0, 2);
  const byteOrder = magic.startsWith('\xff\xfe') ? 'utf-16le' : magic.startsWith('\xfe\xff') ? 'utf-16be' : null;
  if (byteOrder === null) return (chunk) => chunk;
  const decoder = new TextDecoder(byteOrder);
  return (chunk) => Buffer.from(decoder.decode(chunk, { stream: true }));
}
