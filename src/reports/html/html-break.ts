import type { BreakParts } from '../query/break-parts.ts';
import { breakTitle, noteOf } from '../query/context.ts';
import { kindInfoOf } from '../query/kind-words.ts';
import { evidenceOf, excerptLog } from '../query/message.ts';
import { shortRange } from '../query/range-words.ts';
import { axesOf, describeCells } from '../query/where.ts';
import { VERIFIED_CURE } from '../text/cure-labels.ts';
import { breakAnchor, breakPath } from '../text/names.ts';
import { blameTitle, countOf } from '../text/words.ts';
import { escapeHtml, escapePreformatted, htmlCode, htmlLink, htmlProse } from './html.ts';

/** The most products of versions that one line lists. */
const MOST_LINES = 4;

/** One break on the page that shows all: what, where, whose, cure and message. */
export function renderBreakSection(parts: BreakParts): string {
  const { context, brk, affected } = parts;
  const first = axesOf(context.index, brk);
  const { words, subject } = breakTitle(context, brk);
  const where = (cells: BreakParts['affected']) =>
    describeCells(context.index, cells, { possible: parts.survey.possible, most: MOST_LINES, first }).join('; ');
  const evidence = evidenceOf(context.index, parts.failure.evidence);
  const cures = parts.cures.filter((cure) => cure.helps.length > 0);
  const title = subject === null ? htmlProse(words) : `${htmlProse(words)}: ${htmlCode(subject)}`;
  return [
    `<section class="break" id="${breakAnchor(brk.id)}">`,
    `<h3>${title}</h3>`,
    `<p>${htmlProse(noteOf(context, brk)?.explanation ?? kindInfoOf(brk.kind).meaning)}</p>`,
    '<dl>',
    row('When', escapeHtml(shortRange(brk))),
    parts.neverPassed ? '' : row('Decides', escapeHtml(blameTitle(brk.blame))),
    row(
      'Where',
      `${htmlProse(whereByCase(parts, where))} <span class="soft">(${countOf(affected.length, 'cell')})</span>`,
    ),
    ...cures.map((cure) =>
      row(
        VERIFIED_CURE,
        `${htmlProse(cure.workaround.title)} <span class="soft">– passes on ${htmlProse(where(cure.helps))}</span>`,
      ),
    ),
    cures.length === 0 ? row(VERIFIED_CURE, 'none') : '',
    '</dl>',
    evidence
      ? `<details><summary>The message</summary><pre tabindex="0">${escapePreformatted(`$ ${evidence.command}\n${excerptLog(evidence, brk.kind)}`)}</pre></details>`
      : '',
    `<p>${htmlLink('Everything about this break', breakPath(brk.id))} ${htmlCode(brk.id)}</p>`,
    '</section>',
  ]
    .filter((line) => line !== '')
    .join('\n');
}

/** By case where there are several. */
function whereByCase({ brk, affected }: BreakParts, where: (cells: BreakParts['affected']) => string): string {
  if (brk.cases.length === 1 || brk.cases.length > MOST_LINES) return where(affected);
  return brk.cases.map((name) => `${where(affected.filter((cell) => cell.case === name))} in ${name}`).join('; ');
}

function row(term: string, html: string): string {
  return `<dt>${term}</dt><dd>${html}</dd>`;
}
