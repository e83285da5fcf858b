import type { Silence } from '../../matrix/silence.ts';
import type { Cell, Verdict } from '../../model/results.ts';
import { type Difference, differ, isAboutTests, type ModuleTable, NO_DIFFERENCE } from './difference.ts';
import { troublesOf } from './troubles.ts';

/** What a cell is compared under. */
export interface ComparisonRules {
  /** Whether this run meant to test the cell, also where it did not find it any more. False: it stays as it was. */
  readonly inPlan: boolean;
  /** Whether two executions of the cell disagreed. False: they agreed, or it was executed once. */
  readonly isFlaky: boolean;
  /** The tables to which the two cells refer; without them no import is known, and none is new. */
  readonly tables: { readonly old: ModuleTable; readonly now: ModuleTable };
  /** The silence that holds for a break in this case. */
  silenceOf(id: string): Silence | undefined;
}

/** What is to be said of a cell against what it was: what is shown, and what counts for the exit code. */
export interface CellVerdict {
  readonly verdict: Verdict;
  /** What is different where the verdict is `changed`. */
  readonly difference: Difference;
  /** Whether it is reported as news and makes a run fail. False: it is as it was, or somebody silenced it. */
  readonly isNews: boolean;
  /** Whether the cell breaks, or tests of it fail, and nobody silenced that. False: all passes, was skipped, or is silenced. */
  readonly isBroken: boolean;
  /** The silences for whose sake it is not news. */
  readonly silencedBy: readonly Silence[];
}

/** What makes a run fail: something new, anything that breaks, or nothing. */
export const FAIL_ON = ['new', 'any', 'none'] as const;

/** One of `FAIL_ON`. */
export type FailOn = (typeof FAIL_ON)[number];

/** What is known of a cell: nothing (it is not there, or was skipped), a verdict, or that the machine failed. */
type Standing = 'absent' | 'pass' | 'break' | 'undecided';

const STANDING_OF = { pass: 'pass', break: 'break', skip: 'absent', infra: 'undecided' } as const;

/**
 * Rows: what a cell was. Columns: what it is now. `compare`: the two are compared by what is in them.
 *
 * - Infrastructure is no verdict: when it fails nothing changes, and what follows a failure is as new as what follows nothing.
 * - Not there before: new. Not there now: gone, if the run meant to test it.
 * - Passed before, breaks now: regressed. The other way: fixed. Likewise each test that a cell ran.
 */
const TRANSITIONS: Record<Standing, Record<Standing, Verdict | 'compare'>> = {
  absent: { absent: 'same', pass: 'new', break: 'new', undecided: 'same' },
  pass: { absent: 'gone', pass: 'compare', break: 'regressed', undecided: 'same' },
  break: { absent: 'gone', pass: 'fixed', break: 'compare', undecided: 'same' },
  undecided: { absent: 'same', pass: 'new', break: 'new', undecided: 'same' },
};

/** What a cell is now against what it was in the baseline. Everything that is shown or counted of it is decided here. */
export function compareCells(old: Cell | undefined, now: Cell | undefined, rules: ComparisonRules): CellVerdict {
  const { verdict, difference } = decideVerdict(old, now, rules);
  const ids = now && STANDING_OF[now.status] !== 'absent' ? troublesOf(now) : [];
  const mayBeNews = verdict === 'regressed' || verdict === 'changed' || (verdict === 'new' && ids.length > 0);
  const isAboutImports = verdict === 'changed' && difference.imports.length > 0;
  const silencedBy = isAboutImports ? null : allSilenced(questionedIds(verdict, ids, difference), rules);
  return {
    verdict,
    difference,
    isNews: mayBeNews && silencedBy === null,
    isBroken: ids.length > 0 && verdict !== 'flaky' && allSilenced(ids, rules) === null,
    silencedBy: (mayBeNews && silencedBy) || [],
  };
}

/** Whether a cell makes a run fail. False: it is reported, and the exit code stays. */
export function countsFor(judgement: Pick<CellVerdict, 'isNews' | 'isBroken'>, failOn: FailOn): boolean {
  switch (failOn) {
    case 'new':
      return judgement.isNews;
    case 'any':
      return judgement.isBroken;
    case 'none':
      return false;
  }
}

function decideVerdict(
  old: Cell | undefined,
  now: Cell | undefined,
  { inPlan, isFlaky, tables }: ComparisonRules,
): Pick<CellVerdict, 'verdict' | 'difference'> {
  if (isFlaky && now) return { verdict: 'flaky', difference: NO_DIFFERENCE };
  const verdict = TRANSITIONS[old ? STANDING_OF[old.status] : 'absent'][now ? STANDING_OF[now.status] : 'absent'];
  if (verdict === 'gone' && !now && !inPlan) return { verdict: 'same', difference: NO_DIFFERENCE };
  if (verdict !== 'compare') return { verdict, difference: NO_DIFFERENCE };
  const difference = differ(old!, now!, tables);
  return { verdict: difference === NO_DIFFERENCE ? 'same' : verdictOn(difference, now!), difference };
}

/** A cell of which nothing but tests changed did not change its cause: some fail that did not, or none does any more. */
function verdictOn(difference: Difference, { status }: Cell): Verdict {
  if (status !== 'pass' || !isAboutTests(difference)) return 'changed';
  if (difference.went.length === 0) return 'regressed';
  return difference.came.length === 0 ? 'fixed' : 'changed';
}

/** The ids in question: those that came, or of what changed and where none came those that went; else all of the cell. */
function questionedIds(verdict: Verdict, ids: readonly string[], { came, went }: Difference): readonly string[] {
  if (came.length > 0) return came;
  return verdict === 'changed' ? went : ids;
}

/** The silences of some breaks, or null where one of them has none. */
function allSilenced(ids: readonly string[], { silenceOf }: ComparisonRules): readonly Silence[] | null {
  const found = new Set<Silence>();
  for (const id of ids) {
    const silence = silenceOf(id);
    if (!silence) return null;
    found.add(silence);
  }
  return found.size > 0 ? [...found] : null;
}
