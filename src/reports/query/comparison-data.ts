import type { CellChange } from '../../breaks/comparison/cell-change.ts';
import type { Comparison } from '../../breaks/comparison/compare-results.ts';
import type { Results } from '../../model/results.ts';
import { diffChange } from './evidence-diff.ts';
import { groupChanges } from './news.ts';

/** A comparison as `--json` prints it; `groups` is what people are shown. */
export function describeComparison(comparison: Comparison, old: Results | null, now: Results) {
  const { counts, fails, newBreaks, fixedBreaks, brokenToolchains, moves, silences, changes } = comparison;
  return {
    verdicts: counts,
    fails,
    newBreaks,
    fixedBreaks,
    moves,
    brokenToolchains: brokenToolchains.map(({ toolchain, cells, of }) => ({ toolchain, cells: cells.length, of })),
    silences: silences.map(({ silence, state, cells }) => {
      const { break: pattern, cases, reason, until } = silence;
      return { break: pattern, cases, reason, until, state, cells };
    }),
    changes: changes.map(describeChange),
    groups: groupChanges(comparison, changes).map((item) => ({
      ...item,
      changes: item.changes.map(({ cell }) => cell),
      diff: diffChange(item.changes[0], old, now).map(({ sign, text }) => `${sign} ${text}`),
    })),
  };
}

function describeChange({ cell, verdict, isNews, old, now, difference, silencedBy, brokenToolchain }: CellChange) {
  const { came, went, imports, isSameShape } = difference;
  return {
    cell,
    verdict,
    isNews,
    old: old ? { status: old.status, breaks: old.breaks.map(({ id }) => id) } : null,
    now: now ? { status: now.status, breaks: now.breaks.map(({ id }) => id) } : null,
    ...(verdict === 'changed' || came.length + went.length > 0 ? { came, went, imports, isSameShape } : {}),
    ...(silencedBy.length > 0 ? { silencedBy: silencedBy.map(({ reason }) => reason) } : {}),
    ...(brokenToolchain === undefined ? {} : { brokenToolchain }),
  };
}
