import { titleOfBreak } from '../../reports/query/break-title.ts';
import { shortRange } from '../../reports/query/range-words.ts';
import type { RankedBreak } from '../../reports/query/rank-breaks.ts';
import { countOf, printNumber } from '../../reports/text/words.ts';
import { h, line } from '../dom.ts';
import { breakLink, filterField, type Rendered, type Shown } from '../view.ts';

/** All breaks, what matters most first, filtered while typing. */
export function breaksView({ world: { context }, chosen, note }: Shown): Rendered {
  const own = context.ranked.filter(({ ofClaims }) => !ofClaims);
  const rows = own.map((one) => ({
    one,
    element: writeItem(context, one),
    text: `${titleOfBreak(context, one.brk.id)} ${one.brk.id} ${one.brk.cases.join(' ')} ${shortRange(one.brk)}`.toLowerCase(),
  }));
  const count = h('p', { class: 'soft', role: 'status' });
  const apply = (asked: string) => {
    const words = asked.toLowerCase().split(/\s+/).filter(Boolean);
    let left = 0;
    for (const { element, text } of rows) {
      element.hidden = !words.every((word) => text.includes(word));
      if (!element.hidden) left++;
    }
    count.textContent = `${countOf(left, 'break')} of ${rows.length}`;
  };
  apply(chosen.q ?? '');
  const list = (isPermanent: boolean) =>
    h(
      'ul',
      { class: 'breaks' },
      rows.filter(({ one }) => one.neverPassed === isPermanent).map(({ element }) => element),
    );
  return {
    title: 'Breaks',
    content: [
      h('h2', { tabindex: -1 }, 'All breaks'),
      h('p', { class: 'lead' }, 'One reason that cells fail each, the same whatever the wording and the version.'),
      h(
        'div',
        { class: 'fields' },
        filterField('Filter', chosen.q ?? '', (q) => {
          apply(q);
          note('breaks', { q });
        }),
      ),
      count,
      h('h3', {}, 'Some version avoids it'),
      list(false),
      h('h3', {}, 'No version avoids it'),
      list(true),
    ],
  };
}

function writeItem(context: Shown['world']['context'], { brk, affected, cured, ongoing }: RankedBreak): HTMLElement {
  const cure = cured === 0 ? 'no cure' : cured === affected ? 'a cure on each' : `a cure on ${printNumber(cured)}`;
  return h(
    'li',
    {},
    breakLink(context, brk.id),
    h(
      'span',
      { class: 'soft' },
      ` ${line(shortRange(brk))}${ongoing ? '' : ' (gone in newer versions)'} · ${countOf(affected, 'cell')}, ${cure}`,
    ),
  );
}
