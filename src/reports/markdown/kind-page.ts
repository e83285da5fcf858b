import type { Kind } from '../../model/codes.ts';
import type { Context } from '../query/context.ts';
import { kindInfoOf } from '../query/kind-words.ts';
import { ADVICE } from '../text/cure-labels.ts';
import { bullets, code, link, page, prose, table } from '../text/markdown.ts';
import { asSentence } from '../text/words.ts';
import { BREAK_HEADER, breakRow } from './break-row.ts';

/** The page of one kind: what it means, what causes and cures it, who acts, and its breaks. */
export function renderKindPage(context: Context, kind: Kind): string {
  const info = kindInfoOf(kind);
  const breaks = context.ranked.filter(({ brk }) => brk.kind === kind);
  return page([
    `# ${prose(info.title)}`,
    prose(info.meaning),
    ...section('Usual causes', bullets(info.causes.map(prose))),
    ...section(ADVICE, bullets(info.cures.map(prose))),
    ...section('Who can fix it', prose(asSentence(info.actor))),
    ...section('How to silence it', prose(info.silence)),
    '## Breaks of this kind',
    table([BREAK_HEADER, ...breaks.map((ranked) => breakRow(context, ranked, '../'))]),
    `Kind ${code(kind)} · ${link('all breaks', '../README.md')}`,
  ]);
}

function section(title: string, text: string): readonly string[] {
  return text === '' ? [] : [`## ${title}`, text];
}
