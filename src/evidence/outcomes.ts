import { byCodeUnit } from '../model/order.ts';
import { LONGEST_TEST_NAME, MOST_TESTS, type ReadOutcomes } from '../model/outcomes.ts';
import { maskLog } from './diagnostics/mask.ts';

/** The longest text behind a name that is kept, in UTF-16 units. */
const LONGEST_DETAIL = 200;

/**
 * Lines of Go's package testing under `-test.v` (src/testing/testing.go, `report` and `runTests`, Go 1.27.4). Those of
 * subtests are indented. A colon or a blank ends a name here.
 */
const RESULT = /^--- (PASS|FAIL|SKIP): ([^\s:]+)(.*)$/;
const BEGUN = /^=== (?:RUN|CONT) +([^\s:]+)$/;
const THROUGH = /^(?:PASS|FAIL)$/;
const SECONDS = /^ \(\d+\.\d+s\)/;

/** Of two lines on one test the one further left counts. */
const WORST = ['FAIL', 'PASS', 'SKIP'] as const;

/**
 * Reads what standard output says of tests, top-level ones alone. Null where it has no line on any. What cannot be kept
 * is a text: more tests than `MOST_TESTS`, or a name longer than `LONGEST_TEST_NAME`.
 */
export function readOutcomes(stdout: string): ReadOutcomes | string | null {
  const outcomes = new Map<string, (typeof WORST)[number]>();
  const details: (readonly [string, string])[] = [];
  const open = new Set<string>();
  let closed = false;
  for (const line of maskLog(stdout).split('\n')) {
    if (THROUGH.test(line)) closed = true;
    const begun = BEGUN.exec(line)?.[1];
    // `TestA/sub` while `TestA` is under way is a subtest; a probe may have such a name by itself.
    if (begun !== undefined && !parentsOf(begun).some((parent) => open.has(parent))) open.add(begun);
    const [, word, name, rest] = RESULT.exec(line) ?? [];
    if (word === undefined || name === undefined) continue;
    closed = false;
    if (name.length > LONGEST_TEST_NAME) return `a test's name is longer than ${LONGEST_TEST_NAME} characters`;
    const before = outcomes.get(name) ?? 'SKIP';
    outcomes.set(name, WORST.find((one) => one === word || one === before)!);
    if (outcomes.size > MOST_TESTS) return `the output has more than ${MOST_TESTS} tests`;
    open.delete(name);
    const detail = (rest ?? '')
      .replace(SECONDS, '')
      .replace(/^[\s:]+/, '')
      .trim()
      .slice(0, LONGEST_DETAIL);
    if (detail !== '') details.push([name, detail]);
  }
  if (outcomes.size === 0) return null;
  const named = (word: string) => [...outcomes].flatMap(([name, one]) => (one === word ? [name] : [])).sort(byCodeUnit);
  const last = closed ? undefined : [...open].at(-1);
  return {
    pass: named('PASS'),
    fail: named('FAIL'),
    skip: named('SKIP'),
    details: Object.fromEntries(details.sort(([a], [b]) => byCodeUnit(a, b))),
    ...(last === undefined ? {} : { open: last }),
    closed,
  };
}

/** `a` and `a/b` of `a/b/c`. */
function parentsOf(name: string): readonly string[] {
  return [...name.matchAll(/\//g)].map(({ index }) => name.slice(0, index));
}
