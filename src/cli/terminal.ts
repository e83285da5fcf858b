import { writeSync } from 'node:fs';

/** Words in colour, or as they are where the stream is no terminal or `NO_COLOR` is set (no-color.org). */
export interface Paint {
  readonly bold: (text: string) => string;
  readonly dim: (text: string) => string;
  readonly red: (text: string) => string;
  readonly green: (text: string) => string;
  readonly yellow: (text: string) => string;
}

/** The paint for a stream. */
export function paintFor(stream: { readonly isTTY?: boolean }): Paint {
  const coloured = stream.isTTY === true && !process.env.NO_COLOR && process.env.TERM !== 'dumb';
  // Select Graphic Rendition of ECMA-48, section 8.3.117.
  const with_ = (open: number, close: number) => (text: string) =>
    coloured ? `\x1b[${open}m${text}\x1b[${close}m` : text;
  return { bold: with_(1, 22), dim: with_(2, 22), red: with_(31, 39), green: with_(32, 39), yellow: with_(33, 39) };
}

/** Prints a result on standard output; waits until a slow reader took it. */
export function print(text: string): void {
  writeAll(1, text.endsWith('\n') ? text : `${text}\n`);
}

/** Prints the one JSON document of `--json`. */
export function printJson(value: unknown): void {
  print(JSON.stringify(value, null, 2));
}

/** Tells people something on standard error. */
export function tell(line: string): void {
  writeAll(2, `${line}\n`);
}

function writeAll(descriptor: number, text: string): void {
  const bytes = Buffer.from(text);
  for (let at = 0; at < bytes.length; ) {
    try {
      at += writeSync(descriptor, bytes, at);
    } catch (error) {
      const { code } = error as NodeJS.ErrnoException;
      // The reader of a pipe is gone (`emrift … | head`): nobody is left to tell.
      if (code === 'EPIPE') return;
      if (code !== 'EAGAIN') throw error;
    }
  }
}
