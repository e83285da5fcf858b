import { expect, it } from 'vitest';
import type { Claim } from '../../model/claims.ts';
import type { Cell } from '../../model/results.ts';
import { checkCatalogue } from '../catalogue/check.ts';
import { renderPages } from '../catalogue/render-pages.fixture.ts';
import { HOSTILE } from '../hostile.fixture.ts';
import type { CatalogueInput } from '../query/input.ts';
import { realisticInput } from '../realistic.fixture.ts';

const CLAIMS: readonly Claim[] = [
  {
    id: 'A1',
    states: 'A page reads the heap of every Emscripten; no flag is needed',
    tests: [{ ask: 'works', case: 'page/heap-view', step: 'load' }],
    refs: ['emscripten ChangeLog 4.0.7'],
  },
  {
    id: 'A2',
    states: 'Go 1.23 needs `__syscall_futex`',
    tests: [{ ask: 'reports', case: 'page/heap-view', name: 'size', when: { go: '1.23' }, atMost: '82' }],
    note: 'Sizes in percent of the Go before.',
  },
  { id: 'A3', states: 'All parts pass', tests: [{ ask: 'figures', figures: { suite: '137', parts: '127 + 9' } }] },
  { id: 'A4', states: 'It is fast', tests: [{ ask: 'nobody', reason: 'It waits for traced calls' }] },
  { id: 'A5', states: 'It was never run', tests: [{ ask: 'works', case: 'no/such' }] },
];

/** The realistic catalogue in which one case reports a size. */
function inputWith(claims: readonly Claim[], sizeOf: (cell: Cell) => string): CatalogueInput {
  const input = realisticInput();
  const cells = input.results.cells.map((cell) =>
    cell.case === 'page/heap-view' ? { ...cell, reported: { 'load/size': sizeOf(cell) } } : cell,
  );
  return { ...input, claims, results: { ...input.results, cells } };
}

it('prints each claim with its verdict and its evidence, and what cases report', async () => {
  const pages = renderPages(inputWith(CLAIMS, ({ on }) => (on.go! < 'go1.24' ? '97' : '80')));
  await expect(pages.get('claims.md')).toMatchFileSnapshot('../snapshots/claims.md');
  await expect(pages.get('reported-values.md')).toMatchFileSnapshot('../snapshots/reported-values.md');
  expect(pages.get('README.md')).toContain(
    '[5 claims](claims.md), each with the cells that decide it: 1 holds for some, 1 does not hold, 1 contradicts itself, 1 cannot be tested here and 1 is not decided.',
  );
});

it('names who states the claims, and counts several in the plural', () => {
  const many = ['A1', 'A2'].map((id): Claim => {
    const tests: Claim['tests'] = [{ ask: 'figures', figures: { suite: '137', parts: '127 + 9' } }];
    return { id, states: 'All parts pass', source: 'a talk', tests };
  });
  const pages = renderPages(inputWith(many, () => ''));
  expect(pages.get('claims.md')).toContain('Stated by a talk (2 claims);');
  expect(pages.get('README.md')).toContain('each with the cells that decide it: 2 contradict themselves.');
});

it('keeps apart what two steps report under one name, each with the versions that it depends on', () => {
  const input = inputWith([], () => '');
  const cells = input.results.cells.map((cell) =>
    cell.case === 'page/heap-view' ? { ...cell, reported: { 'load/size': '7', 'library/size': '3' } } : cell,
  );
  const reported = renderPages({ ...input, results: { ...input.results, cells } }).get('reported-values.md')!;
  const rows = reported.split('\n').filter((line) => /^\| `(?:library|load)` /.test(line));
  expect(rows.map((row) => [row.split('`')[1], row.split('|').at(-2)!.trim()])).toEqual([
    ['library', '3'],
    ['load', '7'],
  ]);
  expect(rows[0]).toContain('Emscripten');
  expect(rows[0]).not.toContain('Node.js');
});

it('has neither page where there is nothing to say, and knows those that are left over', () => {
  const pages = renderPages(realisticInput());
  expect([pages.has('claims.md'), pages.has('reported-values.md')]).toEqual([false, false]);
  const left = checkCatalogue(
    pages,
    new Map([
      ['claims.md', ''],
      ['reported-values.md', ''],
    ]),
  );
  expect(left.stale).toEqual(['claims.md', 'reported-values.md']);
});

it('lets no statement, reason, figure or reported value become markup', () => {
  for (const text of HOSTILE) {
    const claims: Claim[] = [
      {
        id: 'H1',
        states: text,
        note: text,
        refs: [text],
        tests: [
          { ask: 'nobody', reason: text },
          { ask: 'figures', figures: { [text]: text, other: '1' } },
          { ask: 'reports', case: 'page/heap-view', name: 'size', is: text },
        ],
      },
    ];
    const pages = renderPages(inputWith(claims, () => text));
    for (const path of ['claims.md', 'reported-values.md']) {
      const text = pages.get(path)!.replace(/`[^`]*`/g, '');
      expect(text).not.toMatch(/<(?!a id=|\/a>|code>|\/code>)[a-z/!]/i);
      expect(text).not.toMatch(/(?<!\\)\]\(javascript:|[\u202e\u0007\u001b]/);
    }
  }
});
