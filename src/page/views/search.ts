import { memoise } from '../../model/memoise.ts';
import { printNumber } from '../../reports/text/words.ts';
import { h, line } from '../dom.ts';
import { find, listFindable } from '../search-index.ts';
import type { Rendered, Shown } from '../view.ts';

/** The most that is listed of each group. */
const MOST_FOUND = 20;

const findable = memoise(listFindable);

/** What has all words of the search field. */
export function searchView({ world, chosen }: Shown): Rendered {
  const asked = (chosen.q ?? '').slice(0, 200);
  const found = find(findable(world), asked, MOST_FOUND);
  const count = [...found.values()].reduce((sum, list) => sum + list.count, 0);
  return {
    title: 'Search',
    content: [
      h('h2', { tabindex: -1 }, 'Search'),
      h(
        'p',
        { class: 'lead', role: 'status' },
        asked.trim() === ''
          ? 'Type a symbol, a part of a message, a version or a case.'
          : `${printNumber(count)} found for “${line(asked)}”.${count === 0 ? ' Not known here is not the same as not there.' : ''}`,
      ),
      [...found].map(([group, list]) =>
        h(
          'section',
          {},
          h('h3', {}, `${group} (${printNumber(list.count)})`),
          h(
            'ul',
            { class: 'found' },
            list.shown.map(({ title, detail, address }) =>
              h('li', {}, h('a', { href: address }, line(title)), h('span', { class: 'soft' }, ` ${line(detail)}`)),
            ),
          ),
          list.count > list.shown.length &&
            h('p', { class: 'soft' }, `and ${printNumber(list.count - list.shown.length)} more; type more of it`),
        ),
      ),
    ],
  };
}
