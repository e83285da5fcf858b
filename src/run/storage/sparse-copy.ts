import type { Hash } from 'node:crypto';
import { type FileHandle, open } from 'node:fs/promises';

/** How much is read at a time, and how long a run of zeros is left out of the copy; bytes. */
const CHUNK = 1 << 20;
const HOLE = 1 << 16;
const ZEROS = Buffer.alloc(HOLE);

/**
 * Copies an open file to a new one piece by piece, with holes where it has zeros, and takes its bytes into `hash`. Gives
 * how many they were.
 */
export async function copySparsely(from: FileHandle, to: string, hash?: Hash): Promise<number> {
  const target = await open(to, 'wx');
  try {
    const buffer = Buffer.alloc(CHUNK);
    let position = 0;
    for (;;) {
      const { bytesRead } = await from.read(buffer, 0, CHUNK, position);
      if (bytesRead === 0) break;
      const chunk = buffer.subarray(0, bytesRead);
      hash?.update(chunk);
      await writeFull(target, chunk, position);
      position += bytesRead;
    }
    await target.truncate(position);
    return position;
  } finally {
    await target.close();
  }
}

async function writeFull(target: FileHandle, chunk: Buffer, position: number): Promise<void> {
  for (let start = 0; start < chunk.length; ) {
    let end = start;
    // What is not zero is written in one piece.
    while (end < chunk.length && !isHole(chunk.subarray(end, end + HOLE))) end = Math.min(end + HOLE, chunk.length);
    if (end > start) await target.write(chunk, start, end - start, position + start);
    start = end + HOLE;
  }
}

function isHole(piece: Buffer): boolean {
  return piece.equals(piece.length === HOLE ? ZEROS : ZEROS.subarray(0, piece.length));
}
