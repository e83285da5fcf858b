import type { Context } from '../query/context.ts';
import { titleOf } from '../query/labels.ts';
import { countAvoidable } from '../query/pair-words.ts';
import { countOf, printNumber } from '../text/words.ts';
import { escapeHtml } from './html.ts';

/** The path of the badge below `reports/`. */
export const BADGE_PATH = 'badge.svg';

/** Pixels of a letter of 11 pixels in usual fonts; the text is stretched to what is reckoned. */
const LETTER = 6.4;
const PADDING = 7;

/** A badge for a README: how many avoidable breaks the newest pair has. */
export function renderBadge(context: Context): string {
  const [go, emsdk] = (['go', 'emsdk'] as const).map((tool) => context.index.byTool.get(tool)?.at(-1));
  const counts = go !== undefined && emsdk !== undefined ? countAvoidable(context.choices.pair(go, emsdk)) : null;
  const label = counts ? `${titleOf(context.index, go!)} + ${titleOf(context.index, emsdk!)}` : 'Go + Emscripten';
  const { open, cured } = counts ?? { open: 0, cured: 0 };
  const said = counts
    ? `${countOf(open + cured, 'avoidable break')}${cured > 0 ? `, ${printNumber(cured)} cured` : ''}`
    : 'not tested';
  const [left, right] = [label, said].map((text) => Math.round(text.length * LETTER) + 2 * PADDING) as [number, number];
  const colour = !counts ? '#57606a' : open > 0 ? '#b3261e' : cured > 0 ? '#825000' : '#17692f';
  const text = (words: string, from: number, width: number) =>
    `<text x="${from + PADDING}" y="14" textLength="${width - 2 * PADDING}">${escapeHtml(words)}</text>`;
  return [
    `<svg xmlns="http://www.w3.org/2000/svg" width="${left + right}" height="20" role="img" aria-label="${escapeHtml(`${label}: ${said}`)}">`,
    `<rect width="${left}" height="20" fill="#343d47"/><rect x="${left}" width="${right}" height="20" fill="${colour}"/>`,
    `<g fill="#fff" font-family="Verdana,DejaVu Sans,sans-serif" font-size="11">`,
    text(label, 0, left),
    text(said, left, right),
    '</g></svg>',
    '',
  ].join('\n');
}
