import { readSync } from 'node:fs';
import type { ReadBytes } from '../../evidence/wasm/read-section.ts';

/** Reads parts of an open file into one piece of memory, which grows as it must. */
export function createWindow(file: number): ReadBytes {
  let window = Buffer.alloc(0);
  return (from, to) => {
    if (to - from > window.length) window = Buffer.allocUnsafeSlow(to - from);
    let at = 0;
    for (let read = -1; at < to - from && read !== 0; at += read)
      read = readSync(file, window, at, to - from - at, from + at);
    return window.subarray(0, at);
  };
}
