import { printCell } from '../../model/ids.ts';
import { sayDecision, sayReferences } from '../../reports/query/break-decision.ts';
import { sayDays } from '../../reports/query/break-history.ts';
import { type BreakParts, gatherParts } from '../../reports/query/break-parts.ts';
import { notesOf } from '../../reports/query/context.ts';
import { kindInfoOf } from '../../reports/query/kind-words.ts';
import { reproCommand, runCommand } from '../../reports/repro/by-hand.ts';
import { breakPath } from '../../reports/text/names.ts';
import { countOf, printNumber } from '../../reports/text/words.ts';
import { type Child, codeBlock, h, line, prose } from '../dom.ts';
import { addressOf } from '../state.ts';
import { breakName, type Rendered, type Shown } from '../view.ts';
import { writeCures } from './break-cures.ts';
import { writeWhere } from './break-where.ts';
import { writeWordings } from './break-wordings.ts';

/** One break: what, since when, where, in whose words, the cure, and how to see it oneself. */
export function breakView({ world, chosen }: Shown): Rendered {
  const { context } = world;
  const brk = context.index.breaks.get(chosen.id ?? '');
  if (!brk) {
    return {
      title: 'No such break',
      content: [
        h('h2', { tabindex: -1 }, 'No such break'),
        h(
          'p',
          {},
          'The catalogue has no break ',
          h('code', {}, line(chosen.id ?? '')),
          '. It may have gone since the link was made. ',
          h('a', { href: addressOf('breaks') }, 'All breaks'),
        ),
      ],
    };
  }
  const parts = gatherParts(context, brk);
  const notes = notesOf(context, brk);
  const decision = sayDecision(parts);
  const documented = sayReferences(parts);
  return {
    title: brk.id,
    content: [
      h('h2', { tabindex: -1 }, breakName(context, brk.id)),
      h(
        'p',
        { class: 'lead' },
        h('strong', {}, `${line(decision.lead)}: `),
        decision.how,
        decision.range !== '' && [' ', prose(decision.range)],
        `${decision.rest}${decision.says === null ? '' : ` ${line(decision.says)}`}.`,
      ),
      h('dl', { class: 'facts' }, [
        h('dt', {}, 'Seen in'),
        h(
          'dd',
          {},
          `${countOf(parts.affected.length, 'cell')} of ${printNumber(parts.survey.cells.length)} in which ${brk.cases.length === 1 ? 'its case' : 'its cases'} ran`,
        ),
        documented.length > 0 && [
          h('dt', {}, 'Documented'),
          h(
            'dd',
            {},
            documented.map((said) => h('div', {}, line(said))),
          ),
        ],
        h('dt', {}, 'Cases'),
        h(
          'dd',
          {},
          brk.cases.map((name, at) => [
            at > 0 && ', ',
            h('a', { href: addressOf('can', { q: name }) }, h('code', {}, line(name))),
          ]),
        ),
      ]),
      notes.length > 0
        ? notes.map(({ explanation }) => h('p', {}, prose(explanation)))
        : h('p', {}, prose(kindInfoOf(brk.kind).meaning)),
      h('h3', {}, 'The cure'),
      writeCures(world, parts),
      h('h3', {}, 'Where'),
      writeWhere(parts),
      h('h3', {}, 'What it says'),
      writeWordings(parts),
      h('h3', {}, 'Since it is on record'),
      writeHistory(parts),
      h('h3', {}, 'See it yourself'),
      writeRepro(parts),
      notes.length > 0 &&
        h(
          'p',
          { class: 'soft' },
          `References: ${[...new Set(notes.flatMap(({ refs }) => refs))].map(line).join(' · ')}`,
        ),
      h(
        'p',
        {},
        h('a', { href: breakPath(brk.id).replace(/\.md$/, world.data.pages) }, 'The full record of this break'),
        ' ',
        h('code', { class: 'soft' }, line(brk.id)),
      ),
    ],
  };
}

function writeHistory({ context, brk }: BreakParts): Child {
  const life = context.histories(brk.id);
  if (!life) return h('p', {}, 'No run of this catalogue is on record.');
  const { since, cameAs, runs, days, events } = life;
  return [
    h(
      'p',
      {},
      `In ${countOf(runs, 'recorded run')} since ${since}${cameAs === null ? ', the day of the first' : ''} (${countOf(days, 'day')}).`,
    ),
    events.length > 0 &&
      h(
        'ol',
        { class: 'history' },
        sayDays(events).map(({ date, words }) => h('li', {}, h('time', { datetime: date }, date), `: ${words}`)),
      ),
  ];
}

function writeRepro({ shown }: BreakParts): Child {
  if (!shown) return h('p', {}, 'No affected cell is stored.');
  return [
    h('p', {}, 'With emrift, which installs the toolchains:'),
    codeBlock(runCommand(shown), 'the command that runs this cell'),
    h('p', {}, 'As a script that needs no emrift, with the sources inside:'),
    codeBlock(`${reproCommand(printCell(shown))} -o repro.sh`, 'the command that writes a script'),
  ];
}
