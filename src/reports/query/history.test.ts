import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { ProblemInInput } from '../../model/errors.ts';
import { HISTORY } from '../realistic.fixture.ts';
import { formatHistory, lastRuns, newestKnown, parseHistory } from './history.ts';

describe('history.jsonl', () => {
  it('is read as it was written', () => {
    const entries = [
      ...HISTORY,
      { kind: 'break', run: 'a2', date: '2026-08-30', id: 'undefined-symbol:x', verdict: 'new', cells: 3 },
    ] as const;
    expect(parseHistory(formatHistory(entries), 'history.jsonl')).toEqual(entries);
  });

  it('leaves out a last line that a killed writer left half', () => {
    const text = formatHistory(HISTORY);
    expect(parseHistory(text + text.slice(0, 40), 'history.jsonl')).toEqual(HISTORY);
  });

  it.each([
    ['{"kind":"run"}\n', 'history.jsonl:1'],
    ['\nnonsense\n', 'history.jsonl:2'],
    [`${'{"a":1,'.repeat(60_000)}\n`, 'history.jsonl:1'],
    ['{"kind":"break","run":"a","date":"30.8.2026","id":"x","verdict":"new","cells":1}\n', 'history.jsonl:1'],
  ])('names the line that is no history (%#)', (text, place) => {
    const problem = thrownBy(() => parseHistory(text, 'history.jsonl'));
    expect(problem).toBeInstanceOf(ProblemInInput);
    const { position } = problem as ProblemInInput;
    expect(`${position?.file}:${position?.line}`).toBe(place);
  });

  it('throws nothing but problems in input, whatever it is given', () => {
    fc.assert(
      fc.property(
        fc.oneof(
          fc.string(),
          fc.json().map((json) => `${json}\n`),
        ),
        (text) => {
          const problem = thrownBy(() => parseHistory(text, 'f'));
          expect(problem === undefined || problem instanceof ProblemInInput).toBe(true);
        },
      ),
    );
  });

  it('says when each toolchain was last run and which versions were last heard of', () => {
    const runs = lastRuns(HISTORY);
    expect(runs.get('go1.27.0')).toBe('2026-08-30');
    expect(lastRuns(HISTORY.slice(0, 1)).has('go1.27.0')).toBe(false);
    expect(newestKnown(HISTORY).get('emsdk')).toEqual({ version: '6.0.8', date: '2026-08-29' });
  });
});

function thrownBy(act: () => unknown): unknown {
  try {
    act();
  } catch (error) {
    return error;
  }
  return undefined;
}
