import { expect, it } from 'vitest';
import { bad, build, good } from '../results/results.fixture.ts';
import { outcomeOf, type ProbeOutcome, questionBetween, sideOf } from './outcome.ts';

const works: ProbeOutcome = { kind: 'works' };
const breaks = (id: string): ProbeOutcome => ({ kind: 'breaks', id, step: 'run', message: '' });
const unknown: ProbeOutcome = { kind: 'unknown', reason: 'a limit' };

it('reads cells in three values', () => {
  const results = build([good, bad]);
  const [fine, broken] = ['pass', 'break'].map((status) => results.cells.find((cell) => cell.status === status)!);
  expect(outcomeOf(fine, results)).toEqual(works);
  expect(outcomeOf(broken, results)).toMatchObject({ kind: 'breaks', id: broken!.breaks[0]!.id, step: 'load' });
  expect(outcomeOf({ ...fine!, status: 'infra', reason: 'disk full' }, results)).toEqual({
    kind: 'unknown',
    reason: 'disk full',
  });
  expect(outcomeOf({ ...fine!, status: 'skip' }, results).kind).toBe('unknown');
  expect(outcomeOf({ ...fine!, status: 'skip' }, results)).toEqual({ kind: 'unknown', reason: 'the cell is skip' });
  expect(outcomeOf({ ...fine!, status: 'break' }, results).kind).toBe('unknown');
  expect(outcomeOf(undefined, results)).toEqual({
    kind: 'unknown',
    reason: 'the case does not apply to this version',
  });
});

it('asks what the two ends differ in', () => {
  expect(questionBetween({ older: works, newer: breaks('a:b') })).toBe('status');
  expect(questionBetween({ older: breaks('a:b'), newer: works })).toBe('status');
  expect(questionBetween({ older: breaks('a:b'), newer: breaks('a:c') })).toBe('reason');
  expect(questionBetween({ older: works, newer: works })).toBeNull();
  expect(questionBetween({ older: breaks('a:b'), newer: breaks('a:b') })).toBeNull();
  expect(questionBetween({ older: unknown, newer: works })).toBeNull();
});

it('takes a limit or a missing version for no evidence, and another reason for a break all the same', () => {
  const status = { older: works, newer: breaks('a:b') };
  expect(sideOf(unknown, status, 'status')).toBe('unknown');
  expect(sideOf(breaks('x:y'), status, 'status')).toBe('newer');
  expect(sideOf(works, status, 'status')).toBe('older');
  const reason = { older: breaks('a:b'), newer: breaks('a:c') };
  expect(sideOf(breaks('a:c'), reason, 'reason')).toBe('newer');
  expect(sideOf(breaks('a:b'), reason, 'reason')).toBe('older');
  expect(sideOf(breaks('x:y'), reason, 'reason')).toBe('unknown');
  expect(sideOf(works, reason, 'reason')).toBe('unknown');
});

it('quotes the first message, else what was not met, else nothing', () => {
  const results = build([bad]);
  const [cell] = results.cells;
  const { evidence: key } = cell!.breaks[0]!;
  const message = (fields: object) => {
    const { diagnostics: _, unmet: __, ...rest } = results.evidence[key]!;
    const evidence = { [key]: { ...rest, diagnostics: [], ...fields } };
    const outcome = outcomeOf(cell, { ...results, evidence });
    return outcome.kind === 'breaks' ? outcome.message : outcome.kind;
  };
  expect(outcomeOf(cell, results)).toMatchObject({ message: 'HEAPU8 undefined' });
  expect(message({ unmet: ['no f', 'no g'] })).toBe('no f');
  expect(message({})).toBe('');
  expect(outcomeOf(cell, { ...results, evidence: {} })).toMatchObject({ kind: 'breaks', message: '' });
});
