import type { PageData } from '../reports/html/page-data.ts';
import { isOwnCase } from '../reports/query/choices.ts';
import { countOf, printNumber } from '../reports/text/words.ts';
import { append, fill, h, prose } from './dom.ts';
import { addressOf, type State, stateOf, type View } from './state.ts';
import type { Rendered, Shown } from './view.ts';
import { breakView } from './views/break.ts';
import { breaksView } from './views/breaks.ts';
import { canView } from './views/can.ts';
import { driftView } from './views/drift.ts';
import { pairView } from './views/pair.ts';
import { searchView } from './views/search.ts';
import { upgradeView } from './views/upgrade.ts';
import { openWorld } from './world.ts';

const VIEW_OF: Readonly<Record<View, (shown: Shown) => Rendered>> = {
  pair: pairView,
  upgrade: upgradeView,
  can: canView,
  breaks: breaksView,
  drift: driftView,
  break: breakView,
  search: searchView,
};

/** The views of the navigation, and what they are called there. */
const NAVIGATION: readonly (readonly [View, string])[] = [
  ['pair', 'Pair'],
  ['upgrade', 'Upgrade'],
  ['can', 'Can I use'],
  ['breaks', 'Breaks'],
  ['drift', 'Drift'],
];

const TITLE = 'What breaks where Go meets Emscripten';

/** Shows the catalogue, and follows the address. */
export function startPage(data: PageData): void {
  const world = openWorld(data);
  const links = new Map(NAVIGATION.map(([view, title]) => [view, h('a', { href: addressOf(view) }, title)]));
  const search = h('input', {
    type: 'search',
    id: 'search',
    placeholder: 'Search ( / )',
    'aria-label': 'Search symbols, messages, versions and cases',
    autocomplete: 'off',
    spellcheck: 'false',
  });
  const main = h('main', { id: 'main' });
  let shown: { readonly view: View; readonly address: string } | null = null;
  /** Where the search began, so that Escape leads back there. */
  let before = addressOf('pair');

  const render = () => {
    if (shown?.address === location.hash) return;
    const state = stateOf(location.hash);
    const isSameView = shown?.view === state.view;
    const key = (document.activeElement as HTMLElement | null)?.dataset.key;
    shown = { view: state.view, address: location.hash };
    const { title, content } = show(state);
    document.title = `${title} · ${TITLE}`;
    for (const [view, link] of links) {
      if (view === state.view || (view === 'breaks' && state.view === 'break'))
        link.setAttribute('aria-current', 'page');
      else link.removeAttribute('aria-current');
    }
    if (state.view === 'search' && document.activeElement !== search) search.value = state.chosen.q ?? '';
    else if (state.view !== 'search') search.value = '';
    fill(main, content);
    if (document.activeElement === search) return;
    if (isSameView && key !== undefined) main.querySelector<HTMLElement>(`[data-key="${CSS.escape(key)}"]`)?.focus();
    else if (!isSameView && hasShown) focusHeading(main);
    hasShown = true;
  };
  let hasShown = false;

  const move = (address: string, replace: boolean) => {
    if (address === location.hash) return;
    if (replace) history.replaceState(null, '', address);
    else history.pushState(null, '', address);
  };
  const show = (state: State): Rendered =>
    VIEW_OF[state.view]({
      world,
      chosen: state.chosen,
      go: (view, chosen, replace = false) => {
        move(addressOf(view, chosen), replace);
        render();
      },
      note: (view, chosen) => {
        const address = addressOf(view, chosen);
        move(address, true);
        shown = { view, address };
      },
    });

  search.addEventListener('input', () => {
    const isSearching = shown?.view === 'search';
    if (!isSearching) before = location.hash || addressOf('pair');
    move(addressOf('search', { q: search.value }), isSearching);
    render();
  });
  search.addEventListener('keydown', (event) => {
    if (event.key === 'Enter') main.querySelector<HTMLElement>('ul.found a')?.focus();
    if (event.key === 'Escape') {
      search.blur();
      if (shown?.view === 'search') {
        move(before, false);
        render();
      }
    }
  });
  document.addEventListener('keydown', (event) => {
    const isTyping =
      event.target instanceof HTMLInputElement ||
      event.target instanceof HTMLTextAreaElement ||
      event.target instanceof HTMLSelectElement;
    if (isTyping || event.ctrlKey || event.metaKey || event.altKey) return;
    if (event.key === '/') {
      event.preventDefault();
      search.focus();
      search.select();
    }
    if (event.key === 'Escape' && (shown?.view === 'break' || shown?.view === 'search')) history.back();
  });
  addEventListener('popstate', render);
  addEventListener('hashchange', render);

  const { context } = world;
  const own = context.results.cases.filter(({ name }) => isOwnCase(context.index, name)).length;
  const others = context.results.cases.length - own;
  const [gos, emsdks] = [context.index.byTool.get('go') ?? [], context.index.byTool.get('emsdk') ?? []];
  append(document.body, [
    h(
      'a',
      {
        class: 'skip',
        href: '#main',
        onclick: (event: Event) => {
          event.preventDefault();
          focusHeading(main);
        },
      },
      'Skip to the content',
    ),
    h(
      'header',
      {},
      h('h1', {}, h('a', { href: addressOf('pair') }, TITLE)),
      h(
        'p',
        { class: 'soft' },
        `${countOf(own, 'case')} on ${countOf(gos.length, 'version')} of Go and ${emsdks.length} of Emscripten${others === 0 ? '' : `, and ${printNumber(others)} that put statements of others to the test`}: ${countOf(context.results.cells.length, 'cell')}, each run with real tools${data.date === null ? '' : `, last on ${data.date}`}.`,
      ),
      h('nav', { 'aria-label': 'Views' }, h('div', { class: 'tabs' }, [...links.values()]), search),
    ),
    main,
    h('p', { id: 'status', class: 'aside', role: 'status' }),
    h(
      'footer',
      {},
      h(
        'p',
        {},
        h('a', { href: `README${data.pages}` }, 'The catalogue as plain pages'),
        ' · ',
        h('a', { href: 'explain.html' }, 'Explain a log or a module here'),
        ' ',
        h('span', { class: 'soft' }, prose('(in the published folder, and where `emrift report --open` ran)')),
      ),
      h(
        'p',
        { class: 'soft' },
        'A case is a small program with the commands that build and run it; a cell is one case on one combination of tools. A cure is named only where it was run.',
      ),
    ),
  ]);
  render();
}

function focusHeading(main: HTMLElement): void {
  main.querySelector<HTMLElement>('h2')?.focus({ preventScroll: true });
  scrollTo(0, 0);
}
