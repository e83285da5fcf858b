import { isDirty } from './clean-line.ts';

/** Longest line that is read whole, in UTF-16 code units: emcc's commands reach some ten thousand. */
export const LINE_CAP = 65_536;

/** How much is looked over at once for control characters, in UTF-16 code units. */
const PIECE = 65_536;

/** Stands for what was cut out of a longer line. */
const CUT = ' … ';

/** Gives a text's lines one by one, whatever the pieces it comes in; a longer line keeps its two ends. */
export interface LineSplitter {
  push(chunk: string): void;
  /** The last line, where no line break ended it. */
  end(): void;
}

/**
 * Splits at line feeds; `take` gets each line without it, and whether it may hold control characters: that is looked up
 * once for a piece of many lines.
 */
export function createLineSplitter(take: (line: string, dirty: boolean) => void): LineSplitter {
  let head = '';
  let tail = '';
  let dirtyHead = false;
  const keep = (piece: string) => {
    if (tail === '' && head.length + piece.length <= LINE_CAP) {
      head += piece;
      return;
    }
    if (tail === '') {
      const whole = head + piece;
      head = whole.slice(0, LINE_CAP / 2);
      tail = whole.slice(-LINE_CAP / 2);
    } else tail = (tail + piece).slice(-LINE_CAP / 2);
  };
  const flush = (piece: string, dirty: boolean) => {
    if (head === '' && piece.length <= LINE_CAP) {
      take(piece, dirty);
      return;
    }
    keep(piece);
    const line = tail === '' ? head : head + CUT + tail;
    const either = dirty || dirtyHead;
    head = '';
    tail = '';
    dirtyHead = false;
    take(line, either);
  };
  const split = (chunk: string) => {
    const dirty = isDirty(chunk);
    let start = 0;
    for (let end = chunk.indexOf('\n'); end >= 0; end = chunk.indexOf('\n', start)) {
      flush(chunk.slice(start, end), dirty);
      start = end + 1;
    }
    if (start === chunk.length) return;
    keep(chunk.slice(start));
    dirtyHead ||= dirty;
  };
  return {
    push(chunk) {
      for (let at = 0; at < chunk.length; at += PIECE) split(chunk.slice(at, at + PIECE));
    },
    end() {
      if (head !== '') flush('', false);
    },
  };
}
