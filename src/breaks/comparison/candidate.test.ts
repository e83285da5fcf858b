import { describe, expect, it } from 'vitest';
import type { Cell, Results } from '../../model/results.ts';
import { cellOf } from '../evidence.fixture.ts';
import { build } from '../results/results.fixture.ts';
import { CANDIDATE_SCHEMA, type CandidateRun, compareCandidate, listImportChanges } from './candidate.ts';

const [NEW, OLD, BEFORE] = ['go1.27rc1', 'go1.26.11', 'go1.25.14'] as const;
const F = 'load=undefined-symbol:f';
const modules = {
  a: { imports: [{ module: 'go', name: 'f', kind: 'function' }], exports: [] },
  b: { imports: [{ module: 'gojs', name: 'f', kind: 'function' }], exports: [] },
};

const runOf = (cells: readonly Cell[], fields: Partial<CandidateRun> = {}): CandidateRun => {
  const results: Results = { ...build([]), cells, modules };
  return {
    schema: CANDIDATE_SCHEMA,
    tool: 'go',
    candidate: NEW,
    against: OLD,
    before: BEFORE,
    flaky: [],
    results,
    ...fields,
  };
};
const verdictsOf = (run: CandidateRun) => {
  const { comparison, nameOf } = compareCandidate(run);
  return comparison.changes.map(({ cell, verdict, isNews }) => [nameOf(cell), cell, isNews ? `${verdict}!` : verdict]);
};

describe('compareCandidate', () => {
  it('holds each cell against the one that is the same but for the version', () => {
    const run = runOf([
      cellOf({ go: OLD, node: 'node20.20.2' }, []),
      cellOf({ go: NEW, node: 'node20.20.2' }, [F]),
      cellOf({ go: OLD, node: 'node24.21.0' }, [F]),
      cellOf({ go: NEW, node: 'node24.21.0' }, []),
      cellOf({ go: BEFORE, node: 'node20.20.2' }, [F]),
    ]);
    expect(verdictsOf(run)).toEqual([
      ['a/case@go1.27rc1+node20.20.2', 'a/case@go1.26.11+node20.20.2', 'regressed!'],
      ['a/case@go1.27rc1+node24.21.0', 'a/case@go1.26.11+node24.21.0', 'fixed'],
    ]);
    // Each is there on the other side too, elsewhere.
    expect(compareCandidate(run).comparison).toMatchObject({ newBreaks: [], fixedBreaks: [], fails: { new: true } });
  });

  it('moves the neighbours along: the version before stands where the older one stood', () => {
    const cells = [cellOf({ exec: BEFORE, go: OLD }, [F]), cellOf({ exec: OLD, go: NEW }, [F])];
    expect(verdictsOf(runOf(cells))).toEqual([]);
    const fixed = [cells[0]!, cellOf({ exec: OLD, go: NEW }, [])];
    expect(verdictsOf(runOf(fixed))).toEqual([
      ['a/case@go1.27rc1+exec=go1.26.11', 'a/case@go1.26.11+exec=go1.25.14', 'fixed'],
    ]);
    expect(compareCandidate(runOf(fixed)).comparison.fixedBreaks).toEqual(['undefined-symbol:f']);
    // The neighbour after: the older version with the candidate's file.
    const next = [cellOf({ go: BEFORE, newer: OLD }, []), cellOf({ go: OLD, newer: NEW }, [F])];
    expect(verdictsOf(runOf(next))).toEqual([
      ['a/case@go1.26.11+newer=go1.27rc1', 'a/case@go1.25.14+newer=go1.26.11', 'regressed!'],
    ]);
  });

  it('takes a cell for flaky where either side disagreed with itself', () => {
    const cells = [cellOf({ go: OLD }, []), cellOf({ go: NEW }, [F])];
    for (const flaky of [['a/case@go1.26.11'], ['a/case@go1.27rc1']]) {
      expect(verdictsOf(runOf(cells, { flaky }))).toEqual([['a/case@go1.27rc1', 'a/case@go1.26.11', 'flaky']]);
    }
  });

  it('says nothing of a cell that could not be decided on either side', () => {
    const infra = (go: string, node: string) => cellOf({ go, node }, [], { status: 'infra', reason: 'no network' });
    const run = runOf([
      infra(OLD, 'node20.20.2'),
      cellOf({ go: NEW, node: 'node20.20.2' }, [F]),
      cellOf({ go: OLD, node: 'node24.21.0' }, ['load=undefined-symbol:g']),
      infra(NEW, 'node24.21.0'),
      cellOf({ go: OLD, node: 'node22.23.3' }, []),
      cellOf({ go: NEW, node: 'node22.23.3' }, []),
    ]);
    expect(verdictsOf(run)).toEqual([]);
    const { comparison, old, now, undecided } = compareCandidate(run);
    expect(undecided).toBe(2);
    expect(comparison).toMatchObject({ newBreaks: [], fixedBreaks: [], fails: { new: false, any: false } });
    expect([old, now].map(({ cells }) => cells.length)).toEqual([1, 1]);
  });

  it('lists the imports that modules gained and lost', () => {
    const at = (go: string, key: string, node: string) =>
      cellOf({ go, node }, [], { modules: { 'build/main.wasm': key } });
    const run = runOf(['node20.20.2', 'node24.21.0'].flatMap((node) => [at(OLD, 'a', node), at(NEW, 'b', node)]));
    expect(listImportChanges(compareCandidate(run))).toEqual([
      { case: 'a/case', module: 'build/main.wasm', gained: ['gojs.f'], lost: ['go.f'] },
    ]);
    expect(verdictsOf(run).map(([, , verdict]) => verdict)).toEqual(['changed!', 'changed!']);
    expect(listImportChanges(compareCandidate(runOf([])))).toEqual([]);
  });

  it('leaves the neighbour where it is while there is no version before', () => {
    const cells = [cellOf({ go: OLD }, []), cellOf({ go: NEW }, [F]), cellOf({ exec: OLD, go: NEW }, [F])];
    expect(verdictsOf(runOf(cells, { before: null }))).toEqual([
      ['a/case@go1.27rc1', 'a/case@go1.26.11', 'regressed!'],
      ['a/case@go1.27rc1+exec=go1.26.11', 'a/case@go1.26.11+exec=go1.26.11', 'new!'],
    ]);
    const { nameOf } = compareCandidate(runOf(cells, { before: null }));
    expect(nameOf('a/case@go1.20')).toBe('a/case@go1.20');
  });

  it('finds the breaks that are its own, and those of which it was tried on all that had them, sorted', () => {
    const [g, h] = ['load=undefined-symbol:g', 'load=undefined-symbol:h'];
    const at = (go: string, node: string, breaks: readonly string[]) => cellOf({ go, node }, breaks);
    const [one, two] = ['node20.20.2', 'node24.21.0'] as const;
    const breaksOf = (...cells: readonly Cell[]) => {
      const { newBreaks, fixedBreaks } = compareCandidate(runOf(cells)).comparison;
      return { newBreaks, fixedBreaks };
    };
    expect(breaksOf(at(OLD, one, [F]), at(OLD, two, []), at(NEW, one, [h, g]), at(NEW, two, [F]))).toEqual({
      newBreaks: ['undefined-symbol:g', 'undefined-symbol:h'],
      fixedBreaks: [],
    });
    expect(breaksOf(at(OLD, one, [h, g]), at(NEW, one, []))).toEqual({
      newBreaks: [],
      fixedBreaks: ['undefined-symbol:g', 'undefined-symbol:h'],
    });
    // Of g one cell that had it was not tried; a cell that had something else besides is no hindrance.
    expect(breaksOf(at(OLD, one, [h, g]), at(OLD, two, [g]), at(NEW, one, []))).toEqual({
      newBreaks: [],
      fixedBreaks: ['undefined-symbol:h'],
    });
  });

  it('lists imports by case and module, sorted, and nothing of modules that only one side has', () => {
    const of = (...names: string[]) => ({
      imports: names.map((name) => ({ ...(name === 'h' ? {} : { module: 'env' }), name, kind: 'function' })),
      exports: [],
    });
    const at = (name: string, go: string, own: Readonly<Record<string, string>>) => ({
      ...cellOf({ go }, [], { modules: own }),
      case: name,
    });
    const run = runOf([
      at('a/a', OLD, { 'x/m': 'l', 'x/same': 'l' }),
      at('a/a', NEW, { 'x/m': 'm', 'x/same': 'l', 'x/new': 'm' }),
      at('b/b', OLD, { 'x/m': 'l' }),
      at('b/b', NEW, { 'x/m': 'm' }),
      at('c/c', NEW, { 'x/m': 'm' }),
      at('d/d', OLD, { 'x/m': 'l' }),
      at('d/d', NEW, { 'x/m': 'unknown' }),
      at('e/e', OLD, { 'x/m': 'l' }),
      at('e/e', NEW, { 'x/m': 'again' }),
    ]);
    const results = {
      ...run.results,
      modules: { l: of('f', 'c', 'b'), again: of('b', 'c', 'f'), m: of('f', 'h', 'g') },
    };
    const change = { module: 'x/m', gained: ['env.g', 'h'], lost: ['env.b', 'env.c'] };
    expect(listImportChanges(compareCandidate({ ...run, results }))).toEqual([
      { case: 'a/a', ...change },
      { case: 'b/b', ...change },
      { case: 'd/d', module: 'x/m', gained: [], lost: ['env.b', 'env.c', 'env.f'] },
    ]);
  });
});
