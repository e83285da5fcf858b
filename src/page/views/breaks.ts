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
    for (const { element, items } of lists) element.hidden = items.every((item) => item.hidden);
    count.textContent = left === 0 ? 'No break has all words.' : `${countOf(left, 'break')} of ${rows.length}`;
  };
  const list = (title: string, isPermanent: boolean) => {
    const items = rows.filter(({ one }) => one.neverPassed === isPermanent).map(({ element }) => element);
    return { items, element: h('section', {}, h('h3', {}, title), h('ul', { class: 'breaks' }, items)) };
  };
  const lists = [list('Some version avoids it', false), list('No version avoids it', true)];
  apply(chosen.q ?? '');
  return {
    title: 'Breaks',
    content: [
      h('h2', { tabindex: -1 }, 'All breaks'),
      h(
        'p',
        { class: 'lead' },
        'Each is one reason for which cells fail, the same whatever the wording and the version; what matters most comes first.',
      ),
      h(
        'div',
        { class: 'fields' },
        filterField('Filter', chosen.q ?? '', (q) => {
          apply(q);
          note('breaks', { q });
        }),
      ),
      count,
      lists.map(({ element }) => element),
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
