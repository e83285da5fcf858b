import fc from 'fast-check';
import { expect, it } from 'vitest';
import { createEndKeeper } from './keep-ends.ts';

/** Pushes a log in pieces through one buffer, as a file is read. */
function keep(log: string, sizes: readonly number[]) {
  const keeper = createEndKeeper();
  const bytes = Buffer.from(log);
  const buffer = Buffer.alloc(1 << 20);
  for (let at = 0, turn = 0; at < bytes.length; turn++) {
    const size = sizes[turn % sizes.length]!;
    const copied = bytes.copy(buffer, 0, at, at + size);
    keeper.push(buffer.subarray(0, copied));
    at += copied;
  }
  return keeper.read(log.split('\n').length - 1);
}

const logOf = (lines: number) => Array.from({ length: lines }, (_, at) => `line ${at + 1}\n`).join('');

it('keeps a short log whole', () => {
  expect(keep(logOf(100), [7])).toEqual({ text: logOf(100), gap: undefined });
});

it('keeps the ends of a long log, and says how many lines are left out', () => {
  const { text, gap } = keep(logOf(100_000), [1 << 16]);
  expect(text.startsWith('line 1\nline 2\n')).toBe(true);
  expect(text.endsWith('line 99999\nline 100000\n')).toBe(true);
  expect(text.length).toBeLessThan(600_000);
  expect(gap!.lines).toBeGreaterThan(30_000);
  expect(text.slice(gap!.at)).toMatch(/^(?:line )?\d+\n/);
});

it('keeps the same whatever the pieces', () => {
  const whole = keep(logOf(100_000), [1 << 20]);
  fc.assert(
    fc.property(fc.array(fc.integer({ min: 1000, max: 400_000 }), { minLength: 1, maxLength: 5 }), (sizes) => {
      expect(keep(logOf(100_000), sizes)).toEqual(whole);
    }),
    { seed: 7, numRuns: 30 },
  );
});
