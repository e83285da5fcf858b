import type { UseInFile } from '../../evidence/uses/gather-uses.ts';
import { TOOLS } from '../../model/tools.ts';
import { cleanLine } from '../text/clean.ts';
import { ADVICE, VERIFIED_CURE } from '../text/cure-labels.ts';
import { type Paint, PLAIN } from '../text/paint.ts';
import { countOf } from '../text/words.ts';
import { wrapText } from '../text/wrap.ts';
import type { UpgradeReport, UsedItem } from '../upgrade/project-report.ts';
import { sayBasis } from '../upgrade/say-basis.ts';
import { type NextStep, printNextSteps } from './next-steps.ts';
import { placeOnAxis } from './pair-text.ts';
import { listProject } from './upgrade-project.ts';

/** How an upgrade is printed. */
export interface UpgradeStyle {
  /** Where the catalogue lies, for links into it. */
  readonly pages: string;
  readonly width: number;
  /** Whether what is folded is shown too. False: it is counted. */
  readonly all: boolean;
  readonly paint?: Paint;
}

/** The most places of one item that are shown without being asked for. */
const MOST_USES = 10;

/** An upgrade for a terminal: what breaks first, and of that what a project uses. */
export function printUpgrade(report: UpgradeReport, style: UpgradeStyle): string {
  const { paint = PLAIN, all, pages } = style;
  const { moves, stays, breaks, lookAt, fixed, before, unmeasured, project } = report;
  const ends = moves.map(
    ({ tool, from, to }) => `${TOOLS[tool].title} ${cleanLine(from.asked)} → ${cleanLine(to.asked)}`,
  );
  const lines = [
    paint.strong(ends.join(', ')),
    ...[...moves.flatMap(({ from, to }) => [from, to]), ...stays].map((axis) => `  ${placeOnAxis(axis)}`),
    ...(project ? listProject(project, report.taken, all) : []),
    ...listItems(breaks, style, `Breaks, and has to be changed`, paint.bad('✘'), project !== null),
    ...listItems(lookAt, style, 'To look at', paint.warn('?'), project !== null),
    ...foldItems(fixed, 'Fixed', all),
    ...(before.length === 0
      ? []
      : [
          `\n${paint.strong(`Fails with the older and with the newer versions, and is used (${before.length}):`)}`,
          ...before.flatMap(({ title, uses }) => [`  ${cleanLine(title)}`, ...listUses(uses, all)]),
        ]),
    unmeasured.length === 0
      ? ''
      : `\n${countOf(unmeasured.length, 'case fails', 'cases fail')} with the newer versions and ${unmeasured.length === 1 ? 'was' : 'were'} not measured with the older${all ? `: ${unmeasured.join(', ')}` : ' (--all)'}.`,
    ...printNextSteps('\nLook at', stepsOf(report), style.width, paint),
    `\nThe catalogue: ${pages}/README.md`,
  ];
  return `${lines.filter((line) => line !== '').join('\n')}\n`;
}

/** What a project uses and breaks first, then what breaks for everybody. */
function stepsOf({ breaks, lookAt }: UpgradeReport): readonly NextStep[] {
  const used = [...breaks, ...lookAt].filter(({ uses, ids }) => uses.length > 0 && ids.length > 0);
  const all = breaks.filter((item) => item.reason === 'all' && item.ids.length > 0 && !used.includes(item));
  return [...used, ...all].map(({ title, ids }) => ({ title, command: ['explain', ids[0]!] }));
}

function listItems(
  items: readonly UsedItem[],
  style: UpgradeStyle,
  heading: string,
  mark: string,
  hasProject: boolean,
): readonly string[] {
  const { paint = PLAIN, all } = style;
  // Of a project all that it uses is shown; without one what breaks.
  const shown = items.filter(({ uses, reason }) => all || (hasProject ? uses.length > 0 : reason === 'all'));
  const folded = items.filter((item) => !shown.includes(item));
  const title = hasProject
    ? `${heading}: ${shown.filter(({ uses }) => uses.length > 0).length} used of ${items.length}`
    : `${heading}: ${items.length}`;
  return [
    `\n${paint.strong(title)}`,
    ...shown.flatMap((item) => printItem(item, style, mark)),
    ...(folded.length === 0 ? [] : [`  ${hasProject ? 'no use found of ' : ''}${summarise(folded)} (--all)`]),
  ];
}

function foldItems(items: readonly UsedItem[], heading: string, all: boolean): readonly string[] {
  if (items.length === 0) return [];
  if (!all) return [`\n${heading}: ${summarise(items)} (--all)`];
  return [`\n${heading}: ${items.length}`, ...items.map((item) => `  ${cleanLine(item.title)} (${sayBasis(item)})`)];
}

/** The most titles of what is folded. */
const MOST_TITLES = 4;

function summarise(items: readonly UsedItem[]): string {
  const all = [...new Set(items.map(({ title }) => cleanLine(title)))];
  const titles = all.slice(0, MOST_TITLES);
  const more = all.length - titles.length;
  return `${titles.join('; ')}${more > 0 ? `; and ${more} more` : ''}`;
}

function printItem(
  item: UsedItem,
  { pages, width, all, paint = PLAIN }: UpgradeStyle,
  mark: string,
): readonly string[] {
  const { title, uses, where, cases, cures, advice, refs, page } = item;
  const indent = ' '.repeat(6);
  return [
    `  ${mark} ${paint.strong(cleanLine(title))} ${paint.soft(`(${sayBasis(item)})`)}`,
    ...listUses(uses, all),
    ...(where.length === 0 ? [] : [`    on ${where.map((one) => cleanLine(one)).join('; ')}`]),
    ...(cases.length === 0 ? [] : [`    in ${cases.map((one) => cleanLine(one)).join(', ')}`]),
    ...(cures.length === 0
      ? []
      : [`    ${paint.good(VERIFIED_CURE)}: ${cures.map((one) => cleanLine(one.title)).join(', or ')}`]),
    ...(advice === undefined
      ? []
      : [wrapText(`${ADVICE}: ${cleanLine(advice, 4000)}`, width, indent).replace(indent, '    ')]),
    page === undefined ? `    ${paint.soft(cleanLine(refs.join('; ')))}` : `    ${paint.soft(`${pages}/${page}`)}`,
  ].filter((line) => line !== '');
}

function listUses(uses: readonly UseInFile[], all: boolean): readonly string[] {
  const shown = all ? uses : uses.slice(0, MOST_USES);
  return [
    ...shown.map(({ file, line, column, text }) => `    ${cleanLine(file)}:${line}:${column}  ${cleanLine(text, 120)}`),
    ...(shown.length < uses.length ? [`    and ${countOf(uses.length - shown.length, 'more place')} (--all)`] : []),
  ];
}
