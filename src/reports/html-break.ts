import { gatherParts } from './break-page.ts';
import { breakTitle, type Context, kindInfoOf, noteOf } from './context.ts';
import { escapeHtml, escapePreformatted, htmlCode, htmlLink, htmlProse } from './html.ts';
import { evidenceOf, excerptLog } from './message.ts';
import { breakAnchor, breakPath } from './names.ts';
import type { RankedBreak } from './rank-breaks.ts';
import { shortRange } from './since.ts';
import { axesOf, describeCells } from './where.ts';
import { blameTitle, countOf } from './words.ts';

/** The most products of versions that one line lists. */
const MOST_LINES = 4;

/** One break on the page that shows all: what, where, whose, cure and message. */
export function breakInHtml(context: Context, { brk, affected }: RankedBreak): string {
  const parts = gatherParts(context, brk);
  const first = axesOf(context.index, brk);
  const { words, subject } = breakTitle(context, brk);
  const where = (cells: typeof parts.cells) =>
    describeCells(context.index, cells, { among: parts.cells, most: MOST_LINES, first }).join('; ');
  const evidence = evidenceOf(context.index, brk.evidence.key);
  const cures = parts.cures.filter((cure) => cure.helps.length > 0);
  const title = subject === null ? htmlProse(words) : `${htmlProse(words)}: ${htmlCode(subject)}`;
  return [
    `<section class="break" id="${breakAnchor(brk.id)}">`,
    `<h3>${title}</h3>`,
    `<p>${htmlProse(noteOf(context, brk)?.explanation ?? kindInfoOf(context, brk.kind).meaning)}</p>`,
    `<p><strong>${escapeHtml(blameTitle(brk.blame))}</strong>: ${escapeHtml(shortRange(brk))}. ${countOf(affected, 'cell')}: ${htmlProse(where(parts.affected))}</p>`,
    cures.length === 0 ? '<p>No cure was found by running it.</p>' : '',
    ...cures.map(
      (cure) => `<p>Cure: ${htmlProse(cure.workaround.title)} – passes on ${htmlProse(where(cure.helps))}</p>`,
    ),
    evidence
      ? `<details><summary>The message</summary><pre tabindex="0">${escapePreformatted(`$ ${evidence.command}\n${excerptLog(evidence, brk.kind)}`)}</pre></details>`
      : '',
    `<p>${htmlLink('Everything about this break', breakPath(brk.id))} ${htmlCode(brk.id)}</p>`,
    '</section>',
  ]
    .filter((line) => line !== '')
    .join('\n');
}
