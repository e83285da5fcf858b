import type { Range } from '../model/results.ts';
import type { Tool } from '../model/tools.ts';
import type { BreakParts } from './break-parts.ts';
import { noteOf, notesOf } from './context.ts';
import { compareWithDocumented, type Disagreement, documentedTools, printDocumented } from './documented.ts';
import { markBreak } from './grid.ts';
import { ownToolchains, type ResultsIndex } from './index-results.ts';
import { bullets, code, escapeText } from './markdown.ts';
import { formatReference } from './references.ts';
import { type Stand, standsOf } from './stands.ts';
import { originOf } from './toolchain-words.ts';
import { listOf, someOf, titleOf, versionOf } from './words.ts';

/** The most places that one sentence on a disagreement names. */
const MOST_DISAGREEMENTS = 8;

/** The section of references: of the knowledge and the cases, and what changed between neighbouring versions. */
export function writeReferences({ context, brk }: BreakParts): readonly string[] {
  const refs = new Set([
    ...notesOf(context, brk).flatMap((note) => note.refs),
    ...brk.cases.flatMap((name) => context.index.cases.get(name)?.refs ?? []),
  ]);
  const compared = new Set(
    standsOf(brk).flatMap(({ along }) => along.flatMap(({ tool, range }) => upstreamChanges(tool, range))),
  );
  const items = [...refs].map(formatReference).concat([...compared].map((url) => `what changed upstream: <${url}>`));
  return items.length === 0 ? [] : ['## References', bullets(items)];
}

/** Addresses that show all changes between the two sides of each boundary. */
function upstreamChanges(tool: Tool, { since, until }: Range): readonly string[] {
  const boundaries = [
    since.after === null ? null : ([since.after, since.by] as const),
    until && ([until.after, until.by] as const),
  ];
  return boundaries.flatMap((boundary) => {
    if (!boundary || boundary.some((version) => version.includes('-'))) return [];
    const [before, after] = boundary;
    if (tool === 'go') return [`https://github.com/golang/go/compare/go${before}...go${after}`];
    if (tool === 'emsdk') return [`https://github.com/emscripten-core/emscripten/compare/${before}...${after}`];
    return [];
  });
}

/** What the references say of a break in some of its cases, and whether the measurement agrees; empty without any. */
export function writeDocumented(parts: BreakParts, stand: Stand): string {
  const { context } = parts;
  const { index } = context;
  const documented = stand.documented ?? noteOf(context, stand)?.documented ?? {};
  const tools = documentedTools(documented);
  if (tools.length === 0) return '';
  const affected = parts.affected.filter((cell) => stand.cases.includes(cell.case));
  const grid = markBreak(index, context.survey(stand.cases).byStatus(tools), tools, affected);
  const others = affected.some((cell) =>
    tools.some((tool) => {
      const own = ownToolchains(cell, tool, index.toolOf);
      return Object.values(cell.on).some((id) => index.toolOf.get(id) === tool && id !== own[0]);
    }),
  );
  const agreement = compareWithDocumented(documented, grid, others);
  const says = `Documented: the references say ${code(printDocumented(documented))}.`;
  if (!agreement || agreement.agreeing + agreement.disagreements.length === 0) {
    return `${says} Nothing that was tested decides whether it is so.`;
  }
  if (agreement.disagreements.length === 0) return `${says} The measurement agrees.`;
  const works = agreement.disagreements.filter(({ inside }) => inside);
  const breaks = agreement.disagreements.filter(({ inside }) => !inside);
  const words = [
    sayOf(index, works, 'lies inside it and works', 'lie inside it and work'),
    sayOf(index, breaks, 'lies outside it and breaks', 'lie outside it and break'),
  ].filter((clause) => clause !== '');
  return `${says} **The measurement disagrees:** ${escapeText(words.join('; '))}.`;
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
