import { type Expectation, expectationOf } from '../../evidence/conformance/expectations.ts';
import { countOutcomes, type Judged, judge, whyNotApplicable } from '../../evidence/conformance/outcome.ts';
import type { HostResult, SuiteResult, TestResult } from '../../evidence/conformance/results.ts';
import { withGuestMachine } from './guest-machine.ts';
import { type HostToolchain, type WasiHost, whyHostCannot } from './host-command.ts';
import type { Suite, SuiteTest } from './load-suite.ts';
import { runTest, type TestMachine } from './run-test.ts';

/** What suites are run with. */
export interface SuiteRun {
  readonly store: string;
  readonly hosts: readonly HostToolchain[];
  /** What is expected, by tool. */
  readonly expectations: ReadonlyMap<WasiHost, readonly Expectation[]>;
  /** How long one operation may take, in seconds. */
  readonly seconds: number;
  /** Tests at a time. */
  readonly jobs: number;
  readonly signal: AbortSignal;
  /** Takes a line for people. */
  readonly note: (line: string) => void;
}

/** Runs suites on hosts. Throws `ProblemInInput` where guests cannot be isolated; rejects when aborted. */
export async function runSuites(suites: readonly Suite[], run: SuiteRun): Promise<readonly HostResult[]> {
  return await withGuestMachine(run.store, run.hosts, run.note, async (guests) => {
    const machine = { ...guests, seconds: run.seconds, signal: run.signal };
    const results: HostResult[] = [];
    for (const host of run.hosts) {
      const done: SuiteResult[] = [];
      for (const suite of suites) done.push(await runSuite(suite, host, machine, run));
      const totals = countOutcomes(done.flatMap(({ tests }) => tests.map(({ outcome }) => outcome)));
      results.push({ host: host.id, totals, suites: done });
    }
    return results;
  });
}

async function runSuite(suite: Suite, host: HostToolchain, machine: TestMachine, run: SuiteRun): Promise<SuiteResult> {
  const expectations = run.expectations.get(host.tool) ?? [];
  const waiting = [...suite.tests.entries()];
  const tests: TestResult[] = [];
  const work = async () => {
    for (let next = waiting.shift(); next; next = waiting.shift()) {
      const [index, test] = next;
      const started = performance.now();
      const expectation = expectationOf(expectations, suite.name, test.name);
      const { isRun, ...judged } = await decide(suite, test, expectation, host, machine);
      const wallMs = isRun ? Math.round(performance.now() - started) : 0;
      const warnings = test.read.kind === 'read' ? test.read.warnings : [];
      tests[index] = { name: test.name, ...judged, warnings, wallMs };
    }
  };
  await Promise.all(Array.from({ length: run.jobs }, work));
  return {
    name: suite.name,
    version: suite.version,
    totals: countOutcomes(tests.map(({ outcome }) => outcome)),
    tests,
  };
}

async function decide(
  { version }: Suite,
  test: SuiteTest,
  expectation: Expectation | null,
  host: HostToolchain,
  machine: TestMachine,
): Promise<Judged & { readonly isRun: boolean }> {
  const { read } = test;
  // What can mean nothing is reported also where it would be left out: nobody else would notice.
  if (read.kind === 'invalid') return { outcome: 'invalid', reason: read.reason, isRun: false };
  if (expectation?.skip) return { outcome: 'skip', reason: 'left out by the expectations', isRun: false };
  const reason = whyNotApplicable(version, read.spec) ?? whyHostCannot(host.tool, read.spec);
  if (reason !== null) return { outcome: 'not-applicable', reason, isRun: false };
  const found = await runTest(test, read.spec, host, machine);
  if (found.kind === 'invalid') return { outcome: 'invalid', reason: found.reason, isRun: false };
  return { ...judge(found, expectation), isRun: true };
}
