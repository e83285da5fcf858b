import { memoise } from '../../model/memoise.ts';
import type { Cell, CellStatus } from '../../model/results.ts';
import { titleInMarkdown } from '../query/break-title.ts';
import { type AvoidableCase, isOwnCase, mixesVersions, nextOf, type PairChoices } from '../query/choices.ts';
import type { Context } from '../query/context.ts';
import { titleOf } from '../query/labels.ts';
import { cellsOfPair, gatherOutcomes, type Outcome } from '../query/pair-cells.ts';
import { sayScope, sayVerdict, sayWaysOut } from '../query/pair-words.ts';
import { breaksOf } from '../query/survey.ts';
import { describeToolchain } from '../query/toolchain-words.ts';
import { describeCells } from '../query/where.ts';
import { VERIFIED_CURE } from '../text/cure-labels.ts';
import { bullets, code, escapeText, folded, link, page, prose, table } from '../text/markdown.ts';
import { breakPath, pairPath } from '../text/names.ts';
import { countOf, printNumber } from '../text/words.ts';
import { rolesInWords } from '../words/role-words.ts';

/** The most products of versions in one field. */
const MOST_LINES = 3;

/** How a status is printed; never shown by colour alone. */
const STATUS_WORDS: Readonly<Record<CellStatus, string>> = {
  pass: '✔ passes',
  break: '✘ fails',
  skip: '– skipped',
  infra: '? not decided',
};

/** Writes pairs' pages; what stands on many of them in the same words is made once. */
export function makePairRenderer(context: Context): (go: string, emsdk: string) => string {
  const fields = makeFields(context);
  return (go, emsdk) => {
    const choices = context.choices.pair(go, emsdk);
    const { both, goAlone, emsdkAlone } = cellsOfPair(context.index, go, emsdk);
    const told = new Set([...choices.avoidable.map((one) => one.case), ...choices.passing]);
    const rest = [...both, ...goAlone, ...emsdkAlone].filter(
      (cell) => !told.has(cell.case) && isOwnCase(context.index, cell.case) && !mixesVersions(context.index, cell),
    );
    return page([
      `# ${fields.titleOf(go)} and ${fields.titleOf(emsdk)}`,
      verdictInWords(choices),
      sayScope(context, choices),
      bullets([go, emsdk].map((id) => fields.toolchainOf(id))),
      ...writeAvoidable(fields, choices.avoidable),
      '## With the next version',
      bullets([
        describeNext(fields, choices, go, (next) => [next, emsdk]),
        describeNext(fields, choices, emsdk, (next) => [go, next]),
      ]),
      '## The rest',
      rest.length === 0
        ? ''
        : folded(
            `${countOf(new Set(rest.map((cell) => cell.case)).size, 'case')} with a combination that fails with every tested Go and Emscripten, or was not decided; on other hosts they may pass`,
            outcomeTable(fields, rest),
          ),
      choices.passing.length === 0
        ? ''
        : folded(
            countOf(choices.passing.length, 'case passes', 'cases pass'),
            bullets(choices.passing.map((name) => fields.caseOf(name))),
          ),
      link('All pairs', '../README.md'),
    ]);
  };
}

function verdictInWords(choices: PairChoices): string {
  const { lead, rest } = sayVerdict(choices);
  return `**${lead}** ${rest}`;
}

function writeAvoidable(fields: Fields, avoidable: readonly AvoidableCase[]): readonly string[] {
  if (avoidable.length === 0) return [];
  const { context } = fields;
  const rows = avoidable.map((one) => [
    fields.caseOf(one.case),
    [
      ...[...new Set(one.cells.flatMap((cell) => [...breaksOf(cell)]))].map((id) => fields.breakOf(id)),
      ...placesOf(context, one.cells, context.survey([one.case]).possible),
    ].join('<br>'),
    curesField(fields, one),
    one.passesWith.length === 0 ? 'another pair' : escapeText(sayWaysOut(context.index, one.passesWith)),
  ]);
  return [
    '## What another version would spare',
    table([['Case', 'Why it fails', 'Cure that passed here', 'Passes with'], ...rows]),
    bullets(avoidable.map((one) => rolesInWords(context.index, one.case)).filter((sentence) => sentence !== '')),
  ];
}

/** Cures that pass on all cells of a row, or those that pass on some of them and on how many. */
function curesField({ cureOf }: Fields, one: AvoidableCase): string {
  if (one.cures.length === 0) return '–';
  const onAll = one.cures[0]!.cells === one.cells.length;
  return one.cures
    .map(({ name, cells }) => {
      const title = cureOf(one.case, name);
      return onAll ? title : `${title} (on ${printNumber(cells)} of its ${countOf(one.cells.length, 'cell')})`;
    })
    .join(onAll ? '<br>or ' : '<br>');
}

function cureField(context: Context, name: string, workaround: string): string {
  const found = context.index.cases.get(name)?.workarounds.find((one) => one.name === workaround);
  return found ? prose(found.title) : code(workaround);
}

/** What changes where one tool goes to its next tested version: what passes then, and what fails, why and with which cure. */
function describeNext(
  fields: Fields,
  here: PairChoices,
  id: string,
  pairWith: (next: string) => readonly [go: string, emsdk: string],
): string {
  const { context, breakOf } = fields;
  const next = nextOf(context.index, id);
  if (next === undefined) return `${fields.titleOf(id)} is the newest that was tested.`;
  const [go, emsdk] = pairWith(next);
  const there = context.choices.pair(go, emsdk);
  const failsHere = new Set(here.avoidable.map((one) => one.case));
  const passesHere = new Set(here.passing);
  const fixed = there.passing.filter((name) => failsHere.has(name));
  const broken = there.avoidable.filter((one) => passesHere.has(one.case));
  const title = link(fields.titleOf(next), `../${pairPath(go, emsdk)}`);
  if (fixed.length + broken.length === 0) return `With ${title} no case begins to pass or to fail.`;
  const passes = `${fixed.map(code).join(', ')} ${fixed.length === 1 ? 'passes' : 'pass'}`;
  const fails = broken.map((one) => {
    const why = [...new Set(one.cells.flatMap((cell) => [...breaksOf(cell)]))].map(breakOf).join(', ');
    return `${code(one.case)} fails: ${why}. Cure that passed there: ${curesField(fields, one).replaceAll('<br>', ' ')}`;
  });
  const items = [...(fixed.length === 0 ? [] : [passes]), ...fails];
  return [`With ${title}:`, ...items.map((item) => `  - ${item}`)].join('\n');
}

/** What stands on many pages in the same words, and is made once. */
interface Fields {
  readonly context: Context;
  caseOf(name: string): string;
  breakOf(id: string): string;
  cureOf(caseName: string, workaround: string): string;
  titleOf(id: string): string;
  toolchainOf(id: string): string;
}

function makeFields(context: Context): Fields {
  return {
    context,
    caseOf: memoise((name: string) => caseField(context, name)),
    breakOf: memoise((id: string) => breakField(context, id)),
    cureOf: memoise(
      (name: string, workaround: string) => cureField(context, name, workaround),
      (name, workaround) => `${name} ${workaround}`,
    ),
    titleOf: memoise((id: string) => escapeText(titleOf(context.index, id))),
    toolchainOf: memoise((id: string) => describeToolchain(context.index, id)),
  };
}

function outcomeTable({ context, caseOf, breakOf, cureOf }: Fields, cells: readonly Cell[]): string {
  const rows = gatherOutcomes(cells).map((outcome) => [
    caseOf(outcome.case),
    statusField(context, outcome),
    outcome.breaks.map(breakOf).join('<br>') || escapeText(outcome.reason ?? ''),
    outcome.cure === undefined ? '' : cureOf(outcome.case, outcome.cure),
  ]);
  return table([['Case', 'Outcome', 'Why', VERIFIED_CURE], ...rows]);
}

function caseField(context: Context, name: string): string {
  const title = context.index.cases.get(name)?.title;
  return title === undefined ? code(name) : `${code(name)}<br>${prose(title)}`;
}

/** A status, and on which hosts or with which further toolchains it was seen. */
function statusField(context: Context, { status, cells, possible }: Outcome): string {
  return [STATUS_WORDS[status], ...placesOf(context, cells, possible)].join('<br>');
}

function placesOf(context: Context, cells: readonly Cell[], possible: ReadonlyMap<string, number>): readonly string[] {
  const options = { possible, most: MOST_LINES, without: ['go', 'emsdk'] };
  return describeCells(context.index, cells, options).map((line) => `on ${escapeText(line)}`);
}

function breakField(context: Context, id: string): string {
  const brk = context.index.breaks.get(id);
  return brk ? link(titleInMarkdown(context, brk), `../${breakPath(id)}`) : code(id);
}
