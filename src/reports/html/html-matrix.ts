import type { Context } from '../query/context.ts';
import { breakTitle } from '../query/context.ts';
import { titleOf, versionOf } from '../query/labels.ts';
import { cellsOfPair, tallyPairs } from '../query/pair-cells.ts';
import { type Tally, tallyInWords, totalOf } from '../query/tally.ts';
import { originOf } from '../query/toolchain-words.ts';
import { breakAnchor, pairAnchor, pairPath } from '../text/names.ts';
import { countOf, printNumber } from '../text/words.ts';
import { escapeHtml, htmlCode, htmlLink, htmlProse } from './html.ts';

/** The most breaks that each list in the panel of one pair has; its page has them all. */
const MOST_BREAKS = 40;

/** The matrix Go × Emscripten; each field leads to what breaks in that pair. */
export function writeHtmlMatrix({ index }: Context): string {
  const tallies = tallyPairs(index);
  const { gos, emsdks } = tallies;
  const head = emsdks.map((id) => {
    const entry = index.toolchains.get(id);
    const details = entry ? [entry.llvm ? `LLVM ${entry.llvm}` : '', originOf(entry)] : [];
    const small = details.filter((text) => text !== '').map((text) => `<small>${escapeHtml(text)}</small>`);
    return `<th scope="col">${escapeHtml(versionOf(index, id))}${small.join('')}</th>`;
  });
  const rows = gos.map((go) => {
    const fields = emsdks.map((emsdk) => {
      const tally = tallies.pair(go, emsdk);
      const label = `${titleOf(index, go)} and ${titleOf(index, emsdk)}: ${tallyInWords(tally)}`;
      return `<td>${field(tally, `href="#${pairAnchor(go, emsdk)}" aria-label="${escapeHtml(label)}"`)}</td>`;
    });
    return `<tr><th scope="row">${escapeHtml(versionOf(index, go))}</th>${fields.join('')}<td>${field(tallies.goAlone(go))}</td></tr>`;
  });
  const last = emsdks.map((emsdk) => `<td>${field(tallies.emsdkAlone(emsdk))}</td>`);
  return [
    '<div class="scroll" role="region" aria-label="Matrix" tabindex="0">',
    '<table class="matrix">',
    '<caption>Go down, Emscripten across. ✔ cells that pass, ✘ cells that fail, – no verdict; a cell is one case on one combination of tools. A pair counts the cells on both tools and those on either alone; it leads to the breaks there.</caption>',
    `<thead><tr><th scope="col">Go ↓ Emscripten →</th>${head.join('')}<th scope="col">Go alone</th></tr></thead>`,
    `<tbody>\n${rows.join('\n')}\n<tr><th scope="row">Emscripten alone</th>${last.join('')}<td></td></tr>\n</tbody>`,
    '</table>',
    '</div>',
  ].join('\n');
}

/** A panel for each pair, shown when the matrix leads to it. */
export function writeHtmlPairs(context: Context): string {
  const { index } = context;
  const place = new Map(context.ranked.map(({ brk }, at) => [brk.id, at]));
  const neverPassed = new Set(context.ranked.filter((one) => one.neverPassed).map(({ brk }) => brk.id));
  const items = new Map(context.ranked.map(({ brk }) => [brk.id, breakItem(context, brk.id)]));
  const panels: string[] = [];
  for (const go of index.byTool.get('go') ?? []) {
    for (const emsdk of index.byTool.get('emsdk') ?? []) {
      const { both, goAlone, emsdkAlone } = cellsOfPair(index, go, emsdk);
      const ids = new Set([...both, ...goAlone, ...emsdkAlone].flatMap((cell) => cell.breaks.map((found) => found.id)));
      const sorted = [...ids].sort((a, b) => (place.get(a) ?? -1) - (place.get(b) ?? -1));
      const list = (heading: string, of: readonly string[]) => {
        if (of.length === 0) return '';
        const shown = of.slice(0, MOST_BREAKS).map((id) => items.get(id) ?? `<li>${htmlCode(id)}</li>`);
        const more = of.length > MOST_BREAKS ? `<li>${countOf(of.length - MOST_BREAKS, 'more', 'more')}</li>` : '';
        return `<p>${heading}</p><ol>${shown.join('')}${more}</ol>`;
      };
      panels.push(
        `<section class="pair" id="${pairAnchor(go, emsdk)}"><h3>${escapeHtml(`${titleOf(index, go)} and ${titleOf(index, emsdk)}`)}</h3>`,
        ids.size === 0 ? '<p>Nothing fails.</p>' : '',
        list(
          'Fails here and passes with another version:',
          sorted.filter((id) => !neverPassed.has(id)),
        ),
        list(
          'Passes with no tested version:',
          sorted.filter((id) => neverPassed.has(id)),
        ),
        `<p>${htmlLink('Every case on this pair', pairPath(go, emsdk))}</p></section>`,
      );
    }
  }
  return panels.filter((part) => part !== '').join('\n');
}

function breakItem(context: Context, id: string): string {
  const { words, subject } = breakTitle(context, context.index.breaks.get(id)!);
  const label = subject === null ? htmlProse(words) : `${htmlProse(words)}: ${htmlCode(subject)}`;
  return `<li>${htmlLink(label, `#${breakAnchor(id)}`)}</li>`;
}

function field(tally: Tally, link?: string): string {
  const total = totalOf(tally);
  if (total === 0) return '<span>–</span>';
  const share = Math.round((tally.break / Math.max(1, tally.pass + tally.break)) * 100);
  const rest = tally.skip + tally.infra;
  const text = `${printNumber(tally.pass)} ✔ ${printNumber(tally.break)} ✘${rest > 0 ? ` ${printNumber(rest)} –` : ''}`;
  const style = `class="heat" style="--share: ${share}%"`;
  return link ? `<a ${style} ${link}>${text}</a>` : `<span ${style}>${text}</span>`;
}
