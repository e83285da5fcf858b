import { describe, expect, it } from 'vitest';
import type { Cell } from '../../model/results.ts';
import { CANDIDATE_SCHEMA, type CandidateRun, compareCandidate } from '../comparison/candidate.ts';
import { cellOf } from '../evidence.fixture.ts';
import { build } from '../results/results.fixture.ts';
import { listModuleChanges, listWarningChanges, summariseDrift } from './built.ts';

const [NEW, OLD] = ['go1.27rc1', 'go1.26.11'] as const;
const surface = (imports: readonly string[], exports: readonly string[] = []) => ({
  imports: imports.map((name) => ({ module: 'env', name, kind: 'function' })),
  exports: exports.map((name) => ({ name, kind: 'function' })),
});
const modules = {
  plain: surface(['open', 'read']),
  again: surface(['read', 'open']),
  more: surface(['open', 'write'], ['main']),
};
const compared = (cells: readonly Cell[]) => {
  const results = { ...build([]), cells, modules };
  const run: CandidateRun = {
    schema: CANDIDATE_SCHEMA,
    tool: 'go',
    candidate: NEW,
    against: OLD,
    before: null,
    flaky: [],
    unreached: [],
    sizes: [],
    symbols: [],
    results,
  };
  return compareCandidate(run);
};
const at = (name: string, go: string, fields: Partial<Cell>): Cell => ({ ...cellOf({ go }, [], fields), case: name });

describe('what both versions build', () => {
  it('differs in the imports and exports of modules that both have; equal changes are told once', () => {
    const changes = listModuleChanges(
      compared([
        at('a/a', OLD, { modules: { 'x/m': 'plain', 'x/same': 'plain', 'x/gone': 'plain' } }),
        at('a/a', NEW, { modules: { 'x/m': 'more', 'x/same': 'plain', 'x/new': 'more' } }),
        at('b/b', OLD, { modules: { 'x/m': 'plain' } }),
        at('b/b', NEW, { modules: { 'x/m': 'more' } }),
        at('c/c', NEW, { modules: { 'x/m': 'more' } }),
        at('d/d', OLD, { modules: { 'x/m': 'plain' } }),
        at('d/d', NEW, { modules: { 'x/m': 'unknown' } }),
        at('e/e', OLD, { modules: { 'x/m': 'plain' } }),
        at('e/e', NEW, { modules: { 'x/m': 'again' } }),
      ]),
    );
    expect(changes).toMatchObject([
      {
        modules: ['a/a:x/m', 'b/b:x/m'],
        change: {
          imports: { added: [{ name: 'write' }], removed: [{ name: 'read' }], changed: [] },
          exports: { added: [{ name: 'main' }], removed: [], changed: [] },
        },
      },
    ]);
  });

  it('differs in the warnings of cells that pass with both', () => {
    const [one, two] = [['compile-warning:a.c'], ['compile-warning:a.c', 'deprecated:x']];
    const cells = [
      at('a/a', OLD, { warnings: one }),
      at('a/a', NEW, { warnings: two }),
      at('b/b', OLD, { warnings: two }),
      at('b/b', NEW, {}),
      at('c/c', OLD, { warnings: one }),
      at('c/c', NEW, { warnings: one }),
      at('d/d', OLD, { warnings: one }),
      { ...at('d/d', NEW, {}), status: 'break' as const },
    ];
    expect(listWarningChanges(compared(cells))).toEqual([
      { case: 'a/a', came: ['deprecated:x'], went: [] },
      { case: 'b/b', came: [], went: two },
    ]);
  });

  it('differs in the symbols of libraries, those aside that only moved to another family', () => {
    const facts = { kind: 'function', weak: false, type: null };
    const symbols = [
      { kind: 'added' as const, name: 'b', family: 'libc', now: facts },
      { kind: 'changed' as const, name: 'c', family: 'libc', was: facts, now: { ...facts, weak: true } },
      { kind: 'moved' as const, name: 'd', from: 'libm', family: 'libc', was: facts, now: facts },
      { kind: 'removed' as const, name: 'a', family: 'libm', was: facts },
    ];
    expect(summariseDrift({ symbols })).toEqual([
      { family: 'libc', added: ['b'], removed: [], changed: ['c'] },
      { family: 'libm', added: [], removed: ['a'], changed: [] },
    ]);
  });
});
