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

/** Starts with an empty log. Memory is bounded by twice `KEPT` and one piece. */
export function createEndKeeper(): EndKeeper {
  const head: Uint8Array[] = [];
  let headSize = 0;
  let tail: Uint8Array[] = [];
  let tailSize = 0;
  let dropped = false;
  return {
    push(bytes) {
      const first = bytes.subarray(0, Math.max(0, KEPT - headSize));
      if (first.length > 0) head.push(first);
      headSize += first.length;
      const rest = bytes.subarray(first.length);
      if (rest.length === 0) return;
      tail.push(rest.subarray(-KEPT));
      if (rest.length > KEPT) dropped = true;
      tailSize += Math.min(rest.length, KEPT);
      while (tailSize - tail[0]!.length >= KEPT) {
        dropped = true;
        tailSize -= tail[0]!.length;
        tail = tail.slice(1);
      }
    },
    read(lines) {
      if (!dropped) return { text: tidy(Buffer.concat([...head, ...tail])), gap: undefined };
      const [before, after] = [tidy(Buffer.concat(head)), tidy(Buffer.concat(tail))];
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
