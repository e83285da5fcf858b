import { VERIFIED_CURE } from '../../reports/text/cure-labels.ts';
import { countOf } from '../../reports/text/words.ts';
import type { ExplanationPlace, ExplanationWords } from '../../reports/words/explanation-words.ts';
import { type Child, copyButton, h, prose } from '../dom.ts';
import type { LogAnswer, ModuleAnswer } from './answer.ts';
import type { FromWorker } from './worker.ts';

/** An answer as the page shows it. */
export function showAnswer(name: string, answer: FromWorker): Child {
  if (answer.kind === 'problem')
    return [h('h2', { tabindex: -1 }, name), h('p', { class: 'lead' }, `${name} ${answer.message}`)];
  return [
    answer.kind === 'log' ? showLog(answer) : showModule(answer),
    h('p', { class: 'soft' }, `Answered here in ${(answer.ms / 1000).toFixed(1)} s. Nothing left this page.`),
  ];
}

function showLog({ headline, causes, traps, warnings, suspects, following }: LogAnswer): Child {
  const { lead, finding, rest } = headline;
  return [
    h('h2', { tabindex: -1 }, lead),
    h('p', { class: 'lead' }, h('strong', {}, finding), rest),
    causes.map((one, at) => showReason(one, at + 1, 'open')),
    traps.length > 0 && h('h3', {}, 'Passes, and misbehaves when it runs'),
    traps.map((one, at) => showReason(one, causes.length + at + 1, 'open')),
    warnings.length > 0 && h('h3', {}, 'Warnings'),
    warnings.map((one) => showReason(one, null, '')),
    suspects.length > 0 &&
      fold(causes.length + traps.length === 0, 'Lines that look like errors and are not known', suspects),
    following.length > 0 && fold(false, countOf(following.length, 'follow-on message'), following),
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
      fields.map(({ name, text }) => [
        h('dt', {}, name === VERIFIED_CURE ? h('strong', {}, name) : name),
        h('dd', {}, prose(text), name === VERIFIED_CURE && [' ', copyButton(text, 'the cure')]),
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

function fold(isOpen: boolean, title: string, places: readonly ExplanationPlace[]): HTMLElement {
  return h('details', { open: isOpen }, h('summary', {}, title), listPlaces(places));
}

function listPlaces(places: readonly ExplanationPlace[]): Child {
  if (places.length === 0) return null;
  return h(
    'ul',
    { class: 'places' },
    places.map(({ where, text }) => h('li', {}, h('span', { class: 'soft' }, `${where}: `), h('code', {}, text))),
  );
}
