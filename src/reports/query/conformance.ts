import { endsBadly } from '../../breaks/comparison/troubles.ts';
import { groupBy } from '../../model/group.ts';
import { byCodeUnit } from '../../model/order.ts';
import type { CellOutcomes } from '../../model/outcomes.ts';
import type { CaseEntry, Cell, Results } from '../../model/results.ts';
import { TOOLS, type Tool } from '../../model/tools.ts';
import type { Context } from './context.ts';
import { numberQuestions } from './same-questions.ts';

/** The tag of the cases of which the page on conformance tells. */
export const CONFORMANCE_TAG = 'conformance';

/** What a test came to; `not-reached` where its program ended before, `not-run` where there is no verdict on its step. */
export type TestOutcome = 'pass' | 'fail' | 'skip' | 'not-applicable' | 'not-reached' | 'not-run';

/** One test on one combination. */
export interface TestRun {
  /** `fs/append` of a probe, `TestAppend` of Go's own tests. */
  readonly name: string;
  /** What is asked about: `fs` of a probe; of Go's own tests the package. */
  readonly group: string;
  /** Whether it is one of Go's own tests. False: a probe, which has its group in its name. */
  readonly isOwn: boolean;
  /** The toolchain that made the guest. */
  readonly builder: string;
  /** The host that ran it. */
  readonly host: string;
  readonly cell: Cell;
  readonly step: string;
  readonly outcome: TestOutcome;
  readonly detail: string;
}

/** A step with tests on one combination, as it ended. */
interface StepRun extends Pick<TestRun, 'builder' | 'host' | 'cell' | 'step'> {
  /** Undefined where the cell has no verdict on it. */
  readonly outcomes: CellOutcomes | undefined;
  /** Of a repeated step the choices, which name a package. */
  readonly choice: string;
}

/** A program that did not end by itself, or a step on which there is no verdict. */
export interface BadEnd extends StepRun {
  readonly reason: string;
}

/** All tests of the conformance cases. */
export interface Conformance {
  readonly tests: readonly TestRun[];
  readonly badEnds: readonly BadEnd[];
}

/** What a test's line may say first where the question makes no sense on its host. */
const NOT_APPLICABLE = /^not applicable\b/i;

/**
 * Gathers the tests of all cases with the tag. What a program with the same maker is asked on any host is asked on each by
 * the steps that put the same questions: what it did not come to there was not reached, or was not run.
 */
export function gatherConformance({ results, index }: Pick<Context, 'results' | 'index'>): Conformance {
  const entries = new Map(
    results.cases.filter(({ tags }) => tags.includes(CONFORMANCE_TAG)).map((entry) => [entry.name, entry]),
  );
  const cells = groupBy(
    results.cells.filter((cell) => entries.has(cell.case)),
    (cell) => cell.case,
  );
  const steps = [...cells].flatMap(([name, own]) => stepsOf(own, entries.get(name)!, index.toolOf));
  const questions = numberQuestions(
    // A test of one package may be called as one of another is.
    steps.map((step) => ({
      step: stepText(step),
      names: namesAsked(step, results).map((name) => `${step.choice} ${name}`),
    })),
  );
  const asked = groupBy(steps, (step) => `${questions.get(stepText(step))} ${step.builder}`);
  const tests = [...asked.values()].flatMap((alike) => {
    const names = [...new Set(alike.flatMap((step) => namesAsked(step, results)))].sort(byCodeUnit);
    return alike.flatMap((step) => readTests(step, names, results));
  });
  return { tests, badEnds: steps.flatMap(describeEnd) };
}

/** The step of a case, whatever it ran on. */
function stepText({ cell, step, choice }: StepRun): string {
  return JSON.stringify([cell.case, step, choice]);
}

/** The tests that a step came to, the one at which it ended included. */
function namesAsked({ outcomes }: StepRun, results: Results): readonly string[] {
  const open = outcomes?.open ? [outcomes.open] : [];
  return [...namesIn(results, outcomes?.tests), ...open];
}

/** The steps that ran tests or would have: those of which any cell of the case has outcomes, else the last. */
function stepsOf(cells: readonly Cell[], entry: CaseEntry, toolOf: ReadonlyMap<string, Tool>): readonly StepRun[] {
  const isHost = (id: string) => TOOLS[toolOf.get(id) ?? 'go'].host;
  const told = new Set(cells.flatMap(({ outcomes }) => Object.keys(outcomes ?? {})));
  const steps = entry.steps.filter(
    ({ name }, at) => told.has(name) || (told.size === 0 && at === entry.steps.length - 1),
  );
  return cells.flatMap((cell) =>
    steps.map(({ name, axes, repeats }) => {
      const ids = axes.flatMap((role) => cell.on[role] ?? []);
      return {
        builder: ids.find((id) => !isHost(id)) ?? '',
        host: ids.filter(isHost).join('+'),
        cell,
        step: name,
        outcomes: cell.outcomes?.[name],
        choice: Object.values(repeats?.variant ?? {}).join(' '),
      };
    }),
  );
}

function namesIn({ tests }: Results, key: string | undefined): readonly string[] {
  return key !== undefined && Object.hasOwn(tests, key) ? tests[key]! : [];
}

function readTests(step: StepRun, names: readonly string[], results: Results): readonly TestRun[] {
  const { outcomes, choice, builder, host, cell } = step;
  const reached = new Set(namesIn(results, outcomes?.tests));
  const skipped = new Set(namesIn(results, outcomes?.skip));
  const failed = new Set(outcomes?.fail);
  return names.map((name): TestRun => {
    const detail = (outcomes?.details && Object.hasOwn(outcomes.details, name) && outcomes.details[name]) || '';
    const slash = name.indexOf('/');
    const group = slash > 0 ? name.slice(0, slash) : choice || step.step;
    const outcome = judge(name, detail);
    return { name, group, isOwn: slash <= 0, builder, host, cell, step: step.step, outcome, detail };
  });

  function judge(name: string, detail: string): TestOutcome {
    if (!outcomes) return 'not-run';
    if (!reached.has(name)) return 'not-reached';
    if (failed.has(name)) return 'fail';
    if (skipped.has(name)) return NOT_APPLICABLE.test(detail) ? 'not-applicable' : 'skip';
    return 'pass';
  }
}

function describeEnd(step: StepRun): readonly BadEnd[] {
  const { outcomes, cell } = step;
  if (!outcomes) {
    const broke = cell.breaks.map((one) => `${one.step} fails: ${one.id}`)[0];
    return [{ ...step, reason: broke ?? cell.reason ?? 'not run' }];
  }
  const { exitCode, limit, cut, open } = outcomes;
  if (!endsBadly(outcomes)) return [];
  const how = limit ? `stopped by its limit on ${limit}` : `exit code ${exitCode}`;
  if (!cut) return [{ ...step, reason: `${how}, after all tests were through` }];
  return [{ ...step, reason: open === undefined ? how : `${how}, in ${open}` }];
}

/** How many tests came to what. */
export type TestCounts = Readonly<Record<TestOutcome, number>>;

/** Counts tests. */
export function countTests(tests: readonly Pick<TestRun, 'outcome'>[]): TestCounts {
  const counts = { pass: 0, fail: 0, skip: 0, 'not-applicable': 0, 'not-reached': 0, 'not-run': 0 };
  for (const { outcome } of tests) counts[outcome]++;
  return counts;
}

/** What outcomes besides a pass are called behind a number, in their order. */
const WORDS: readonly (readonly [TestOutcome, string])[] = [
  ['fail', 'fail'],
  ['skip', 'left out'],
  ['not-applicable', 'not applicable'],
  ['not-reached', 'not reached'],
  ['not-run', 'not run'],
];

/** `58 of 72 pass, 14 fail`: of all that was asked, whatever became of it. */
export function printTestCounts(counts: TestCounts): string {
  const total = Object.values(counts).reduce((sum, count) => sum + count, 0);
  return [`${counts.pass} of ${total} pass`, ...otherOutcomes(counts)].join(', ');
}

/** `14 fail`, `1 left out`: what became of the tests that did not pass. */
export function otherOutcomes(counts: TestCounts): readonly string[] {
  return WORDS.filter(([outcome]) => counts[outcome] > 0).map(([outcome, word]) => `${counts[outcome]} ${word}`);
}

/** Questions that one toolchain's guest gets answered on a host and another's does not. */
export interface Hole {
  readonly name: string;
  readonly host: string;
  /** The tool whose guests pass, and the one of which none does. */
  readonly passes: Tool;
  readonly fails: Tool;
  readonly detail: string;
}

/** Where the same question on the same host passes through each version of one toolchain and fails through each of another's. */
export function findHoles(tests: readonly TestRun[], toolOf: ReadonlyMap<string, Tool>): readonly Hole[] {
  const probes = tests.filter(({ isOwn, outcome }) => !isOwn && (outcome === 'pass' || outcome === 'fail'));
  return [...groupBy(probes, ({ name, host }) => JSON.stringify([name, host])).values()].flatMap((alike) => {
    const byTool = groupBy(alike, ({ builder }) => toolOf.get(builder));
    const all = (wanted: TestOutcome) =>
      [...byTool].flatMap(([tool, runs]) => (tool && runs.every(({ outcome }) => outcome === wanted) ? [tool] : []));
    const [{ name, host }] = alike as [TestRun];
    return all('pass').flatMap((passes) =>
      all('fail').map((fails) => ({ name, host, passes, fails, detail: byTool.get(fails)![0]!.detail })),
    );
  });
}
