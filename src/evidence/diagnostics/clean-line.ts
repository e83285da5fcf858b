import { CONTROLS_BUT_TABS, TURNS } from '../../model/invisible.ts';

/**
 * Terminal sequences: CSI (colours, cursor), OSC (titles, links, ended by BEL or ST), and two-character ones.
 * ECMA-48, 5.4 and 5.6. No two adjacent quantifiers share a character, so matching is linear.
 */
const TERMINAL = /\x1b(?:\[[0-?]*[ -/]*[@-~]|\][^\x07\x1b]*(?:\x07|\x1b\\)?|[^[\]])?/g;

const UNSEEN = new RegExp(`[${CONTROLS_BUT_TABS}${TURNS}]`, 'g');
const HAS_UNSEEN = new RegExp(`(?!\n)[${CONTROLS_BUT_TABS}${TURNS}]`);
const TABS = /\t+/g;

/**
 * Whether a line holds anything that `stripControls` takes out, blanks at its end apart. False: it is clean already.
 */
export function isDirty(line: string): boolean {
  return HAS_UNSEEN.test(line);
}

/** One line of a log without colours, control characters and blanks at its end. Tabs stay. */
export function stripControls(line: string): string {
  return line.replace(TERMINAL, '').replace(UNSEEN, '').trimEnd();
}

const TAB = 9;
const SPACE = 32;
const DELETE = 127;
const ESCAPE = 27;
const BRACKET = 91;

/** Bytes that are a character each, which nothing here takes out. */
const PLAIN = Uint8Array.from({ length: 256 }, (_, byte) => (byte === TAB || (byte >= SPACE && byte < DELETE) ? 1 : 0));

/** Finds the first byte from a place on that is no visible ASCII, blank or tab; the end of the bytes where all are. */
export type PlainEnd = (from: number) => number;

/** Makes a search of some bytes. It looks at four bytes at a time, and at single ones where one of four is another. */
export function findPlainEnds(bytes: Uint8Array): PlainEnd {
  const { length } = bytes;
  const words = new DataView(bytes.buffer, bytes.byteOffset, length);
  return (from) => {
    for (let at = from; ; ) {
      while (at + 4 <= length && isPlainWord(words.getInt32(at, true))) at += 4;
      const stop = Math.min(at + 4, length);
      while (at < stop && PLAIN[bytes[at]!] === 1) at++;
      if (at < stop || stop === length) return at;
    }
  };
}

/** Whether four bytes are visible ASCII or blanks. False also for tabs: adding and taking away shows in their highest bits. */
function isPlainWord(word: number): boolean {
  return ((word | (word + 0x01_01_01_01) | ((word - 0x20_20_20_20) & ~word)) & 0x80_80_80_80) === 0;
}

/**
 * `stripControls` for the bytes of a line that has nothing to take out but control sequences (CSI), as compilers colour
 * theirs: writes it to `into`, which has to be as long. Gives its length, or -1 for any other line.
 */
export function cleanBytes(bytes: Uint8Array, start: number, end: number, into: Uint8Array): number {
  let length = 0;
  for (let at = start; at < end; at++) {
    const byte = bytes[at]!;
    if (PLAIN[byte] === 1) into[length++] = byte;
    else if (byte === ESCAPE && at + 1 < end && bytes[at + 1] === BRACKET) {
      at += 2;
      while (at < end && bytes[at]! >= 0x30 && bytes[at]! <= 0x3f) at++;
      while (at < end && bytes[at]! >= 0x20 && bytes[at]! <= 0x2f) at++;
      if (at >= end || bytes[at]! < 0x40 || bytes[at]! > 0x7e) return -1;
    } else if (byte !== 13 || at + 1 < end) return -1;
  }
  while (length > 0 && into[length - 1]! <= SPACE) length--;
  return length;
}

/** A cleaned line as a field may hold it: no tabs either. */
export function flattenTabs(line: string): string {
  return line.includes('\t') ? line.replace(TABS, ' ') : line;
}
