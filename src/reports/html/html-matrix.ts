import type { Cell } from '../../model/results.ts';
import { countUncured, isOwnCase, type PairChoices } from '../query/choices.ts';
import type { Context } from '../query/context.ts';
import { breakTitle } from '../query/context.ts';
import { titleOf, versionOf } from '../query/labels.ts';
import { cellsOfPair } from '../query/pair-cells.ts';
import { breaksOf } from '../query/survey.ts';
import { originOf } from '../query/toolchain-words.ts';
import { breakAnchor, pairAnchor, pairPath } from '../text/names.ts';
import { countOf, printNumber } from '../text/words.ts';
import { escapeHtml, htmlCode, htmlLink, htmlProse } from './html.ts';

/** The most breaks that each list in the panel of one pair has; its page has them all. */
const MOST_BREAKS = 40;

/** The matrix Go × Emscripten; each field leads to what breaks in that pair. */
export function writeHtmlMatrix({ index, choices }: Context): string {
  const gos = index.byTool.get('go') ?? [];
  const emsdks = index.byTool.get('emsdk') ?? [];
  const head = emsdks.map((id) => {
    const entry = index.toolchains.get(id);
    const details = entry ? [entry.llvm ? `LLVM ${entry.llvm}` : '', originOf(entry)] : [];
    const small = details.filter((text) => text !== '').map((text) => `<small>${escapeHtml(text)}</small>`);
    return `<th scope="col">${escapeHtml(versionOf(index, id))}${small.join('')}</th>`;
  });
  const counts = gos.map((go) => emsdks.map((emsdk) => countChoices(choices.pair(go, emsdk))));
  const opens = counts.flat().map(({ open }) => open);
  const spread = { least: Math.min(...opens), most: Math.max(...opens) };
  const rows = gos.map((go, row) => {
    const fields = emsdks.map((emsdk, column) => {
      const count = counts[row]![column]!;
      const label = `${titleOf(index, go)} and ${titleOf(index, emsdk)}: ${countInWords(count)}`;
      return `<td>${field(count, spread, `href="#${pairAnchor(go, emsdk)}" aria-label="${escapeHtml(label)}"`)}</td>`;
    });
    return `<tr><th scope="row">${escapeHtml(versionOf(index, go))}</th>${fields.join('')}</tr>`;
  });
  return [
    '<div class="scroll" role="region" aria-label="Matrix" tabindex="0">',
    '<table class="matrix">',
    '<caption>Go down, Emscripten across. In each field: how many cases fail on that pair though another tested Go or Emscripten spares them; first those without a cure, then those for which a cure passed there. It leads to the breaks.</caption>',
    `<thead><tr><th scope="col">Go ↓ Emscripten →</th>${head.join('')}</tr></thead>`,
    `<tbody>\n${rows.join('\n')}\n</tbody>`,
    '</table>',
    '</div>',
  ].join('\n');
}

interface ChoiceCount {
  readonly open: number;
  readonly cured: number;
  readonly cases: number;
}

function countChoices(choices: PairChoices): ChoiceCount {
  const { avoidable, permanent, passing } = choices;
  const open = countUncured(choices);
  return { open, cured: avoidable.length - open, cases: avoidable.length + permanent.length + passing.length };
}

function countInWords({ open, cured }: ChoiceCount): string {
  return `${countOf(open + cured, 'case')} that another version would spare, ${printNumber(cured)} with a cure`;
}

/** A panel for each pair, shown when the matrix leads to it. */
export function writeHtmlPairs(context: Context): string {
  const { index, choices } = context;
  const place = new Map(context.ranked.map(({ brk }, at) => [brk.id, at]));
  const items = new Map(context.ranked.map(({ brk }) => [brk.id, breakItem(context, brk.id)]));
  const panels: string[] = [];
  for (const go of index.byTool.get('go') ?? []) {
    for (const emsdk of index.byTool.get('emsdk') ?? []) {
      const { avoidable } = choices.pair(go, emsdk);
      const { both, goAlone, emsdkAlone } = cellsOfPair(index, go, emsdk);
      const cells = [...both, ...goAlone, ...emsdkAlone].filter((cell) => isOwnCase(index, cell.case));
      const idsOf = (some: readonly Cell[]) =>
        [...new Set(some.flatMap((cell) => [...breaksOf(cell)]))].sort(
          (a, b) => (place.get(a) ?? -1) - (place.get(b) ?? -1),
        );
      const spared = idsOf(avoidable.flatMap((one) => one.cells));
      const rest = idsOf(cells).filter((id) => !spared.includes(id));
      const list = (heading: string, of: readonly string[]) => {
        if (of.length === 0) return '';
        const shown = of.slice(0, MOST_BREAKS).map((id) => items.get(id) ?? `<li>${htmlCode(id)}</li>`);
        const more = of.length > MOST_BREAKS ? `<li>${countOf(of.length - MOST_BREAKS, 'more', 'more')}</li>` : '';
        return `<p>${heading}</p><ol>${shown.join('')}${more}</ol>`;
      };
      panels.push(
        `<section class="pair" id="${pairAnchor(go, emsdk)}"><h3>${escapeHtml(`${titleOf(index, go)} and ${titleOf(index, emsdk)}`)}</h3>`,
        spared.length + rest.length === 0 ? '<p>Nothing fails.</p>' : '',
        list('Fails here and passes with another Go or Emscripten:', spared),
        list('Fails with every tested Go and Emscripten, on some host at least:', rest),
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

function field({ open, cured, cases }: ChoiceCount, spread: { least: number; most: number }, link: string): string {
  if (cases === 0) return `<a ${link}>–</a>`;
  const share = Math.round(((open - spread.least) / Math.max(1, spread.most - spread.least)) * 100);
  const text = `<strong>${printNumber(open)}</strong>${cured > 0 ? ` + ${printNumber(cured)} cured` : ''}`;
  return `<a class="heat" style="--share: ${share}%" ${link}>${text}</a>`;
}
