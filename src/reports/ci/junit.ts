import { type CellChange, idsOfChange } from '../../breaks/comparison/cell-change.ts';
import type { FailOn } from '../../breaks/comparison/compare.ts';
import type { Comparison } from '../../breaks/comparison/compare-results.ts';
import { troublesOf } from '../../breaks/comparison/troubles.ts';
import { groupBy } from '../../model/group.ts';
import { printCell, printOn } from '../../model/ids.ts';
import type { Cell, Results } from '../../model/results.ts';
import { element, xmlText } from './xml.ts';

/** What a JUnit report is made of. */
export interface JunitInput {
  /** The cells to report: those of a run. */
  readonly results: Results;
  readonly comparison: Comparison;
  /** What counts as a failure. */
  readonly failOn: FailOn;
}

/** The longest log that a failure shows, in UTF-16 units. */
const LONGEST_LOG = 8000;

/**
 * A run as JUnit XML, in the form of the Jenkins xUnit plugin's `junit-10.xsd`: a suite a case, a test a cell. What counts
 * by `failOn` is a failure; what breaks as before, or is silenced, is skipped and says why; what the machine could not
 * decide is an error; a toolchain that is broken as a whole is one failure in a suite of its own.
 */
export function renderJunit({ results, comparison, failOn }: JunitInput): string {
  const changes = new Map(comparison.changes.map((change) => [change.cell, change]));
  const failing = comparison.failing[failOn];
  const suites = [...groupBy(results.cells, (cell) => cell.case)].map(([name, cells]) =>
    writeSuite(
      name,
      cells.map((cell) => {
        const cellName = printCell(cell);
        const change = changes.get(cellName);
        return judge(cell, { change, fails: failing.has(cellName), results });
      }),
    ),
  );
  const broken = failOn === 'none' ? [] : comparison.brokenToolchains;
  const toolchains = broken.map(({ toolchain, cells, of }): Test => {
    const message = `${toolchain} is broken here: ${cells.length} of its ${of} cells regressed at once`;
    const body = element('failure', { type: 'broken-toolchain', message }, xmlText(cells.join('\n')));
    return { kind: 'failure', name: toolchain, classname: 'toolchains', body };
  });
  const all = [...(toolchains.length > 0 ? [writeSuite('toolchains', toolchains)] : []), ...suites];
  const totals = sum(all.map(({ counts }) => counts));
  const { tests, failures, errors } = totals;
  const body = `\n${all.map(({ text }) => text).join('\n')}\n`;
  return `<?xml version="1.0" encoding="UTF-8"?>\n${element('testsuites', { name: 'emrift', tests, failures, errors }, body)}\n`;
}

/** One test, with what it holds as XML. */
interface Test {
  readonly kind: 'passed' | 'failure' | 'error' | 'skipped';
  readonly name: string;
  readonly classname: string;
  readonly body: string;
}

interface JudgedWith {
  readonly change: CellChange | undefined;
  readonly fails: boolean;
  readonly results: Results;
}

function judge(cell: Cell, { change, fails, results }: JudgedWith): Test {
  const named = { name: printOn(cell.on) || cell.case, classname: cell.case };
  const ids = troublesOf(cell).join(', ');
  const skipped = (message: string): Test => ({ ...named, kind: 'skipped', body: element('skipped', { message }) });
  if (cell.status === 'infra') {
    const message = cell.reason ?? 'not decided';
    return { ...named, kind: 'error', body: element('error', { type: 'infra', message }) };
  }
  if (cell.status === 'skip') return skipped(cell.reason ?? 'skipped');
  if (change?.verdict === 'flaky') {
    const message = 'two executions differ';
    return { ...named, kind: 'passed', body: element('flakyFailure', { type: 'flaky', message }) };
  }
  if (change?.brokenToolchain !== undefined) return skipped(`${change.brokenToolchain} is broken here`);
  if (fails) {
    const verdict = change?.verdict ?? 'break';
    // A cell that ran tests has some that fail as before: what came is what counts.
    const came = cell.status === 'pass' && change ? idsOfChange(change).came.join(', ') : ids;
    const message = `${verdict}: ${[came || cell.also.join(', '), ...(change?.difference.imports ?? [])].filter(Boolean).join(', ')}`;
    return {
      ...named,
      kind: 'failure',
      body: element('failure', { type: verdict, message }, xmlText(logOf(cell, results))),
    };
  }
  if (ids === '') return { ...named, kind: 'passed', body: '' };
  const silenced = change?.silencedBy.map(({ reason, until }) => `silenced until ${until}: ${reason}`).join('; ');
  return skipped(silenced || `fails as before: ${ids}`);
}

function logOf({ breaks }: Cell, { evidence }: Results): string {
  const logs = breaks.map(({ step, evidence: key }) => {
    const found = Object.hasOwn(evidence, key) ? evidence[key] : undefined;
    return found ? `step ${step}: ${found.command.trimEnd()}\n${found.log}` : `step ${step}`;
  });
  return logs.join('\n').slice(0, LONGEST_LOG);
}

interface Counts {
  readonly tests: number;
  readonly failures: number;
  readonly errors: number;
  readonly skipped: number;
}

function writeSuite(name: string, tests: readonly Test[]): { text: string; counts: Counts } {
  const count = (kind: Test['kind']) => tests.filter((test) => test.kind === kind).length;
  const counts = { tests: tests.length, failures: count('failure'), errors: count('error'), skipped: count('skipped') };
  const written = tests.map((test) => element('testcase', { classname: test.classname, name: test.name }, test.body));
  return { text: element('testsuite', { name, ...counts }, `\n${written.join('\n')}\n`), counts };
}

function sum(counts: readonly Counts[]): Counts {
  const total = (name: keyof Counts) => counts.reduce((all, one) => all + one[name], 0);
  return { tests: total('tests'), failures: total('failures'), errors: total('errors'), skipped: total('skipped') };
}
