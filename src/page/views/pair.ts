import {
  type AvoidableCase,
  isCured,
  isOwnCase,
  mixesVersions,
  nextOf,
  type PairChoices,
} from '../../reports/query/choices.ts';
import type { Context } from '../../reports/query/context.ts';
import { versionOf } from '../../reports/query/labels.ts';
import { cellsOfPair } from '../../reports/query/pair-cells.ts';
import { countAvoidable, sayVerdict, sayWaysOut } from '../../reports/query/pair-words.ts';
import { breaksOf } from '../../reports/query/survey.ts';
import { originOf } from '../../reports/query/toolchain-words.ts';
import { describeCells } from '../../reports/query/where.ts';
import { VERIFIED_CURE } from '../../reports/text/cure-labels.ts';
import { countOf, printNumber } from '../../reports/text/words.ts';
import { type Child, codeBlock, copyButton, h, line, prose } from '../dom.ts';
import { type MatrixField, matrix } from '../matrix.ts';
import { addressOf } from '../state.ts';
import { breakLink, chosenOf, nameOf, type Rendered, type Shown, select, versionsOf } from '../view.ts';

/** The most products of versions that one line has. */
const MOST_PLACES = 3;

/** How many shades the map has besides none. */
const SHADES = 6;

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
    title: `${nameOf(world.context, own)} and ${nameOf(world.context, emsdk)}`,
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

function writeMap(context: Context, own: string, emsdk: string, choose: (go: string, emsdk: string) => void): Child {
  const { index, choices } = context;
  const [gos, emsdks] = [index.byTool.get('go') ?? [], index.byTool.get('emsdk') ?? []];
  const countsOf = (row: string, column: string) => countAvoidable(choices.pair(row, column));
  const all = gos.flatMap((row) => emsdks.flatMap((column) => countsOf(row, column)?.open ?? []));
  const [least, most] = [Math.min(...all), Math.max(...all)];
  const field = (row: string, column: string): MatrixField => {
    const pair = `${nameOf(context, row)} and ${nameOf(context, column)}`;
    const counts = countsOf(row, column);
    const chosen = row === own && column === emsdk;
    if (!counts) return { content: '–', label: `${pair}: not tested`, look: 'heat heat-0', chosen };
    const { open, cured, alone } = counts;
    const shade = most === 0 ? 0 : Math.round((SHADES * (open - least)) / Math.max(1, most - least));
    const besides = alone > 0 ? `; ${countOf(alone, 'more case')} asked of this version alone` : '';
    return {
      content: [h('b', {}, printNumber(open)), cured > 0 && h('small', {}, ` +${printNumber(cured)}`)],
      label: `${pair}: ${countOf(open, 'avoidable break')} without a cure, ${printNumber(cured)} with one${besides}`,
      look: `heat heat-${shade}`,
      chosen,
    };
  };
  const columnTitle = (id: string): Child => {
    const entry = index.toolchains.get(id);
    return [versionOf(index, id), entry?.llvm && h('small', {}, `LLVM ${line(entry.llvm)}`)];
  };
  return [
    matrix({
      label: 'Avoidable breaks by Go and Emscripten',
      corner: 'Go ↓ Emscripten →',
      columns: emsdks.map((id) => ({ id, title: columnTitle(id) })),
      rows: gos.map((id) => ({ id, title: versionOf(index, id) })),
      field,
      choose,
    }),
    h(
      'p',
      { class: 'soft legend' },
      'In each field: cases that fail there and pass with another tested Go or Emscripten; large those without a cure, behind ',
      h('small', {}, '+'),
      ' those for which a cure passed. Not counted is what fails with every version, and what was asked of one Go or Emscripten alone.',
    ),
  ];
}

function writeAnswer(world: Shown['world'], context: Context, own: string, emsdk: string, host: string): Child {
  const choices = context.choices.pair(own, emsdk);
  const { lead, rest } = sayVerdict(choices);
  const [open, cured] = [choices.avoidable.filter((one) => !isCured(one)), choices.avoidable.filter(isCured)];
  const card = (one: AvoidableCase) => writeCase(world, context, one);
  const onHost = host === '' ? '' : ` Only what needs no other host than ${nameOf(context, host)} is looked at.`;
  return [
    h('h2', { tabindex: -1 }, `${nameOf(context, own)} and ${nameOf(context, emsdk)}`),
    h('p', { class: 'lead' }, h('strong', {}, lead), ' ', h('span', { class: 'soft' }, `${rest}${onHost}`)),
    h('p', { class: 'soft' }, [own, emsdk].map((id) => describe(context, id)).join(' · ')),
    writeNext(context, own, emsdk),
    open.length > 0 && [h('h3', {}, `Avoidable, no cure passed everywhere (${open.length})`), open.map(card)],
    cured.length > 0 && [h('h3', {}, `Avoidable, and a cure passed here (${cured.length})`), cured.map(card)],
    writeRest(context, choices, own, emsdk),
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

function writeCase(world: Shown['world'], context: Context, one: AvoidableCase): Child {
  const entry = context.index.cases.get(one.case);
  const reasons = [...new Set(one.cells.flatMap((cell) => [...breaksOf(cell)]))];
  const where = describeCells(context.index, one.cells, {
    possible: context.survey([one.case]).possible,
    most: MOST_PLACES,
    without: ['go', 'emsdk'],
  });
  const cures = one.cures.map(({ name, cells }) => {
    const title = entry?.workarounds.find((workaround) => workaround.name === name)?.title ?? name;
    const commands = world.commandsOf(one.case, name);
    const isOnAll = cells === one.cells.length;
    return h(
      'div',
      { class: 'cure' },
      h(
        'p',
        {},
        h('strong', {}, `${VERIFIED_CURE}: `),
        prose(title),
        !isOnAll &&
          h('span', { class: 'soft' }, ` (on ${printNumber(cells)} of its ${countOf(one.cells.length, 'cell')})`),
        ' ',
        commands === '' && copyButton(title, 'the cure'),
      ),
      commands !== '' && codeBlock(commands, 'the commands of the cure'),
    );
  });
  return h(
    'article',
    { class: `card ${isCured(one) ? 'cured' : 'open'}` },
    h(
      'h4',
      {},
      prose(entry?.title ?? one.case),
      ' ',
      h('code', { class: 'soft' }, line(one.case)),
      one.isAlone && h('small', { class: 'soft' }, ' asked of this version alone'),
    ),
    h('dl', {}, [
      h('dt', {}, 'Fails with'),
      h(
        'dd',
        {},
        reasons.map((id) => h('div', {}, breakLink(context, id))),
      ),
      where.length > 0 && [h('dt', {}, 'On'), h('dd', {}, where.map(line).join('; '))],
      h('dt', {}, 'Passes with'),
      h('dd', {}, one.passesWith.length === 0 ? 'another pair' : line(sayWaysOut(context.index, one.passesWith))),
    ]),
    cures,
  );
}

function writeRest(context: Context, choices: PairChoices, own: string, emsdk: string): Child {
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
      `${countOf(permanent.length, 'case fails', 'cases fail')} with every tested Go and Emscripten, on some host at least`,
      permanent,
      true,
    ),
    fold(countOf(passing.length, 'case passes', 'cases pass'), passing, false),
  ];
}
