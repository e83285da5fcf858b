import { canonicalJson } from '../../model/canonical.ts';
import type { Break, BreakPart, Range } from '../../model/results.ts';
import type { Tool } from '../../model/tools.ts';
import { blamedTools } from '../text/words.ts';

/** How a break stands in some of its cases: in all of them where they do not differ. */
export type AttributionGroup = Omit<BreakPart, 'case'> & { readonly cases: readonly string[] };

/** The different ways in which a break stands, in the order of its cases; never empty. */
export function attributionGroupsOf(brk: Break): readonly AttributionGroup[] {
  if (!brk.parts) {
    const { cases, blame, always, patchy, documented, known } = brk;
    return [
      {
        cases,
        blame,
        always,
        along: rangesOf(brk).map(({ tool, range }) => ({ role: tool, tool, range })),
        ...(patchy ? { patchy } : {}),
        ...(documented ? { documented } : {}),
        ...(known === undefined ? {} : { known }),
      },
    ];
  }
  const groups = new Map<string, AttributionGroup & { cases: string[] }>();
  for (const { case: name, ...group } of brk.parts) {
    const key = canonicalJson(group);
    const same = groups.get(key);
    if (same) same.cases.push(name);
    else groups.set(key, { ...group, cases: [name] });
  }
  return [...groups.values()];
}

/** The ranges of a break along the tools that it is blamed on, all its cases and roles taken together. */
export function rangesOf(brk: Break): readonly { readonly tool: Tool; readonly range: Range }[] {
  return blamedTools(brk.blame).flatMap((tool) => {
    const range = brk[tool];
    return range ? [{ tool, range }] : [];
  });
}
