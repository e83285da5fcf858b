import type { Range } from '../../model/results.ts';
import type { Tool } from '../../model/tools.ts';
import { type AttributionGroup, attributionGroupsOf } from '../query/attribution-groups.ts';
import type { BreakParts } from '../query/break-parts.ts';
import { notesOf } from '../query/context.ts';
import { judgeDocumented } from '../query/documented-verdict.ts';
import { bullets, code, escapeText } from '../text/markdown.ts';
import { formatReference } from '../text/references.ts';
import { listOf } from '../text/words.ts';

/** The section of references: of the knowledge and the cases, and what changed between neighbouring versions. */
export function writeReferences({ context, brk }: BreakParts): readonly string[] {
  const refs = new Set([
    ...notesOf(context, brk).flatMap((note) => note.refs),
    ...brk.cases.flatMap((name) => context.index.cases.get(name)?.refs ?? []),
  ]);
  const compared = new Set(
    attributionGroupsOf(brk).flatMap(({ along }) => along.flatMap(({ tool, range }) => upstreamChanges(tool, range))),
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
export function writeDocumented({ context, affected }: BreakParts, group: AttributionGroup): string {
  const judged = judgeDocumented(context, group, affected);
  if (!judged) return '';
  const says = `Documented: the references say ${code(judged.says)}.`;
  if (judged.verdict === 'undecided') {
    const why = judged.absent.length === 0 ? '' : `, since these cases have no ${listOf(judged.absent, 'or')}`;
    return `${says} Nothing that was tested decides whether that is right${why}.`;
  }
  if (judged.verdict === 'agrees') return `${says} The measurement agrees.`;
  if (judged.verdict === 'uncontradicted') {
    return `${says} Everything that was tested fits, but nothing lies beyond ${listOf(judged.uncrossed.map(code), 'or')}: that boundary was not crossed.`;
  }
  return `${says} **The measurement disagrees:** ${escapeText(judged.but)}.`;
}
