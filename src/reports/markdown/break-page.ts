import { attributionGroupsOf } from '../query/attribution-groups.ts';
import { writeBreakHistory } from '../query/break-history.ts';
import type { BreakParts } from '../query/break-parts.ts';
import { titleInMarkdown } from '../query/break-title.ts';
import { breakTitle, noteOf } from '../query/context.ts';
import { kindInfoOf } from '../query/kind-words.ts';
import { bullets, code, link, page, prose } from '../text/markdown.ts';
import { kindPath } from '../text/names.ts';
import { listOf, saysSame } from '../text/words.ts';
import { writeCures } from './break-cures.ts';
import { writeMessage, writeRepro, writeSeen } from './break-evidence.ts';
import { summarizeBreak, writeMeasured, writeSide } from './break-facts.ts';
import { writeReferences } from './break-references.ts';
import { writeWhere } from './break-where.ts';

/** The page of one break. */
export function renderBreakPage(parts: BreakParts): string {
  const { context, brk } = parts;
  return page([
    `# ${titleInMarkdown(context, brk)}`,
    summarizeBreak(parts),
    '## What you see',
    ...writeSeen(parts),
    '## What it means',
    ...writeMeaning(parts),
    '## The cure',
    ...writeCures(parts),
    '## Where',
    ...writeWhere(parts),
    '## Since when',
    ...writeMeasured(parts),
    ...writeBreakHistory(context.histories(brk.id)),
    '## Whose side changed',
    ...writeSide(parts),
    '## The evidence',
    ...writeMessage(parts),
    '## See it yourself',
    ...writeRepro(parts),
    ...writeReferences(parts),
    `Break ${code(brk.id)} · ${link('all breaks', '../README.md')}`,
  ]);
}

function writeMeaning({ context, brk }: BreakParts): readonly string[] {
  const info = kindInfoOf(brk.kind);
  const note = noteOf(context, brk);
  const ofCases = attributionGroupsOf(brk).flatMap((group) => {
    const own = noteOf(context, group);
    return own && own !== note ? [`In ${listOf(group.cases.map(code))}: ${prose(own.explanation)}`] : [];
  });
  const kind = link(prose(info.title), `../${kindPath(brk.kind)}`);
  const cases = brk.cases.map((name) => {
    const entry = context.index.cases.get(name);
    if (!entry) return code(name);
    const own = saysSame(entry.title, breakTitle(context, brk).words) ? '' : `${prose(entry.title)}. `;
    return `${code(name)} — ${own}${prose(entry.why)}`;
  });
  return [
    note ? prose(note.explanation) : '',
    bullets(ofCases),
    // That a kind says no reason is known says nothing of a break of which one is.
    !note ? `${prose(info.meaning)} (${kind})` : brk.kind === 'unexplained-failure' ? '' : `Kind of break: ${kind}.`,
    brk.cases.length === 1 ? 'The case that shows it:' : `The ${brk.cases.length} cases that show it:`,
    bullets(cases),
  ];
}
