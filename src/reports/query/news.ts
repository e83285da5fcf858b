import { type CellChange, idsOfChange } from '../../breaks/comparison/cell-change.ts';
import type { Comparison } from '../../breaks/comparison/compare-results.ts';
import type { Verdict } from '../../model/results.ts';

/** Changes that are one piece of news: a toolchain that is broken as a whole, or one break (or its change) in some cells. */
export type NewsItem =
  | { readonly kind: 'toolchain'; readonly toolchain: string; readonly of: number; readonly changes: Changes }
  | {
      readonly kind: 'cells';
      readonly verdict: Verdict;
      /** Ids of the breaks that the cells have now, or that came; of those that are gone or fixed the ones they had. */
      readonly ids: readonly string[];
      /** Ids of causes that went, where the verdict is `changed`. */
      readonly went: readonly string[];
      /** New imports, where the verdict is `changed` for their sake. */
      readonly imports: readonly string[];
      /** Whether what came has the shape of what went: the same question about another name. */
      readonly isSameShape: boolean;
      readonly changes: Changes;
    };

/** At least one, in the order of the cells. */
type Changes = readonly [CellChange, ...CellChange[]];

/** The news of a comparison, what is broken as a whole first, then what stands in most cells. */
export function listNews(comparison: Comparison): readonly NewsItem[] {
  return groupChanges(
    comparison,
    comparison.changes.filter(({ isNews }) => isNews),
  );
}

/** Changes grouped by what they are about. */
export function groupChanges(comparison: Comparison, changes: readonly CellChange[]): readonly NewsItem[] {
  const groups = new Map<string, CellChange[]>();
  for (const change of changes) {
    const key = JSON.stringify(change.brokenToolchain ?? describe(change));
    const group = groups.get(key);
    if (group) group.push(change);
    else groups.set(key, [change]);
  }
  const totals = new Map(comparison.brokenToolchains.map(({ toolchain, of }) => [toolchain, of]));
  return [...groups.values()]
    .map((group): NewsItem => {
      const [first] = group as [CellChange];
      const toolchain = first.brokenToolchain;
      if (toolchain === undefined) return { kind: 'cells', ...describe(first), changes: group as [CellChange] };
      return {
        kind: 'toolchain',
        toolchain,
        of: totals.get(toolchain) ?? group.length,
        changes: group as [CellChange],
      };
    })
    .sort(
      (a, b) => Number(b.kind === 'toolchain') - Number(a.kind === 'toolchain') || b.changes.length - a.changes.length,
    );
}

function describe(change: CellChange): Omit<NewsItem & { kind: 'cells' }, 'kind' | 'changes'> {
  const { verdict, difference } = change;
  const { came, went } = idsOfChange(change);
  const { imports, isSameShape } = difference;
  const isOver = verdict === 'fixed' || verdict === 'gone';
  return {
    verdict,
    ids: isOver ? went : came,
    went: verdict === 'changed' ? went : [],
    imports: imports.map(withoutPlace),
    isSameShape,
  };
}

/** `step/path module.name` without where the module lies: one import is one piece of news in every cell. */
function withoutPlace(text: string): string {
  return text.slice(text.indexOf(' ') + 1);
}
