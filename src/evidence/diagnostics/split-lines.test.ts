import fc from 'fast-check';
import { expect, it } from 'vitest';
import { stripControls } from './clean-line.ts';
import { createLineSplitter } from './split-lines.ts';

/** The lines of a log that comes in pieces, cleaned; `looks` as a reader has them that could skip some, but skips none. */
function split(log: Buffer, size: number, looks: boolean): string[] {
  const lines: string[] = [];
  const splitter = createLineSplitter({
    take(line, number, clean) {
      expect(number).toBe(lines.length + 1);
      if (clean) expect(Buffer.from(clean.bytes).toString('latin1', clean.start, clean.end)).toBe(line);
      lines.push(clean ? line : stripControls(line.trimEnd()));
    },
    ...(looks ? { skip: (_: Uint8Array, from: number) => ({ start: from, lines: 0 }) } : {}),
  });
  for (let at = 0; at < log.length; at += size) splitter.push(log.subarray(at, at + size));
  splitter.end();
  expect(splitter.lines).toBe(lines.length);
  return lines;
}

const PARTS = ['error: x', '\x1b[31m', '\x1b[0m', 'ä', '\t', ' ', '\r', 'a'.repeat(500), '\x1b]0;t\x07', 'b'];
const line = fc.array(fc.constantFrom(...PARTS), { maxLength: 6 }).map((parts) => parts.join(''));

it('gives the same lines to who looks at them as bytes, whatever the pieces', () => {
  fc.assert(
    fc.property(fc.array(line, { maxLength: 120 }), fc.integer({ min: 50, max: 60_000 }), (lines, size) => {
      const log = Buffer.from(lines.join('\n'));
      expect(split(log, size, true)).toEqual(split(log, size, false));
    }),
    { seed: 11, numRuns: 200 },
  );
});

it('keeps the two ends of a line without an end', () => {
  const log = Buffer.from(`${'x'.repeat(300_000)}end\nnext\n`);
  const [long = '', ...more] = split(log, 1 << 18, true);
  expect([long.length < 70_000, long.endsWith('xend'), long.includes(' … '), more]).toEqual([
    true,
    true,
    true,
    ['next'],
  ]);
});
