import { cleanBytes, findPlainEnds } from './clean-line.ts';

/** Longest line that is read whole, in bytes: emcc's commands reach some ten thousand. */
export const LINE_CAP = 65_536;

/** Stands for what was cut out of a longer line. */
const CUT = ' … ';

const LINE_FEED = 10;
const CARRIAGE_RETURN = 13;
const ESCAPE = 27;
const CLOSE = 125;

/** Gives a log's lines one by one, whatever the pieces of UTF-8 it comes in; a longer line keeps its two ends. */
export interface LineSplitter {
  push(bytes: Uint8Array): void;
  /** The last line, where no line break ended it. */
  end(): void;
  /** How many lines there were so far. */
  readonly lines: number;
}

/** Where a line stands that `stripControls` would leave as it is, one byte a character. Holds until the next line. */
export interface CleanLine {
  readonly bytes: Uint8Array;
  readonly start: number;
  readonly end: number;
}

/** What becomes of lines. */
export interface LineTaker {
  /** Takes a line without its line feed, and its number, from 1; `clean` where the line is known to be. */
  readonly take: (line: string, number: number, clean?: CleanLine) => void;
  /**
   * Skips lines from the start of one: where the first line starts that is not skipped, and how many lie before it. Who
   * skips lines asks for clean ones: colours go before it is asked, and before a line is taken.
   */
  readonly skip?: (bytes: Uint8Array, from: number, to: number) => { readonly start: number; readonly lines: number };
}

/** How much text is made at once where lines are taken one after the other; they are cut out of it without a copy. */
const WINDOW = 1 << 14;

/** Longer lines with colours are cleaned as text. */
const COLOURED_CAP = 1 << 12;

/** Splits at line feeds. Memory is bounded by a few times `LINE_CAP`. */
export function createLineSplitter({ take, skip }: LineTaker): LineSplitter {
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
  const coloured = Buffer.alloc(COLOURED_CAP + 1);
  /** Takes a line whose only controls are colours; false where it has others. */
  const takeColoured = (bytes: Uint8Array, start: number, end: number) => {
    const length = skip && end - start <= COLOURED_CAP ? cleanBytes(bytes, start, end, coloured) : -1;
    if (!skip || length < 0) return false;
    coloured[length] = LINE_FEED;
    lines++;
    // What a record of JSON holds says more than the record.
    if (coloured[length - 1] !== CLOSE && skip(coloured, 0, length + 1).lines > 0) return true;
    take(coloured.toString('latin1', 0, length), lines, { bytes: coloured, start: 0, end: length });
    return true;
  };
  const pushWhole = (bytes: Buffer) => {
    const textOf = createCutter(bytes);
    const plainEnd = findPlainEnds(bytes);
    for (let start = 0; ; ) {
      if (skip) {
        const skipped = skip(bytes, start, bytes.length);
        start = skipped.start;
        lines += skipped.lines;
      }
      const plain = skip ? plainEnd(start) : start;
      const end = bytes[plain] === LINE_FEED ? plain : bytes.indexOf(LINE_FEED, plain);
      if (end < 0 || end - start > LINE_CAP) {
        if (start < bytes.length) keepOpen(bytes.subarray(start, end < 0 ? bytes.length : end));
        if (end < 0) return;
        closeOpen();
      } else if (skip && (plain === end || (plain + 1 === end && bytes[plain] === CARRIAGE_RETURN))) {
        const last = trimmedEnd(bytes, start, plain);
        take(textOf(start, last, end + 1), ++lines, { bytes, start, end: last });
      } else if (bytes[plain] !== ESCAPE || !takeColoured(bytes, start, end))
        take(bytes.toString('utf8', start, end), ++lines);
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

/**
 * Makes texts of lines of plain ASCII. Where they follow one another, text is made of many at once: each line is then a
 * part of it, which costs a tenth of a text of its own.
 */
function createCutter(bytes: Buffer): (start: number, end: number, next: number) => string {
  let text = '';
  let from = 0;
  let expected = -1;
  return (start, end, next) => {
    const follows = start === expected;
    expected = next;
    if (start >= from && end <= from + text.length) return text.slice(start - from, end - from);
    if (!follows || end - start > WINDOW) return bytes.toString('latin1', start, end);
    from = start;
    text = bytes.toString('latin1', start, Math.min(bytes.length, start + WINDOW));
    return text.slice(0, end - start);
  };
}

function trimmedEnd(bytes: Uint8Array, start: number, end: number): number {
  let last = end;
  while (last > start && bytes[last - 1]! <= 32) last--;
  return last;
}
