import { describe, expect, it } from 'vitest';
import type { Cell, Results } from '../../model/results.ts';
import { cellOf } from '../evidence.fixture.ts';
import { build } from '../results/results.fixture.ts';
import { CANDIDATE_SCHEMA, type CandidateRun, compareCandidate } from './candidate.ts';

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
    unreached: [],
    sizes: [],
    symbols: [],
    results,
    ...fields,
  };
};
const verdictsOf = (run: CandidateRun) => {
  const { comparison, formerOf } = compareCandidate(run);
  return comparison.changes.map(({ cell, verdict, isNews }) => [
    cell,
    formerOf(cell),
    isNews ? `${verdict}!` : verdict,
  ]);
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

  it('takes a new import for a change', () => {
    const at = (go: string, key: string) => cellOf({ go }, [], { modules: { 'build/main.wasm': key } });
    expect(verdictsOf(runOf([at(OLD, 'a'), at(NEW, 'b')])).map(([, , verdict]) => verdict)).toEqual(['changed!']);
  });

  it('compares every cell of a case that mixes versions freely with the one in which the older version stands', () => {
    const mix = (link: string, object: string, breaks: readonly string[] = []) => cellOf({ link, object }, breaks);
    const cells = [
      mix(OLD, OLD),
      mix(NEW, OLD, [F]),
      mix(OLD, NEW),
      mix(NEW, NEW, [F]),
      mix(NEW, BEFORE),
      mix(OLD, BEFORE),
    ];
    expect(verdictsOf(runOf(cells))).toEqual([
      ['a/case@link=go1.27rc1+object=go1.26.11', 'a/case@link=go1.26.11+object=go1.26.11', 'regressed!'],
      ['a/case@link=go1.27rc1+object=go1.27rc1', 'a/case@link=go1.26.11+object=go1.26.11', 'regressed!'],
    ]);
    expect(compareCandidate(runOf(cells)).formerOf('a/case@link=go1.27rc1+object=go1.25.14')).toBe(
      'a/case@link=go1.26.11+object=go1.25.14',
    );
  });

  it('leaves the neighbour where it is while there is no version before', () => {
    const cells = [cellOf({ go: OLD }, []), cellOf({ go: NEW }, [F]), cellOf({ exec: OLD, go: NEW }, [F])];
    expect(verdictsOf(runOf(cells, { before: null }))).toEqual([
      ['a/case@go1.27rc1', 'a/case@go1.26.11', 'regressed!'],
      ['a/case@go1.27rc1+exec=go1.26.11', null, 'new!'],
    ]);
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
});
