import { groupBy } from '../../model/group.ts';
import { byCodeUnit } from '../../model/order.ts';
import type { Unreached } from '../comparison/candidate.ts';
import type { CellPair, Chosen, SmokeTask } from './plan-smoke.ts';

/** What of all tasks was not tried, each case once, in order of names. */
export function listUnreached(tasks: readonly SmokeTask[], isTried: (pair: CellPair) => boolean): readonly Unreached[] {
  const pairs = groupBy(
    tasks.flatMap((task) => task.pairs),
    ({ now }) => now.case,
  );
  return [...pairs]
    .map(([name, own]) => ({ name, all: own.length, left: own.filter((pair) => !isTried(pair)).length }))
    .filter(({ left }) => left > 0)
    .map(({ name, all, left }) => ({ case: name, cells: left, whole: left === all }))
    .sort((a, b) => byCodeUnit(a.case, b.case));
}

/** What of a plan is not even begun, for the sake of its budget. */
export function listLeft({ tasks, left }: Pick<Chosen, 'tasks' | 'left'>): readonly Unreached[] {
  const chosen = new Set(tasks.flatMap((task) => task.pairs));
  return listUnreached([...tasks, ...left], (pair) => chosen.has(pair));
}
