import { closeSync, constants, fstatSync, openSync, readSync } from 'node:fs';

/** The largest file that is read, in bytes. */
export const LARGEST_SOURCE = 2_000_000;

/** What became of reading a file: its length in the buffer, or why it was not read. */
export type SourceRead =
  | { readonly kind: 'read'; readonly length: number }
  | { readonly kind: 'large' | 'binary' | 'other' };

/** How many bytes are asked for what no text has. */
const HEAD = 8000;

/**
 * Reads a file of a stranger's folder into a buffer of more than `LARGEST_SOURCE` bytes. Links, pipes and devices are not
 * opened for reading, and what cannot be read is `other`.
 */
export function readSource(path: string, buffer: Uint8Array): SourceRead {
  let file: number;
  try {
    // A pipe would keep whoever opens it waiting for a writer.
    file = openSync(path, constants.O_RDONLY | constants.O_NOFOLLOW | constants.O_NONBLOCK);
  } catch {
    return { kind: 'other' };
  }
  try {
    const stats = fstatSync(file);
    if (!stats.isFile()) return { kind: 'other' };
    if (stats.size > LARGEST_SOURCE) return { kind: 'large' };
    let length = 0;
    for (;;) {
      const read = readSync(file, buffer, length, Math.min(buffer.length - length, stats.size + 1 - length), null);
      length += read;
      if (read === 0 || length >= stats.size) break;
    }
    if (length > LARGEST_SOURCE) return { kind: 'large' };
    return buffer.subarray(0, Math.min(length, HEAD)).includes(0) ? { kind: 'binary' } : { kind: 'read', length };
  } catch {
    return { kind: 'other' };
  } finally {
    closeSync(file);
  }
}
