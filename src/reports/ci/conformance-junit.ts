import { isFailure, type Outcome } from '../../evidence/conformance/outcome.ts';
import type { HostResult, TestResult } from '../../evidence/conformance/results.ts';
import { element } from './xml.ts';

/**
 * Suites on hosts as JUnit XML, in the form of the Jenkins xUnit plugin's `junit-10.xsd`: a suite a suite on a host, a test
 * a test. What fails as expected, is left out or not applicable is skipped and says why; what the machine could not decide
 * is an error.
 */
export function renderConformanceJunit(hosts: readonly HostResult[]): string {
  const suites = hosts.flatMap(({ host, suites }) =>
    suites.map(({ name, tests }) => {
      const classname = `${host}: ${name}`;
      const cases = tests.map((test) => {
        const attributes = { classname, name: test.name, time: (test.wallMs / 1000).toFixed(3) };
        return element('testcase', attributes, bodyOf(test));
      });
      return element('testsuite', { name: classname, ...countKinds(tests) }, `\n${cases.join('\n')}\n`);
    }),
  );
  const { skipped, ...all } = countKinds(hosts.flatMap(({ suites }) => suites.flatMap(({ tests }) => tests)));
  const body = `\n${suites.join('\n')}\n`;
  return `<?xml version="1.0" encoding="UTF-8"?>\n${element('testsuites', { name: 'emrift conformance', ...all }, body)}\n`;
}

function kindOf(outcome: Outcome): 'passed' | 'failure' | 'error' | 'skipped' {
  if (outcome === 'pass') return 'passed';
  if (outcome === 'undecided') return 'error';
  return isFailure(outcome) ? 'failure' : 'skipped';
}

function bodyOf({ outcome, reason }: TestResult): string {
  const kind = kindOf(outcome);
  if (kind === 'passed') return '';
  if (kind === 'skipped') return element('skipped', { message: `${outcome}: ${reason}` });
  return element(kind, { type: outcome, message: reason });
}

function countKinds(tests: readonly TestResult[]) {
  const count = (kind: string) => tests.filter(({ outcome }) => kindOf(outcome) === kind).length;
  return { tests: tests.length, failures: count('failure'), errors: count('error'), skipped: count('skipped') };
}
