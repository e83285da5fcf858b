import { expect, it } from 'vitest';
import { makeContext } from '../query/context.ts';
import { realisticInput } from '../realistic.fixture.ts';
import { printNextSteps } from './next-steps.ts';
import { printPairTable } from './pair-table.ts';

const CONTEXT = makeContext(realisticInput());
const longest = (lines: readonly string[]) =>
  Math.max(
    ...lines
      .join('\n')
      .split('\n')
      .map(({ length }) => length),
  );

it('has the newest versions that fit, and says how many do not', () => {
  const wide = printPairTable(CONTEXT, 100);
  expect(wide[1]).toBe('  Go \\ Emscripten  2.0.12  3.1.6  3.1.69  6.0.5');
  expect(wide).toHaveLength(2 + 8);
  const narrow = printPairTable(CONTEXT, 36);
  expect(narrow[1]).toBe('  Go \\ Emscripten  3.1.69  6.0.5');
  expect(narrow.at(-1)).toBe('  and 2 older versions');
  for (const width of [36, 60, 100])
    expect(longest(printPairTable(CONTEXT, width).slice(1))).toBeLessThanOrEqual(width);
});

it('is nothing where no pair was run', () => {
  const index = { ...CONTEXT.index, byTool: new Map() };
  expect(printPairTable({ ...CONTEXT, index }, 100)).toEqual([]);
});

it('leads to three commands at most, which are never broken', () => {
  const title = 'A long title of a break that goes on and on until it does not fit into sixty columns any more';
  const step = { title, command: ['explain', "undefined-symbol:it's"] };
  const lines = printNextSteps('Look at', [step, step, step, step], 60);
  expect(lines.filter((line) => line.includes('emrift'))).toEqual(
    Array(3).fill(`     emrift explain 'undefined-symbol:it'\\''s'`),
  );
  expect(longest(lines)).toBeLessThanOrEqual(60);
  expect(printNextSteps('Look at', [], 60)).toEqual([]);
});
