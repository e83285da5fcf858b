import type { Cell } from '../../model/results.ts';
import { TOOLS } from '../../model/tools.ts';
import { listOf, someOf } from '../text/words.ts';
import type { AttributionGroup } from './attribution-groups.ts';
import { type Context, noteOf } from './context.ts';
import { compareWithDocumented, type Disagreement, documentedTools, printDocumented } from './documented.ts';
import { markBreak } from './grid.ts';
import { ownToolchains, type ResultsIndex } from './index-results.ts';
import { titleOf, versionOf } from './labels.ts';
import { originOf } from './toolchain-words.ts';

/** The most places that one sentence on a disagreement names. */
const MOST_DISAGREEMENTS = 8;

/** What references say of a break, and how the measurement stands to it. Plain text. */
export interface DocumentedVerdict {
  /** `Emscripten >=4.0.7`. */
  readonly says: string;
  /** `uncontradicted`: no tested place says otherwise, but the boundary was not crossed, so that nothing confirms it. */
  readonly verdict: 'agrees' | 'uncontradicted' | 'disagrees' | 'undecided';
  /** The tested places that contradict the references; empty where none does. */
  readonly but: string;
  /** Bounds that the measurement did not cross, `Go >=1.11`: nothing beyond them was tested and decided. */
  readonly uncrossed: readonly string[];
  /** Documented tools that no cell of these cases has: `Emscripten`. */
  readonly absent: readonly string[];
}

/** Compares what references say of a break in some of its cases with its cells; null where they say nothing. */
export function judgeDocumented(
  context: Context,
  group: AttributionGroup,
  cellsOfBreak: readonly Cell[],
): DocumentedVerdict | null {
  const { index } = context;
  const documented = group.documented ?? noteOf(context, group)?.documented ?? {};
  const tools = documentedTools(documented);
  if (tools.length === 0) return null;
  const affected = cellsOfBreak.filter((cell) => group.cases.includes(cell.case));
  const grid = markBreak(index, context.survey(group.cases).byStatus(tools), tools, affected);
  const others = affected.some((cell) =>
    tools.some((tool) => {
      const own = ownToolchains(cell, tool, index.toolOf);
      return Object.values(cell.on).some((id) => index.toolOf.get(id) === tool && id !== own[0]);
    }),
  );
  const agreement = compareWithDocumented(documented, grid, others);
  const says = printDocumented(documented);
  const { cells } = context.survey(group.cases);
  const absent = tools
    .filter((tool) => cells.every((cell) => ownToolchains(cell, tool, index.toolOf).length === 0))
    .map((tool) => TOOLS[tool].title);
  if (!agreement || agreement.agreeing + agreement.disagreements.length === 0) {
    return { says, verdict: 'undecided', but: '', uncrossed: [], absent };
  }
  const { uncrossed } = agreement;
  const works = agreement.disagreements.filter(({ inside }) => inside);
  const breaks = agreement.disagreements.filter(({ inside }) => !inside);
  const words = [
    sayOf(index, works, 'lies inside it and passes', 'lie inside it and pass'),
    sayOf(index, breaks, 'lies outside it and fails', 'lie outside it and fail'),
  ].filter((clause) => clause !== '');
  const verdict = words.length > 0 ? 'disagrees' : uncrossed.length > 0 ? 'uncontradicted' : 'agrees';
  return { says, verdict, but: words.join('; '), uncrossed, absent };
}

function sayOf(index: ResultsIndex, places: readonly Disagreement[], one: string, many: string): string {
  return places.length === 0 ? '' : `${namePlaces(index, places)} ${places.length === 1 ? one : many}`;
}

/** `Go 1.22.12 and 1.23.12 (official Go toolchain module)`; the origin where it is the same for all. */
function namePlaces(index: ResultsIndex, places: readonly Disagreement[]): string {
  const single = places.every(({ on }) => on.length === 1);
  const names = places.map(({ on }, at) =>
    single && at > 0 ? versionOf(index, on[0]!) : on.map((id) => titleOf(index, id)).join(' with '),
  );
  const origins = new Set(
    places.flatMap(({ on }) => on.map((id) => index.toolchains.get(id)).map((entry) => (entry ? originOf(entry) : ''))),
  );
  const [origin = ''] = origins;
  const named = names.length <= MOST_DISAGREEMENTS ? listOf(names) : someOf(names, MOST_DISAGREEMENTS);
  return origins.size === 1 && origin !== '' ? `${named} (${origin})` : named;
}
