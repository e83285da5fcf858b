import { attributionGroupsOf } from '../query/attribution-groups.ts';
import { type BreakHistory, writeBreakHistory } from '../query/break-history.ts';
import type { BreakParts } from '../query/break-parts.ts';
import { titleInMarkdown } from '../query/break-title.ts';
import { breakTitle, noteOf } from '../query/context.ts';
import { kindInfoOf } from '../query/kind-words.ts';
import { bullets, code, joinBlocks, link, page, prose } from '../text/markdown.ts';
import { kindPath } from '../text/names.ts';
import { listOf, saysSame } from '../text/words.ts';
import { writeCures } from './break-cures.ts';
import { writeMessage, writeRepro, writeSeen } from './break-evidence.ts';
import { summarizeBreak, writeMeasured, writeSide } from './break-facts.ts';
import { writeReferences } from './break-references.ts';
import { writeWhere } from './break-where.ts';

/** A break's page up to what recorded runs say of it, and behind that: it stays as it is while the results do. */
export type OpenBreakPage = readonly [before: string, behind: string];

/** The page of one break, without what recorded runs say. */
export function openBreakPage(parts: BreakParts): OpenBreakPage {
  const { context, brk } = parts;
  const before = [
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
  ];
  const behind = [
    '## Whose side changed',
    ...writeSide(parts),
    '## The evidence',
    ...writeMessage(parts),
    '## See it yourself',
    ...writeRepro(parts),
    ...writeReferences(parts),
    `Break ${code(brk.id)} · ${link('all breaks', '../README.md')}`,
  ];
  return [joinBlocks(before), joinBlocks(behind)];
}

/** The same with what they say. */
export function closeBreakPage([before, behind]: OpenBreakPage, history: BreakHistory | null): string {
  return page([before, ...writeBreakHistory(history), behind]);
}

/** The page of one break. */
export function renderBreakPage(parts: BreakParts): string {
  return closeBreakPage(openBreakPage(parts), parts.context.histories(parts.brk.id));
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
