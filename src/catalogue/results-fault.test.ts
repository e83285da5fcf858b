import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { compareResults } from '../breaks/comparison/compare-results.ts';
import { reidentify } from '../breaks/results/re-identify.ts';
import { bad, build, good } from '../breaks/results/results.fixture.ts';
import { ProblemInInput } from '../model/errors.ts';
import { describeComparison } from '../reports/query/comparison-data.ts';
import { printDiff } from '../reports/terminal/diff-text.ts';
import { parseResults } from './results-file.ts';

const RESULTS = build([good, bad]);

/** Every place in a JSON value, as paths of member names. */
function placesIn(value: unknown, path: readonly string[] = []): (readonly string[])[] {
  if (typeof value !== 'object' || value === null) return [path];
  return [path, ...Object.entries(value).flatMap(([name, member]) => placesIn(member, [...path, name]))];
}

function replaceAt(value: unknown, [name, ...rest]: readonly string[], replacement: unknown): unknown {
  if (name === undefined) return replacement;
  const copy = Array.isArray(value) ? [...value] : { ...(value as object) };
  const holder = copy as Record<string, unknown>;
  holder[name] = replaceAt(holder[name], rest, replacement);
  return copy;
}

/** What `emrift diff` does with a file. */
function diff(text: string): void {
  const foreign = reidentify(parseResults(text, 'foreign.json'), []);
  for (const [old, now] of [
    [RESULTS, foreign],
    [foreign, RESULTS],
  ] as const) {
    const comparison = compareResults(old, now, { covers: () => true });
    printDiff({ old, now, comparison, knowledge: [] });
    JSON.stringify(describeComparison(comparison, old, now));
  }
}

it('reads results of the first format, in which reported values were called told', () => {
  const [first, ...rest] = RESULTS.cells;
  const old = { ...RESULTS, schema: 1, cells: [{ ...first, told: { 'run/size': '7' } }, ...rest] };
  const read = parseResults(JSON.stringify(old), 'old.json');
  expect(read).toEqual({ ...RESULTS, cells: [{ ...first, reported: { 'run/size': '7' } }, ...rest] });
  expect(read.cells[0]).not.toHaveProperty('told');
  for (const schema of [0, 1.5, -1, '1', 4]) {
    expect(() => parseResults(JSON.stringify({ ...RESULTS, schema }), 'x.json')).toThrow(ProblemInInput);
  }
});

describe('results of a stranger', () => {
  it('are compared or refused, and nothing else', () => {
    const places = placesIn(RESULTS);
    const value = fc.oneof(
      fc.jsonValue(),
      fc.constantFrom('__proto__', 'constructor', 'x:y', 'undefined-symbol:f', ''),
    );
    const change = fc.tuple(fc.constantFrom(...places), value);
    let refused = 0;
    let taken = 0;
    fc.assert(
      fc.property(fc.array(change, { minLength: 1, maxLength: 3 }), fc.constantFrom(0, 1), (changes, fingerprints) => {
        let changed: unknown = { ...RESULTS, fingerprints };
        try {
          for (const [path, replacement] of changes) changed = replaceAt(changed, path, replacement);
        } catch {
          // An earlier change took the place away.
          return;
        }
        try {
          diff(JSON.stringify(changed));
          taken++;
        } catch (error) {
          expect(error).toBeInstanceOf(ProblemInInput);
          refused++;
        }
      }),
      { numRuns: 1500 },
    );
    expect(Math.min(refused, taken)).toBeGreaterThan(100);
  });
});
