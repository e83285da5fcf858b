import { isDirty, stripControls } from '../diagnostics/clean-line.ts';
import { stripFrame } from '../diagnostics/strip-frame.ts';
import type { ContextText } from './read-context.ts';

/** How much of each end of a log is kept for its context, in bytes: banners stand at one, commands at the other. */
const KEPT = 1 << 18;

/** Keeps the two ends of a log that comes in pieces. */
export interface EndKeeper {
  push(bytes: Uint8Array): void;
  /**
   * The ends as text: cleaned, without what a log's keeper put before each line. `lines` is how many the whole log has.
   */
  read(lines: number): ContextText;
}

/** Starts with an empty log. Memory is bounded by twice `KEPT`; what is pushed may be overwritten afterwards. */
export function createEndKeeper(): EndKeeper {
  const head = Buffer.allocUnsafe(KEPT);
  const tail = Buffer.allocUnsafe(KEPT);
  let [headSize, tailSize] = [0, 0];
  let dropped = false;
  return {
    push(bytes) {
      const first = bytes.subarray(0, KEPT - headSize);
      head.set(first, headSize);
      headSize += first.length;
      const rest = bytes.subarray(first.length);
      const last = rest.subarray(-KEPT);
      const stays = Math.min(tailSize, KEPT - last.length);
      if (last.length < rest.length || stays < tailSize) dropped = true;
      tail.copyWithin(0, tailSize - stays, tailSize);
      tail.set(last, stays);
      tailSize = stays + last.length;
    },
    read(lines) {
      const [start, end] = [head.subarray(0, headSize), tail.subarray(0, tailSize)];
      if (!dropped) return { text: tidy(Buffer.concat([start, end])), gap: undefined };
      const [before, after] = [tidy(start), tidy(end)];
      const gap = { at: before.length + 1, lines: lines - countLines(before) - countLines(after) };
      return { text: `${before}\n${after}`, gap };
    },
  };
}

function countLines(text: string): number {
  return text.split('\n').length - (text.endsWith('\n') ? 1 : 0);
}

function tidy(bytes: Buffer): string {
  const lines = bytes.toString('utf8').split('\n');
  return lines.map((line) => stripFrame(isDirty(line) ? stripControls(line) : line.trimEnd())).join('\n');
}
