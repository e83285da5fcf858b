import { VERIFIED_CURE } from '../../reports/text/cure-labels.ts';
import { countOf, printNumber } from '../../reports/text/words.ts';
import type { ExplanationPlace, ExplanationWords } from '../../reports/words/explanation-words.ts';
import { type Child, copyButton, h, prose } from '../dom.ts';
import { addressOf } from '../state.ts';
import type { Counted, LogAnswer, ModuleAnswer } from './answer.ts';
import type { FromWorker } from './worker.ts';

/** An answer as the page shows it. */
export function showAnswer(name: string, answer: FromWorker): Child {
  if (answer.kind === 'problem')
    return [h('h2', { tabindex: -1 }, name), h('p', { class: 'lead' }, `${name} ${answer.message}`)];
  return [
    answer.kind === 'log' ? showLog(answer) : showModule(answer),
    h(
      'p',
      { class: 'soft' },
      `Answered here in ${answer.ms < 100 ? 'less than 0.1' : (answer.ms / 1000).toFixed(1)} s. Nothing left this page.`,
    ),
  ];
}

function showLog({ headline, causes, traps, warnings, suspects, following }: LogAnswer): Child {
  const { lead, finding, rest } = headline;
  return [
    h('h2', { tabindex: -1 }, lead),
    h('p', { class: 'lead' }, h('strong', {}, finding), rest),
    showReasons(causes, 0, 'open'),
    traps.count > 0 && h('h3', {}, 'Passes, and misbehaves when it runs'),
    showReasons(traps, causes.count, 'open'),
    warnings.count > 0 && h('h3', {}, 'Warnings'),
    showReasons(warnings, null, ''),
    fold(
      causes.count + traps.count === 0,
      ['line that looks like an error and is not known', 'lines that look like errors and are not known'],
      suspects,
    ),
    fold(false, ['follow-on message', 'follow-on messages'], following),
  ];
}

/** Reasons, numbered from behind a number, or not at all. */
function showReasons({ count, shown }: Counted<ExplanationWords>, before: number | null, look: string): Child {
  return [
    shown.map((one, at) => showReason(one, before === null ? null : before + at + 1, look)),
    count > shown.length && h('p', { class: 'soft' }, `and ${printNumber(count - shown.length)} more`),
  ];
}

function showReason(
  { heading, kind, places, more, explanation, fields }: ExplanationWords,
  number: number | null,
  look: string,
): HTMLElement {
  return h(
    'article',
    { class: `card ${look}` },
    h(
      'h3',
      {},
      number === null ? '' : `${number}. `,
      heading,
      kind !== null && [' ', h('code', { class: 'soft' }, kind)],
    ),
    listPlaces(places),
    more > 0 && h('p', { class: 'soft' }, `and ${countOf(more, 'more name')}`),
    h('p', {}, prose(explanation)),
    h(
      'dl',
      {},
      fields.map(({ name, text, of, copy }) => [
        h('dt', {}, name === VERIFIED_CURE ? h('strong', {}, name) : name),
        h(
          'dd',
          {},
          prose(text),
          name === VERIFIED_CURE && [' ', copyButton(copy ?? text, `the cure of ${heading}`)],
          of && [' · ', h('a', { href: `index.html${addressOf('break', { id: of.id })}` }, 'in the catalogue')],
        ),
      ]),
    ),
  );
}

function showModule({ name, title, rows }: ModuleAnswer): Child {
  return [
    h('h2', { tabindex: -1 }, name),
    h('p', { class: 'lead' }, h('strong', {}, title)),
    h(
      'dl',
      { class: 'facts' },
      rows.map(([label, text]) => [h('dt', {}, label), h('dd', {}, text)]),
    ),
  ];
}

function fold(
  isOpen: boolean,
  [one, many]: readonly [one: string, many: string],
  { count, shown }: Counted<ExplanationPlace>,
): Child {
  if (count === 0) return null;
  return h(
    'details',
    { open: isOpen },
    h('summary', {}, countOf(count, one, many)),
    listPlaces(shown),
    count > shown.length && h('p', { class: 'soft' }, `and ${printNumber(count - shown.length)} more`),
  );
}

function listPlaces(places: readonly ExplanationPlace[]): Child {
  if (places.length === 0) return null;
  return h(
    'ul',
    { class: 'places' },
    places.map(({ where, text }) => h('li', {}, h('span', { class: 'soft' }, `${where}: `), h('code', {}, text))),
  );
}
