/** Longest line that is read whole, in bytes: emcc's commands reach some ten thousand. */
export const LINE_CAP = 65_536;

/** Stands for what was cut out of a longer line. */
const CUT = ' … ';

const LINE_FEED = 10;

/** Gives a log's lines one by one, whatever the pieces of UTF-8 it comes in; a longer line keeps its two ends. */
export interface LineSplitter {
  push(bytes: Uint8Array): void;
  /** The last line, where no line break ended it. */
  end(): void;
  /** How many lines there were so far. */
  readonly lines: number;
}

/** Skips lines from the start of one: where the first line starts that is not skipped, and how many lie before it. */
type Skip = (bytes: Uint8Array, from: number) => { readonly start: number; readonly lines: number };

/** Splits at line feeds; `take` gets each line without it and its number, from 1, but for those that `skip` skips. */
export function createLineSplitter(take: (line: string, number: number) => void, skip?: Skip): LineSplitter {
  let open: Buffer = Buffer.alloc(0);
  let cut = false;
  let lines = 0;
  const keepOpen = (piece: Uint8Array) => {
    const whole = Buffer.concat([open, piece]);
    if (cut || whole.length > LINE_CAP) {
      open = Buffer.concat([whole.subarray(0, LINE_CAP / 2), whole.subarray(-LINE_CAP / 2)]);
      cut = true;
    } else open = whole;
  };
  const closeOpen = () => {
    const line = cut
      ? open.toString('utf8', 0, LINE_CAP / 2) + CUT + open.toString('utf8', LINE_CAP / 2)
      : open.toString();
    open = Buffer.alloc(0);
    cut = false;
    take(line, ++lines);
  };
  const pushWhole = (bytes: Buffer) => {
    for (let start = 0; ; ) {
      if (skip) {
        const skipped = skip(bytes, start);
        start = skipped.start;
        lines += skipped.lines;
      }
      const end = bytes.indexOf(LINE_FEED, start);
      if (end < 0 || end - start > LINE_CAP) {
        if (start < bytes.length) keepOpen(bytes.subarray(start, end < 0 ? bytes.length : end));
        if (end < 0) return;
        closeOpen();
      } else take(bytes.toString('utf8', start, end), ++lines);
      start = end + 1;
    }
  };
  return {
    push(piece) {
      const bytes = Buffer.from(piece.buffer, piece.byteOffset, piece.byteLength);
      if (open.length === 0) return pushWhole(bytes);
      const end = bytes.indexOf(LINE_FEED);
      keepOpen(end < 0 ? bytes : bytes.subarray(0, end));
      if (end < 0) return;
      closeOpen();
      pushWhole(bytes.subarray(end + 1));
    },
    end() {
      if (open.length > 0) closeOpen();
    },
    get lines() {
      return lines;
    },
  };
}
