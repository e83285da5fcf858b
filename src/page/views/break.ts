import { diffWordsWithSpace } from 'diff';
import { printCell } from '../../model/ids.ts';
import { isTool } from '../../model/tools.ts';
import { type BreakGrid, layOutGrids } from '../../reports/query/break-grids.ts';
import { sayEvent } from '../../reports/query/break-history.ts';
import { type BreakParts, gatherParts } from '../../reports/query/break-parts.ts';
import { notesOf } from '../../reports/query/context.ts';
import type { CureReport } from '../../reports/query/cures.ts';
import { type Grid, MARKS, type Mark } from '../../reports/query/grid.ts';
import { kindInfoOf } from '../../reports/query/kind-words.ts';
import { versionOf } from '../../reports/query/labels.ts';
import { collectWordings, evidenceOf, type Wording } from '../../reports/query/message.ts';
import { shortRange } from '../../reports/query/range-words.ts';
import { axesOf, describeCells } from '../../reports/query/where.ts';
import { reproCommand, runCommand } from '../../reports/repro/by-hand.ts';
import { ADVICE, VERIFIED_CURE } from '../../reports/text/cure-labels.ts';
import { breakPath } from '../../reports/text/names.ts';
import { blameTitle, countOf, printNumber, toolTitleOf } from '../../reports/text/words.ts';
import { type Child, codeBlock, copyButton, h, line, prose } from '../dom.ts';
import { matrix } from '../matrix.ts';
import { addressOf } from '../state.ts';
import { breakName, nameOf, type Rendered, type Shown } from '../view.ts';

/** The most wordings that stand side by side, and the most products of versions in a sentence. */
const MOST_WORDINGS = 6;
const MOST_PLACES = 4;

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
  return {
    title: brk.id,
    content: [
      h('h2', { tabindex: -1 }, breakName(context, brk.id)),
      h('dl', { class: 'facts' }, [
        h('dt', {}, 'When'),
        h('dd', {}, line(shortRange(brk))),
        h('dt', {}, 'Decides'),
        h('dd', {}, parts.neverPassed ? 'no version: it never passed' : line(blameTitle(brk.blame))),
        h('dt', {}, 'Seen in'),
        h(
          'dd',
          {},
          `${countOf(parts.affected.length, 'cell')} of ${printNumber(parts.survey.cells.length)} in which ${brk.cases.length === 1 ? 'its case' : 'its cases'} ran`,
        ),
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

function placesOf({ context, survey, brk }: BreakParts, cells: BreakParts['affected']): string {
  const first = axesOf(context.index, brk);
  return describeCells(context.index, cells, { possible: survey.possible, most: MOST_PLACES, first })
    .map(line)
    .join('; ');
}

function writeCures(world: Shown['world'], parts: BreakParts): Child {
  const helping = parts.cures.filter(({ helps }) => helps.length > 0);
  const known = notesOf(parts.context, parts.brk).map(({ cure }) => cure);
  const advice = known.length > 0 ? known : kindInfoOf(parts.brk.kind).cures;
  return [
    helping.length === 0 && h('p', {}, 'No cure was found by running one.'),
    helping.map((cure) => writeCure(world, parts, cure)),
    advice.map((text) => h('p', {}, h('strong', {}, `${ADVICE}: `), prose(text))),
  ];
}

function writeCure(
  world: Shown['world'],
  parts: BreakParts,
  { case: entry, workaround, helps, fails, harms }: CureReport,
): Child {
  const commands = world.commandsOf(entry.name, workaround.name);
  const statement = (words: string, cells: CureReport['helps']) =>
    cells.length > 0 && h('li', {}, `${words} (${countOf(cells.length, 'cell')}): ${placesOf(parts, cells)}`);
  return h(
    'article',
    { class: 'card cured' },
    h(
      'h4',
      {},
      `${VERIFIED_CURE}: `,
      prose(workaround.title),
      ' ',
      commands === '' && copyButton(workaround.title, 'the cure'),
    ),
    commands !== '' && codeBlock(commands, `the commands of ${line(workaround.name)} in ${line(entry.name)}`),
    h('ul', {}, statement('Passed', helps), statement('Does not help', fails), statement('Does harm', harms)),
  );
}

function writeWhere(parts: BreakParts): Child {
  const grids = layOutGrids(parts);
  const marks = new Set(grids.flatMap(({ grid, beside }) => [grid, ...beside.map((one) => one.grid)].flatMap(marksOf)));
  return [
    h('p', {}, placesOf(parts, parts.affected)),
    grids.length > 0 &&
      h(
        'div',
        { class: 'multiples' },
        grids.flatMap((grid) => writeGrids(parts, grid, grids.length > 1)),
      ),
    marks.size > 0 &&
      h(
        'p',
        { class: 'soft legend' },
        [...marks].map((mark) => [h('span', { class: `mark ${mark}` }, MARKS[mark].sign), ` ${MARKS[mark].meaning}. `]),
      ),
  ];
}

function marksOf({ rows, columns, at }: Grid): readonly Mark[] {
  return rows.flatMap((row) => columns.map((column) => at(row, column)));
}

function writeGrids(
  parts: BreakParts,
  { cases, axes, grid, beside }: BreakGrid,
  isOneOfMany: boolean,
): readonly HTMLElement[] {
  const first = isOneOfMany ? cases.join(', ') : beside.length > 0 ? 'without a cure' : '';
  return [
    writeGrid(parts, axes, grid, first),
    ...beside.map((one) => writeGrid(parts, axes, one.grid, `with ${one.workaround.name}`)),
  ];
}

function writeGrid({ context, brk }: BreakParts, axes: readonly string[], grid: Grid, title: string): HTMLElement {
  const { index } = context;
  const corner = axes.map((role, at) => {
    const tool = index.toolOf.get((at === 0 ? grid.rows : grid.columns)[0] ?? '');
    const name = isTool(role) ? toolTitleOf(tool) : `${toolTitleOf(tool)} as ${line(role)}`;
    return `${name} ${at === 0 ? '↓' : '→'}`;
  });
  return h(
    'figure',
    {},
    title !== '' && h('figcaption', {}, line(title)),
    matrix({
      label: `Where ${line(brk.id)} is seen${title === '' ? '' : `: ${line(title)}`}`,
      corner: corner.join(' '),
      columns: grid.columns.map((id) => ({ id, title: id === '' ? 'This break' : versionOf(index, id) })),
      rows: grid.rows.map((id) => ({ id, title: versionOf(index, id) })),
      field: (row, column) => {
        const mark = grid.at(row, column);
        const place = [row, column].filter((id) => id !== '').map((id) => nameOf(context, id));
        return {
          content: MARKS[mark].sign,
          label: `${place.join(' and ')}: ${MARKS[mark].meaning}`,
          look: `mark ${mark}`,
        };
      },
    }),
  );
}

function writeWordings(parts: BreakParts): Child {
  const { context, brk, failure } = parts;
  const wordings = collectWordings(context.index, brk).slice(0, MOST_WORDINGS);
  if (wordings.length === 0) {
    const evidence = evidenceOf(context.index, failure.evidence);
    if (!evidence) return h('p', {}, 'No evidence is stored.');
    return [
      h('p', {}, 'It prints no message that is known.'),
      writeLog(evidence.command, evidence.log, evidence.unmet ?? []),
    ];
  }
  return [
    wordings.length > 1 &&
      h('p', { class: 'soft' }, 'The words of each version beside each other; marked is what the others do not say.'),
    h(
      'div',
      { class: 'wordings' },
      wordings.map((one, at) => writeWording(parts, one, wordings[at === 0 ? 1 : 0], at)),
    ),
  ];
}

function writeWording(
  parts: BreakParts,
  { reporter, message, cells }: Wording,
  other: Wording | undefined,
  at: number,
): Child {
  const { context, brk } = parts;
  const key = cells[0]?.breaks.find(({ id }) => id === brk.id)?.evidence ?? '';
  const evidence = evidenceOf(context.index, key);
  return h(
    'figure',
    { class: 'card' },
    h('figcaption', {}, h('strong', {}, line(reporter)), ` on ${placesOf(parts, cells)}`),
    h('pre', { tabindex: 0, role: 'group', 'aria-label': `Message ${at + 1}` }, markOwn(message, other?.message)),
    evidence &&
      h(
        'details',
        {},
        h('summary', {}, 'Command and log'),
        writeLog(evidence.command, evidence.log, evidence.unmet ?? []),
      ),
  );
}

/** A message with what another does not have marked. */
function markOwn(message: string, other: string | undefined): Child {
  if (other === undefined || other === message) return message;
  const pieces = diffWordsWithSpace(other, message, { timeout: 50 });
  if (!pieces) return message;
  return pieces.filter(({ removed }) => !removed).map(({ value, added }) => (added ? h('mark', {}, value) : value));
}

function writeLog(command: string, log: string, unmet: readonly string[]): Child {
  const lines = [`$ ${command.trim()}`, log, ...unmet.map((text) => `not met: ${text}`)].filter((text) => text !== '');
  return h('pre', { tabindex: 0, role: 'group', 'aria-label': 'Command and log' }, lines.join('\n'));
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
        events.map((event) => h('li', {}, h('time', { datetime: event.date }, event.date), ` ${sayEvent(event)}`)),
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
