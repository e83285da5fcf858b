import { describe, expect, it } from 'vitest';
import { countOutcomes, OUTCOMES } from '../../evidence/conformance/outcome.ts';
import type { HostResult } from '../../evidence/conformance/results.ts';
import { printConformance } from '../terminal/conformance-text.ts';
import { PLAIN } from '../text/paint.ts';
import { renderConformanceJunit } from './conformance-junit.ts';

const tests = OUTCOMES.map((outcome) => {
  const reason = outcome === 'pass' ? '' : `because <${outcome}>\n\u001b[31m`;
  return {
    name: `t-${outcome}`,
    outcome,
    reason,
    warnings: outcome === 'pass' ? ['unknown key "a"'] : [],
    wallMs: 1500,
  };
});
const totals = countOutcomes(OUTCOMES);
const suite = { name: 'C & tests', version: 'wasm32-wasip1', totals, tests } as const;
const hosts: readonly HostResult[] = [{ host: 'wazero1.12.0', totals, suites: [suite] }];

describe('suites on hosts', () => {
  it('are JUnit XML, each outcome as what it is', () => {
    const xml = renderConformanceJunit(hosts);
    expect(xml).toContain('<testsuites name="emrift conformance" tests="8" failures="3" errors="1">');
    expect(xml).toContain(
      '<testsuite name="wazero1.12.0: C &amp; tests" tests="8" failures="3" errors="1" skipped="3">',
    );
    expect(xml).toContain('<testcase classname="wazero1.12.0: C &amp; tests" name="t-pass" time="1.500"/>');
    expect(xml).toMatch(/<failure type="invalid" message="because &lt;invalid&gt;&#10;/);
    expect(xml).toMatch(/<error type="undecided"/);
    expect(xml).toMatch(/<skipped message="expected-fail: /);
    expect(xml).not.toContain('\u001b');
  });

  it('are text with denominators, in which no name commands a terminal', () => {
    const text = printConformance(hosts, PLAIN);
    const [first, ...lines] = text.split('\n');
    expect(first).toBe(
      'wazero1.12.0  1 of 4 pass, 1 fail, 1 pass though expected to fail, 1 fail as expected, 1 invalid, 1 not decided, 1 left out, 1 not applicable',
    );
    expect(lines).toHaveLength(6);
    expect(lines[0]).toBe('    note t-pass: unknown key "a"');
    expect(text).not.toContain('\u001b');
  });

  it('has a line for each suite where there are several', () => {
    const two = [{ ...hosts[0]!, suites: [suite, suite] }];
    expect(printConformance(two, PLAIN)).toContain('\n  C & tests (wasm32-wasip1)  1 of 4 pass, 1 fail');
  });
});
