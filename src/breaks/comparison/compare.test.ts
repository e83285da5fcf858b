import { describe, expect, it } from 'vitest';
import type { Silence } from '../../matrix/silence.ts';
import type { CellOutcomes } from '../../model/outcomes.ts';
import { type Cell, type CellStatus, VERDICTS, type Verdict } from '../../model/results.ts';
import { cellOf } from '../evidence.fixture.ts';
import { type ComparisonRules, compareCells, countsFor, FAIL_ON } from './compare.ts';

type Seen = 'none' | CellStatus;
const STATUSES: readonly Seen[] = ['none', 'pass', 'break', 'skip', 'infra'];
const cell = (status: Seen): Cell | undefined =>
  status === 'none' ? undefined : cellOf({}, status === 'break' ? ['link=undefined-symbol:f'] : [], { status });

const PLAIN: ComparisonRules = {
  inPlan: true,
  isFlaky: false,
  tables: { old: {}, now: {} },
  silenceOf: () => undefined,
};
const judge = (old: Cell | undefined, now: Cell | undefined, other: Partial<ComparisonRules> = {}) =>
  compareCells(old, now, { ...PLAIN, ...other });

/** Rows: what it was. Columns: what it is now, in the order of `STATUSES`. `!` where that is news. */
const TABLE: Record<Seen, readonly string[]> = {
  none: ['same', 'new', 'new!', 'same', 'same'],
  pass: ['gone', 'same', 'regressed!', 'gone', 'same'],
  break: ['gone', 'fixed', 'same', 'gone', 'same'],
  skip: ['same', 'new', 'new!', 'same', 'same'],
  infra: ['same', 'new', 'new!', 'same', 'same'],
};

describe('compareCells', () => {
  for (const old of STATUSES) {
    for (const [index, now] of STATUSES.entries()) {
      const expected = TABLE[old][index]!;
      const judged = (other: Partial<ComparisonRules> = {}) => {
        const { verdict, isNews } = judge(cell(old), cell(now), other);
        return isNews ? `${verdict}!` : verdict;
      };
      it(`${old} → ${now} is ${expected}`, () => expect(judged()).toBe(expected));
      it(`${old} → ${now} outside the plan is ${now === 'none' ? 'same' : expected}`, () =>
        expect(judged({ inPlan: false })).toBe(now === 'none' ? 'same' : expected));
      it(`${old} → ${now} is never news where two executions disagree`, () =>
        expect(judged({ isFlaky: true })).toBe(now === 'none' ? expected : 'flaky'));
    }
  }

  it('has a case for every verdict', () => {
    const seen = new Set(
      Object.values(TABLE)
        .flat()
        .map((text) => text.replace('!', '')),
    );
    expect([...seen, 'changed', 'flaky'].sort()).toEqual([...VERDICTS].sort());
  });

  const f = 'link=undefined-symbol:f';
  const g = 'link=undefined-symbol:g';
  const trapped = { also: ['function-signature-mismatch:add'] };
  /** Two failures, and what is to be said of the second against the first. */
  const FAILURES: Record<
    string,
    [old: Cell, now: Cell, verdict: Verdict, came: string[], went: string[], shape?: true]
  > = {
    'another symbol': [
      cellOf({}, [f]),
      cellOf({}, [g]),
      'changed',
      ['undefined-symbol:g'],
      ['undefined-symbol:f'],
      true,
    ],
    'another kind': [
      cellOf({}, [f]),
      cellOf({}, ['load=import-missing:env.f']),
      'changed',
      ['import-missing:env.f'],
      ['undefined-symbol:f'],
    ],
    'an import of another module': [
      cellOf({}, ['load=import-missing:go.f']),
      cellOf({}, ['load=import-missing:gojs.f']),
      'changed',
      ['import-missing:gojs.f'],
      ['import-missing:go.f'],
    ],
    'one more step that fails': [
      cellOf({}, [f]),
      cellOf({}, [f, 'b=undefined-symbol:g']),
      'changed',
      ['undefined-symbol:g'],
      [],
    ],
    'one step fewer that fails': [
      cellOf({}, [f, 'b=undefined-symbol:g']),
      cellOf({}, [f]),
      'changed',
      [],
      ['undefined-symbol:g'],
    ],
    'the same in other steps': [
      cellOf({}, ['a=undefined-symbol:f']),
      cellOf({}, ['b=undefined-symbol:f']),
      'same',
      [],
      [],
    ],
    'causes stated in another order': [
      cellOf({}, [f], { also: ['undefined-symbol:g'] }),
      cellOf({}, [g], { also: ['undefined-symbol:f'] }),
      'same',
      [],
      [],
    ],
    'one more undefined symbol': [
      cellOf({}, [f]),
      cellOf({}, [f], { also: ['undefined-symbol:g'] }),
      'changed',
      ['undefined-symbol:g'],
      [],
    ],
    'one more remark of another tool': [
      cellOf({}, [f]),
      cellOf({}, [f], { also: ['go-exit-nonzero:a/case/link'] }),
      'same',
      [],
      [],
    ],
    'what only stood beside it is what is left': [
      cellOf({}, [f], { also: ['import-missing:env.f'] }),
      cellOf({}, ['load=import-missing:env.f']),
      'changed',
      [],
      ['undefined-symbol:f'],
    ],
    'a new warning that will trap': [cellOf({}, []), cellOf({}, [], trapped), 'changed', trapped.also, []],
    'a warning that will trap no more': [cellOf({}, [], trapped), cellOf({}, []), 'same', [], []],
    'a new warning': [cellOf({}, []), cellOf({}, [], { warnings: ['compile-warning:a.c'] }), 'same', [], []],
  };
  it.each(Object.entries(FAILURES))('%s', (_, [old, now, verdict, came, went, shape = false]) => {
    const judged = judge(old, now);
    expect(judged).toMatchObject({ verdict, isNews: verdict === 'changed' });
    expect(judged.difference).toEqual({ came, went, imports: [], isSameShape: shape });
  });

  it('sees a new import, not a lost one, and nothing where tables are missing', () => {
    const surface = (...names: string[]) => ({
      imports: names.map((name) => ({ module: 'env', name, kind: 'function' })),
      exports: [],
    });
    const tables = { old: { a: surface('f') }, now: { b: surface('f', 'g'), c: surface() } };
    const was = cellOf({}, [], { modules: { 'link/m.wasm': 'a' } });
    const now = (key: string, path = 'link/m.wasm') => cellOf({}, [], { modules: { [path]: key } });
    const judged = judge(was, now('b'), { tables });
    expect(judged).toMatchObject({ verdict: 'changed', isNews: true });
    expect(judged.difference.imports).toEqual(['link/m.wasm env.g']);
    expect(judge(was, now('c'), { tables }).verdict).toBe('same');
    expect(judge(was, now('b', 'link/other.wasm'), { tables }).verdict).toBe('same');
    expect(judge(was, now('b')).verdict).toBe('same');
    expect(judge(cellOf({}, []), now('b'), { tables }).verdict).toBe('same');
    expect(judge(was, cellOf({}, []), { tables }).verdict).toBe('same');
  });

  it('counts an import as news even where every break of the case is silenced', () => {
    const surface = (...names: string[]) => ({
      imports: names.map((name) => ({ ...(name === 'g' ? {} : { module: 'env' }), name, kind: 'function' })),
      exports: [],
    });
    const tables = { old: { a: surface('f') }, now: { b: surface('f', 'h'), c: surface('g') } };
    const trap = 'function-signature-mismatch:add';
    const silence = { break: '*' } as Silence;
    const silenceOf = () => silence;
    const was = cellOf({}, [], { modules: { 'link/m.wasm': 'a' } });
    const change = (fields: Partial<Cell>) => judge(was, cellOf({}, [], fields), { tables, silenceOf });
    expect(change({ modules: { 'link/m.wasm': 'b' }, also: [trap] })).toMatchObject({
      isNews: true,
      silencedBy: [],
      difference: { came: [trap], imports: ['link/m.wasm env.h'] },
    });
    expect(change({ modules: { 'link/m.wasm': 'a' }, also: [trap] })).toMatchObject({
      isNews: false,
      silencedBy: [silence],
    });
    expect(change({ modules: { 'link/m.wasm': 'c' } }).difference.imports).toEqual(['link/m.wasm g']);
    expect(change({ modules: { 'link/m.wasm': 'unknown' } }).verdict).toBe('same');
  });

  it('asks for the silence of what went where nothing came', () => {
    const silence = { break: 'undefined-symbol:f' } as Silence;
    const silenceOf = (id: string) => (id === silence.break ? silence : undefined);
    const lost = (gone: string, left: string) => judge(cellOf({}, [gone, left]), cellOf({}, [left]), { silenceOf });
    expect(lost(f, g)).toMatchObject({ verdict: 'changed', isNews: false, isBroken: true, silencedBy: [silence] });
    expect(lost(g, f)).toMatchObject({ verdict: 'changed', isNews: true, isBroken: false, silencedBy: [] });
  });

  it('names a silence once, and none of a cell that is no news', () => {
    const silence = { break: 'undefined-symbol:*' } as Silence;
    const silenceOf = () => silence;
    expect(judge(cellOf({}, []), cellOf({}, [f, g]), { silenceOf }).silencedBy).toEqual([silence]);
    expect(judge(cellOf({}, [f]), cellOf({}, [f]), { silenceOf }).silencedBy).toEqual([]);
    expect(judge(cellOf({}, []), cellOf({}, [f]), { silenceOf, isFlaky: true })).toMatchObject({
      isBroken: false,
      silencedBy: [],
    });
    expect(judge(cellOf({}, []), cellOf({}, [f]), { isFlaky: true }).isBroken).toBe(false);
  });

  it('takes a cause for another kind of question unless all of them have the shape of those that went', () => {
    const shapes = (old: string[], now: string[]) => judge(cellOf({}, old), cellOf({}, now)).difference.isSameShape;
    const h = 'b=undefined-symbol:h';
    const missing = 'c=import-missing:env.f';
    expect(shapes([f, 'b=import-missing:env.g'], [missing, g])).toBe(true);
    expect(shapes([f], [g, h])).toBe(false);
    expect(shapes(['a=no-kind-of-ours:x'], ['a=no-kind-of-ours:y'])).toBe(false);
  });

  it('lets a silence decide only where it names all that came', () => {
    const silence = { break: 'undefined-symbol:f' } as Silence;
    const silenceOf = (id: string) => (id === 'undefined-symbol:f' ? silence : undefined);
    const pass = cellOf({}, []);
    expect(judge(pass, cellOf({}, [f]), { silenceOf })).toMatchObject({
      verdict: 'regressed',
      isNews: false,
      isBroken: false,
      silencedBy: [silence],
    });
    expect(judge(pass, cellOf({}, [f, g]), { silenceOf })).toMatchObject({
      isNews: true,
      isBroken: true,
      silencedBy: [],
    });
    expect(judge(cellOf({}, [g]), cellOf({}, [g, f]), { silenceOf })).toMatchObject({
      verdict: 'changed',
      isNews: false,
      isBroken: true,
    });
    expect(judge(cellOf({}, [f]), cellOf({}, [g]), { silenceOf })).toMatchObject({ verdict: 'changed', isNews: true });
    expect(judge(cellOf({}, [f]), cellOf({}, [f]), { silenceOf })).toMatchObject({ verdict: 'same', isBroken: false });
  });
});

describe('countsFor', () => {
  it('asks for what is news, for what breaks, or for nothing', () => {
    const counted = (old: Seen, now: Seen) =>
      FAIL_ON.filter((failOn) => countsFor(judge(cell(old), cell(now)), failOn));
    expect(counted('pass', 'break')).toEqual(['new', 'any']);
    expect(counted('none', 'break')).toEqual(['new', 'any']);
    expect(counted('break', 'break')).toEqual(['any']);
    expect(counted('break', 'infra')).toEqual([]);
    expect(counted('infra', 'pass')).toEqual([]);
    expect(counted('none', 'pass')).toEqual([]);
    expect(counted('pass', 'none')).toEqual([]);
  });
});

describe('compareCells of cells that ran tests', () => {
  const ran = (fail: string[], other: Partial<CellOutcomes> = {}) =>
    cellOf({}, [], { outcomes: { run: { tests: 't', ...(fail.length > 0 ? { fail } : {}), exitCode: 0, ...other } } });
  const judged = (old: Cell | undefined, now: Cell | undefined, other: Partial<ComparisonRules> = {}) => {
    const { verdict, isNews, isBroken, difference } = judge(old, now, other);
    return { verdict, isNews, isBroken, came: difference.came, went: difference.went };
  };

  it('takes a test that fails now for one more break, and one that does not any more for a fixed one', () => {
    const came = ['failed-test:fs/seek'];
    expect(judged(ran([]), ran(['fs/seek']))).toEqual({
      verdict: 'regressed',
      isNews: true,
      isBroken: true,
      came,
      went: [],
    });
    expect(judged(ran(['fs/seek']), ran([]))).toMatchObject({ verdict: 'fixed', isNews: false, isBroken: false });
    expect(judged(ran(['fs/a']), ran(['fs/seek']))).toMatchObject({ verdict: 'changed', isNews: true, came });
    expect(judged(ran(['fs/a']), ran(['fs/a']))).toMatchObject({ verdict: 'same', isNews: false, isBroken: true });
    expect(judged(undefined, ran(['fs/a']))).toMatchObject({ verdict: 'new', isNews: true });
    expect(judged(undefined, ran([]))).toMatchObject({ verdict: 'new', isNews: false });
  });

  it('takes a program that did not come to its end for a break of its own, and no test that it missed for fixed', () => {
    const cut = ran([], { cut: true, exitCode: 134, open: 'TestB' });
    const came = ['abnormal-end:exit-134/TestB'];
    expect(judged(ran(['TestC']), cut)).toMatchObject({ verdict: 'regressed', isNews: true, came, went: [] });
    expect(judged(cut, ran([]))).toMatchObject({ verdict: 'fixed', went: came });
    expect(judged(ran([]), ran([], { exitCode: 139 })).came).toEqual(['abnormal-end:exit-139']);
    expect(judged(ran(['a']), ran(['a'], { exitCode: 1 })).verdict).toBe('same');
  });

  it('lets a test be silenced like a break', () => {
    const silence = { break: 'failed-test:fs/*' } as Silence;
    const silenceOf = (id: string) => (id.startsWith('failed-test:fs/') ? silence : undefined);
    expect(judged(ran([]), ran(['fs/seek']), { silenceOf })).toMatchObject({ isNews: false, isBroken: false });
    expect(judged(ran([]), ran(['fs/seek', 'env/set']), { silenceOf })).toMatchObject({ isNews: true });
  });
});
