import { describe, expect, it } from 'vitest';
import type { Verdict } from '../../model/results.ts';
import { readBreakHistories, writeBreakHistory } from './break-history.ts';
import type { HistoryEntry } from './history.ts';

const ID = 'undefined-symbol:f';
const counts = { pass: 1, break: 1, skip: 0, infra: 0 };
const run = (date: string): HistoryEntry => ({ kind: 'run', run: date, date, toolchains: [], counts, verdicts: {} });
const line = (date: string, verdict: Verdict, cells: number, left?: number): HistoryEntry => ({
  kind: 'break',
  run: date,
  date,
  id: ID,
  verdict,
  cells,
  ...(left === undefined ? {} : { left }),
});
const [ONE, TWO, THREE, FOUR] = ['2026-08-01', '2026-08-02', '2026-08-05', '2026-08-09'] as const;
const historyAfter = (...history: HistoryEntry[]) => readBreakHistories(history)(ID);

describe('readBreakHistories', () => {
  it('says nothing where no run is on record', () => {
    expect(historyAfter()).toBeNull();
    expect(writeBreakHistory(null)).toEqual([]);
  });

  it('says of a break without a line that it was there from the first run on', () => {
    expect(historyAfter(run(ONE), run(TWO), run(THREE))).toEqual({
      since: ONE,
      cameAs: null,
      runs: 3,
      days: 4,
      events: [],
    });
  });

  it('begins where all cells that have it got it', () => {
    const came = [line(TWO, 'new', 2, 5), line(TWO, 'regressed', 3, 5)];
    expect(historyAfter(run(ONE), run(TWO), ...came, run(THREE), run(FOUR))).toMatchObject({
      since: TWO,
      cameAs: 'new',
      runs: 3,
      days: 7,
    });
    // Two cells had it before.
    const more = line(TWO, 'regressed', 3, 5);
    expect(historyAfter(run(ONE), run(TWO), more)).toMatchObject({
      since: ONE,
      cameAs: null,
      runs: 2,
      events: [{ cells: 3 }],
    });
  });

  it('ends where no cell has it any more, and may begin again', () => {
    const history = [run(ONE), line(ONE, 'regressed', 3, 3), run(TWO), line(TWO, 'fixed', 1, 2), run(THREE)];
    expect(historyAfter(...history)).toMatchObject({
      since: ONE,
      runs: 3,
      events: [{ cells: 3 }, { verdict: 'fixed' }],
    });
    const ended = [...history, line(THREE, 'fixed', 2, 0), run(FOUR), line(FOUR, 'changed', 1, 1)];
    expect(historyAfter(...ended)).toMatchObject({ since: FOUR, cameAs: 'changed', runs: 1, days: 0 });
  });

  it('goes on where other rules call the break otherwise', () => {
    const rename = (date: string, was: string, id: string, left = 0): HistoryEntry => {
      return { kind: 'rename', run: date, date, was, id, left };
    };
    const history = [run(ONE), run(TWO), line(TWO, 'regressed', 3, 3), run(THREE), rename(THREE, ID, 'other:f')];
    expect(readBreakHistories(history)('other:f')).toMatchObject({ since: TWO, cameAs: 'regressed', runs: 2, days: 3 });
    // The name may come anew, for another break.
    expect(historyAfter(...history, run(FOUR), line(FOUR, 'new', 1, 1))).toMatchObject({ since: FOUR, runs: 1 });
    // One that became two.
    const both = [...history.slice(0, -1), rename(THREE, ID, 'other:f', 1), rename(THREE, ID, 'third:f', 1)];
    for (const id of [ID, 'other:f', 'third:f'])
      expect(readBreakHistories(both)(id)).toMatchObject({ since: TWO, runs: 2 });
  });

  it('reads in words', () => {
    expect(writeBreakHistory(historyAfter(run(ONE), run(TWO), line(TWO, 'regressed', 24, 24), run(FOUR)))).toEqual([
      'Seen in each of the 2 recorded runs of this catalogue since 2026-08-02 (7 days).',
      'What those runs changed: on 2026-08-02 24 cells that passed before have it.',
    ]);
    const twice = [run(ONE), line(ONE, 'new', 2, 2), run(ONE), line(ONE, 'new', 2, 2), line(ONE, 'gone', 1, 1)];
    expect(writeBreakHistory(historyAfter(...twice))[1]).toBe(
      'What those runs changed: on 2026-08-01 2 cells that were not run before have it and 1 cell is no longer run.',
    );
    expect(writeBreakHistory(historyAfter(run(ONE)))[0]).toBe(
      'Seen in the last recorded run of this catalogue, of 2026-08-01.',
    );
    expect(writeBreakHistory(historyAfter(run(ONE), run(TWO)))[0]).toBe(
      'Seen in each of the 2 recorded runs of this catalogue since 2026-08-01, the day of the first (1 day).',
    );
  });
});
