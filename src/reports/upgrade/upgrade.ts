import { attributionGroupsOf } from '../query/attribution-groups.ts';
import type { Context } from '../query/context.ts';
import { findRoute, type Move, type Route, type UpgradeAsked } from './axes.ts';
import { findDocumented } from './documented-changes.ts';
import type { UpgradeItem, UpgradeList } from './item.ts';
import { findMeasured } from './measured-changes.ts';

/** What an upgrade meets; prints as it is with `--json`. */
export interface UpgradeAnswer extends Route {
  readonly moves: readonly Move[];
  readonly breaks: readonly UpgradeItem[];
  readonly lookAt: readonly UpgradeItem[];
  readonly fixed: readonly UpgradeItem[];
  /** Cases that fail with the newer versions and were measured with none of the older ones. */
  readonly unmeasured: readonly string[];
}

/** Looks an upgrade up, offline. Throws `ProblemInInput` where a version cannot be read or the older one is not older. */
export function lookUpUpgrade(context: Context, asked: UpgradeAsked): UpgradeAnswer {
  const route = findRoute(context.index, asked);
  const { lists, unmeasured, unchanged } = findMeasured(context, route);
  // What references promise and the results deny is not fixed: it is to be looked at.
  const denied = new Set(
    context.results.breaks.flatMap((brk) =>
      attributionGroupsOf(brk).flatMap(({ known, cases }) =>
        known !== undefined && cases.some((name) => unchanged.has(name)) ? [known] : [],
      ),
    ),
  );
  const named = (list: UpgradeList) => new Set(lists[list].flatMap(({ known }) => known ?? []));
  const documented = findDocumented(context.knowledge, route, named);
  return {
    ...route,
    breaks: lists.breaks,
    lookAt: [
      ...lists.lookAt,
      ...documented.lookAt,
      ...documented.fixed.filter(({ id }) => denied.has(id)).map((item) => ({ ...item, reason: 'denied' as const })),
    ],
    fixed: [...lists.fixed, ...documented.fixed.filter(({ id }) => !denied.has(id))],
    unmeasured,
  };
}
