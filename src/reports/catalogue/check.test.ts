import { expect, it } from 'vitest';
import { checkCatalogue, isUpToDate } from './check.ts';

const RENDERED = new Map([
  ['README.md', 'a'],
  ['breaks/x-1.md', 'b'],
  ['pairs/p.md', 'c'],
]);

it('finds nothing where the files are what the results say, and leaves data and strangers alone', () => {
  const disk = new Map([...RENDERED, ['results.json', '{}'], ['history.jsonl', ''], ['notes.txt', 'mine']]);
  const check = checkCatalogue(RENDERED, disk);
  expect(check).toEqual({ differ: [], missing: [], stale: [] });
  expect(isUpToDate(check)).toBe(true);
});

it('names what differs, is missing, or is left over', () => {
  const disk = new Map([
    ['README.md', 'other'],
    ['pairs/p.md', 'c'],
    ['breaks/gone-2.md', 'old'],
    ['kinds/gone.md', 'old'],
  ]);
  const check = checkCatalogue(RENDERED, disk);
  expect(check).toEqual({
    differ: ['README.md'],
    missing: ['breaks/x-1.md'],
    stale: ['breaks/gone-2.md', 'kinds/gone.md'],
  });
  expect(isUpToDate(check)).toBe(false);
});
