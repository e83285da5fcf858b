import { ProblemInInput } from '../../model/errors.ts';
import type { ParsedLog } from '../diagnostics/collect.ts';
import { createLogParser } from '../diagnostics/parse-log.ts';
import { detectFormat, type Format } from '../wasm/detect-format.ts';
import type { LogContext } from './context.ts';
import { createEndKeeper } from './keep-ends.ts';
import { readContext } from './read-context.ts';

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

/** What `emrift inspect` reads and no tool prints. */
const BINARY: ReadonlySet<Format> = new Set(['wasm', 'component', 'archive']);

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
