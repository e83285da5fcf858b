/** Longest line that is read whole, in UTF-16 code units: emcc's commands reach some ten thousand. */
export const LINE_CAP = 65_536;

/** Stands for what was cut out of a longer line. */
const CUT = ' … ';

/** Gives a text's lines one by one, whatever the pieces it comes in; a longer line keeps its two ends. */
export interface LineSplitter {
  push(chunk: string): void;
  /** The last line, where no line break ended it. */
  end(): void;
}

/** Splits at line feeds; `take` gets each line without it. */
export function createLineSplitter(take: (line: string) => void): LineSplitter {
  let head = '';
  let tail = '';
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
  const flush = (piece: string) => {
    if (head === '' && piece.length <= LINE_CAP) return take(piece);
    keep(piece);
    const line = tail === '' ? head : head + CUT + tail;
    head = '';
    tail = '';
    take(line);
  };
  return {
    push(chunk) {
      let start = 0;
      for (let end = chunk.indexOf('\n'); end >= 0; end = chunk.indexOf('\n', start)) {
        flush(chunk.slice(start, end));
        start = end + 1;
      }
      if (start < chunk.length) keep(chunk.slice(start));
    },
    end() {
      if (head !== '') flush('');
    },
  };
}
