import { isCured, isOwnCase, mixesVersions, nextOf, type PairChoices } from '../../reports/query/choices.ts';
import type { Context } from '../../reports/query/context.ts';
import { sayFit } from '../../reports/query/host-fit.ts';
import { cellsOfPair } from '../../reports/query/pair-cells.ts';
import { sayAlone, sayScope, sayVerdict } from '../../reports/query/pair-words.ts';
import { breaksOf } from '../../reports/query/survey.ts';
import { originOf } from '../../reports/query/toolchain-words.ts';
import { headingAnchor } from '../../reports/text/markdown.ts';
import { hostPath } from '../../reports/text/names.ts';
import { countOf } from '../../reports/text/words.ts';
import { type Child, h, line, prose } from '../dom.ts';
import { addressOf } from '../state.ts';
import { breakLink, chosenOf, nameOf, type Rendered, type Shown, select, versionsOf } from '../view.ts';
import { writeCase } from './pair-case.ts';
import { writeAdvice, writeMap } from './pair-map.ts';

/** A pair of versions: what breaks there and can be avoided or cured, beside the map of all pairs. */
export function pairView({ world, chosen, go }: Shown): Rendered {
  const host = world.hosts.includes(chosen.host ?? '') ? chosen.host! : '';
  const context = world.on(host);
  const own = chosenOf(world.context, 'go', chosen.go);
  const emsdk = chosenOf(world.context, 'emsdk', chosen.emsdk);
  const show = (change: { readonly go?: string; readonly emsdk?: string; readonly host?: string }) =>
    go('pair', { go: own, emsdk, host, ...change });
  const hosts = [['', 'any host'] as const, ...world.hosts.map((id) => [id, nameOf(world.context, id)] as const)];
  return {
    title: nameAll(world.context, own, emsdk, host),
    content: [
      h(
        'div',
        { class: 'pair' },
        h(
          'section',
          { class: 'choose', 'aria-label': 'Choose a pair' },
          h(
            'div',
            { class: 'fields' },
            select('Go', versionsOf(world.context, 'go'), own, (id) => show({ go: id })),
            select('Emscripten', versionsOf(world.context, 'emsdk'), emsdk, (id) => show({ emsdk: id })),
            select('Host', hosts, host, (id) => show({ host: id })),
          ),
          writeMap(context, own, emsdk, (row, column) => show({ go: row, emsdk: column })),
          writeAdvice(context, own),
        ),
        h(
          'section',
          { class: 'answer', 'aria-label': 'What breaks with this pair' },
          writeAnswer(world, context, own, emsdk, host),
        ),
      ),
    ],
  };
}

/** The chosen versions in one line. */
function nameAll(context: Context, own: string, emsdk: string, host: string): string {
  const pair = `${nameOf(context, own)} and ${nameOf(context, emsdk)}`;
  return host === '' ? pair : `${pair} on ${nameOf(context, host)}`;
}

/** How all that an Emscripten makes does on a host, and where each case of it stands. */
function writeFit({ context, data, fitsOf }: Shown['world'], emsdk: string, host: string): Child {
  const fit = fitsOf(emsdk).find(({ id }) => id === host)?.fits[0];
  if (!fit) return null;
  const title = nameOf(context, host);
  const page = hostPath(context.index.toolOf.get(host)!).replace(/\.md$/, data.pages);
  return h(
    'p',
    {},
    h('strong', {}, `What ${nameOf(context, emsdk)} makes, on ${title}: `),
    line(sayFit(fit)),
    ' ',
    h('a', { href: `${page}#${headingAnchor(title)}` }, 'Each of them'),
  );
}

function writeAnswer(world: Shown['world'], context: Context, own: string, emsdk: string, host: string): Child {
  const choices = context.choices.pair(own, emsdk);
  const { lead, rest } = sayVerdict(choices, { isOneHost: host !== '' });
  const [open, cured] = [choices.avoidable.filter((one) => !isCured(one)), choices.avoidable.filter(isCured)];
  const card = (one: (typeof open)[number]) => writeCase(world, context, one);
  const scope =
    host === ''
      ? sayScope(context, choices)
      : `Only what needs no other host than ${nameOf(context, host)} is looked at.`;
  return [
    h('h2', { tabindex: -1 }, nameAll(context, own, emsdk, host)),
    h('p', { class: 'lead' }, h('strong', {}, lead), ' ', h('span', { class: 'soft' }, rest)),
    host !== '' && writeFit(world, emsdk, host),
    h('p', { class: 'soft' }, [sayAlone(choices), scope].filter((said) => said !== '').join(' ')),
    h('p', { class: 'soft' }, [own, emsdk].map((id) => describe(context, id)).join(' · ')),
    writeNext(context, own, emsdk),
    open.length > 0 && [h('h3', {}, `Avoidable, no cure passed everywhere (${open.length})`), open.map(card)],
    cured.length > 0 && [h('h3', {}, `Avoidable, and a cure passed here (${cured.length})`), cured.map(card)],
    writeRest(context, choices, own, emsdk, host !== ''),
  ];
}

/** Where a toolchain comes from, and which LLVM is in it. */
function describe(context: Context, id: string): string {
  const entry = context.index.toolchains.get(id);
  if (!entry) return `${nameOf(context, id)}: unavailable`;
  return `${nameOf(context, id)}: ${line(originOf(entry))}${entry.llvm ? `, LLVM ${line(entry.llvm)}` : ''}`;
}

/** Links to what the next version of either changes. */
function writeNext(context: Context, own: string, emsdk: string): Child {
  const links = [own, emsdk].flatMap((id, at) => {
    const next = nextOf(context.index, id);
    if (next === undefined) return [];
    const to = at === 0 ? { toGo: next, toEm: emsdk } : { toGo: own, toEm: next };
    return [
      h(
        'a',
        { href: addressOf('upgrade', { fromGo: own, fromEm: emsdk, ...to }) },
        `What ${nameOf(context, next)} changes`,
      ),
    ];
  });
  return links.length > 0 && h('p', { class: 'links' }, links);
}

function writeRest(context: Context, choices: PairChoices, own: string, emsdk: string, isOneHost: boolean): Child {
  const { both, goAlone, emsdkAlone } = cellsOfPair(context.index, own, emsdk);
  const reasons = new Map<string, Set<string>>();
  for (const cell of [...both, ...goAlone, ...emsdkAlone]) {
    if (!isOwnCase(context.index, cell.case) || mixesVersions(context.index, cell)) continue;
    for (const id of breaksOf(cell)) reasons.set(cell.case, (reasons.get(cell.case) ?? new Set()).add(id));
  }
  const item = (name: string, of: readonly string[]) =>
    h(
      'li',
      {},
      prose(context.index.cases.get(name)?.title ?? name),
      ' ',
      h('code', { class: 'soft' }, line(name)),
      of.length > 0 &&
        h(
          'div',
          { class: 'why' },
          of.map((id, at) => [at > 0 && ' · ', breakLink(context, id)]),
        ),
    );
  const fold = (title: string, names: readonly string[], withReasons: boolean) =>
    names.length > 0 &&
    h(
      'details',
      {},
      h('summary', {}, title),
      h(
        'ul',
        {},
        names.map((name) => item(name, withReasons ? [...(reasons.get(name) ?? [])] : [])),
      ),
    );
  const { permanent, passing } = choices;
  return [
    fold(
      `${countOf(permanent.length, 'case fails', 'cases fail')} with every tested Go and Emscripten${isOneHost ? '' : ', on some host at least'}`,
      permanent,
      true,
    ),
    fold(countOf(passing.length, 'case passes', 'cases pass'), passing, false),
  ];
}
