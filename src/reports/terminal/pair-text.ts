import { TOOLS } from '../../model/tools.ts';
import { printDocumented } from '../query/documented.ts';
import type { PairAnswer } from '../query/pair.ts';
import type { AxisAnswer } from '../query/pair-axis.ts';
import { tallyInWords } from '../query/tally.ts';
import { cleanLine } from '../text/clean.ts';
import { ADVICE, VERIFIED_CURE } from '../text/cure-labels.ts';
import { type Paint, PLAIN } from '../text/paint.ts';
import { countOf } from '../text/words.ts';

/** How an answer is printed. */
export interface PairStyle {
  /** Where the catalogue lies, for links into it. */
  readonly pages: string;
  /** Also what no tested version avoids, and what passes. False: their numbers alone. */
  readonly all: boolean;
  readonly paint?: Paint;
}

/** What is known of a pair, for a terminal: what a choice of version decides comes first. */
export function printPair(answer: PairAnswer, { pages, all, paint = PLAIN }: PairStyle): string {
  const { go, emsdk, pair, tested } = answer;
  const title = `Go ${cleanLine(go.asked)} with Emscripten ${cleanLine(emsdk.asked)}`;
  const heading = tested ? paint.good('tested') : paint.warn('not tested');
  const lines = [
    `${paint.strong(title)}: ${heading}`,
    ...[go, emsdk].map((axis) => `  ${placeOnAxis(axis)}`),
    tested
      ? ''
      : `What follows is the nearest tested pair, ${pair.go} with ${pair.emsdk}; the one you asked for may differ.`,
    ...listDocumented(answer),
    ...listDifferences(answer, pages),
    ...listBreaks(answer, { pages, all, paint }),
    `\nEvery case: ${pages}/${pair.page}`,
  ];
  return `${lines.filter((line) => line !== '').join('\n')}\n`;
}

/** Where an asked version stands among the tested ones, as a sentence. */
export function placeOnAxis({ tool, tested, nearest, older, newer, asked }: AxisAnswer): string {
  const title = `${TOOLS[tool].title} ${cleanLine(asked)}`;
  if (tested) return `${title} is tested as ${nearest}`;
  if (older && newer)
    return `${title} is not tested; it lies between ${older} and ${newer}, of which ${nearest} is nearer`;
  return older
    ? `${title} is not tested; the newest tested is ${older}`
    : `${title} is not tested; the oldest tested is ${newer}`;
}

function listBreaks({ breaks, works, pair }: PairAnswer, { pages, all, paint = PLAIN }: PairStyle): readonly string[] {
  const spared = breaks.filter((brk) => brk.avoidable);
  const rest = breaks.filter((brk) => !brk.avoidable);
  const more = `${countOf(rest.length, 'more reason', 'more reasons')} for which cells fail with every tested Go and Emscripten`;
  const passing = `${countOf(works.length, 'case passes', 'cases pass')} with every host`;
  return [
    spared.length === 0
      ? '\nNothing fails here that another tested Go or Emscripten would spare.'
      : '\nFails here, and passes with another Go or Emscripten:',
    ...spared.flatMap((brk) => [
      `  ${paint.bad('✘')} ${cleanLine(brk.title)} ${paint.soft(`(${cleanLine(brk.when)})`)}`,
      `    in ${brk.cases.map((name) => cleanLine(name)).join(', ')}`,
      brk.cures.length === 0
        ? ''
        : `    ${paint.good(VERIFIED_CURE)}: ${brk.cures.map(({ title }) => cleanLine(title)).join(', or ')}`,
      `    ${paint.soft(`${pages}/${brk.page}`)}`,
    ]),
    `\n${tallyInWords(pair.cells)}. ${all ? '' : `${more}, ${passing} (--all).`}`.trimEnd(),
    ...(all && rest.length > 0
      ? [
          `\n${more}:`,
          ...rest.map(
            (brk) =>
              `  ${paint.bad('✘')} ${cleanLine(brk.title)} ${paint.soft(`(${cleanLine(brk.when)})`)}  ${pages}/${brk.page}`,
          ),
        ]
      : []),
    ...(all && works.length > 0 ? [`\n${passing}: ${works.map((name) => cleanLine(name)).join(', ')}`] : []),
  ];
}

function listDifferences({ differs }: PairAnswer, pages: string): readonly string[] {
  if (differs.length === 0) return [];
  const items = differs.map(
    ({ title, breaksWith, notWith, page }) =>
      `  ${cleanLine(title)}: seen with ${breaksWith}, not with ${notWith} (${pages}/${page})`,
  );
  return ['\nOpen, since the tested neighbours differ:', ...items];
}

function listDocumented({ documented }: PairAnswer): readonly string[] {
  if (documented.length === 0) return [];
  const items = documented.flatMap(({ title, documented: ranges, breaks, cure, refs }) => {
    const side =
      breaks === 'asked'
        ? 'which covers the pair you asked for, not the nearest tested'
        : 'which covers the nearest tested pair, not the one you asked for';
    return [
      `  ${cleanLine(title)}: documented for ${cleanLine(printDocumented(ranges))}, ${side}`,
      ...(breaks === 'asked' ? [`    ${ADVICE}: ${cleanLine(cure)}`] : []),
      `    ${cleanLine(refs.join('; '))}`,
    ];
  });
  return ['\nDocumented, not measured here:', ...items];
}
