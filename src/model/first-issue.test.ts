import { expect, it } from 'vitest';
import { firstIssue } from './first-issue.ts';

it('names a key that nobody knows before what is missing, else of the first', () => {
  const [missing, wrong, unknown] = ['invalid_type', 'invalid_value', 'unrecognized_keys'].map((code) => ({ code }));
  expect(firstIssue([missing!, unknown!, wrong!])).toBe(unknown);
  expect(firstIssue([wrong!, missing!])).toBe(wrong);
  expect(firstIssue([{ at: 1 }, { at: 2 }] as { code?: string; at: number }[])).toEqual({ at: 1 });
});
