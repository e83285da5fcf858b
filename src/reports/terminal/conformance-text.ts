import { isFailure, type Outcome, type Totals } from '../../evidence/conformance/outcome.ts';
import type { HostResult, TestResult } from '../../evidence/conformance/results.ts';
import { cleanText } from '../text/clean.ts';
import type { Paint } from '../text/paint.ts';

/** What an outcome is called in a line of totals, in their order; `pass` stands first with its denominator. */
const WORDS: readonly (readonly [Outcome, string])[] = [
  ['fail', 'fail'],
  ['unexpected-pass', 'pass though expected to fail'],
  ['expected-fail', 'fail as expected'],
  ['invalid', 'invalid'],
  ['undecided', 'not decided'],
  ['skip', 'left out'],
  ['not-applicable', 'not applicable'],
];

/**
 * Suites on hosts as text: the totals of each host and of each of its suites, then what fails, and each reason for which
 * tests were not run, with their number.
 */
export function printConformance(hosts: readonly HostResult[], paint: Paint): string {
  return hosts.map((host) => printHost(host, paint).join('\n')).join('\n\n');
}

function printHost({ host, totals, suites }: HostResult, paint: Paint): string[] {
  const lines = [`${paint.strong(host)}  ${printTotals(totals)}`];
  for (const { name, version, totals: own, tests } of suites) {
    if (suites.length > 1) lines.push(`  ${cleanText(name)} (${version})  ${printTotals(own)}`);
    for (const test of tests) {
      if (isFailure(test.outcome) || test.outcome === 'undecided') {
        lines.push(`    ${paint.bad(test.outcome)} ${cleanText(test.name)}: ${oneLine(test.reason)}`);
      }
      for (const warning of test.warnings)
        lines.push(`    ${paint.warn('note')} ${cleanText(test.name)}: ${oneLine(warning)}`);
    }
    for (const [reason, count] of countReasons(tests)) {
      lines.push(`    ${paint.soft(`${count} not applicable:`)} ${oneLine(reason)}`);
    }
  }
  return lines;
}

/** `58 of 72 pass, 14 fail`: the denominator is what was run and decided, and what was not is named beside it. */
function printTotals(totals: Totals): string {
  const run = totals.pass + totals.fail + totals['expected-fail'] + totals['unexpected-pass'];
  const others = WORDS.filter(([outcome]) => totals[outcome] > 0).map(
    ([outcome, word]) => `${totals[outcome]} ${word}`,
  );
  return [`${totals.pass} of ${run} pass`, ...others].join(', ');
}

function countReasons(tests: readonly TestResult[]): ReadonlyMap<string, number> {
  const counts = new Map<string, number>();
  for (const { outcome, reason } of tests) {
    if (outcome === 'not-applicable') counts.set(reason, (counts.get(reason) ?? 0) + 1);
  }
  return counts;
}

function oneLine(text: string): string {
  return cleanText(text).replace(/\s*\n\s*/g, ' ');
}
