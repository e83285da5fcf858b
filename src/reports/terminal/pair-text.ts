import { TOOLS } from '../../model/tools.ts';
import { printDocumented } from '../query/documented.ts';
import type { PairAnswer } from '../query/pair.ts';
import type { AxisAnswer } from '../query/pair-axis.ts';
import { tallyInWords } from '../query/tally.ts';
import { cleanLine } from '../text/clean.ts';
import { type Paint, PLAIN } from '../text/paint.ts';

/** What is known of a pair, for a terminal. `pages` is where the catalogue lies, for its links. */
export function printPair(answer: PairAnswer, pages: string, paint: Paint = PLAIN): string {
  const { go, emsdk, pair, tested } = answer;
  const title = `Go ${cleanLine(go.asked)} with Emscripten ${cleanLine(emsdk.asked)}`;
  const heading = tested ? paint.good('tested') : paint.warn('not tested');
  const lines = [
    `${paint.strong(title)}: ${heading}`,
    ...[go, emsdk].map((axis) => `  ${placeOnAxis(axis)}`),
    tested
      ? ''
      : `What follows is the nearest tested pair, ${pair.go} with ${pair.emsdk}; the one you asked for may differ.`,
    `${tallyInWords(pair.cells)}; every case: ${pages}/${pair.page}`,
    ...listBreaks(answer, pages, paint),
    answer.works.length === 0
      ? ''
      : `\nPasses with every host: ${answer.works.map((name) => cleanLine(name)).join(', ')}`,
    ...listDifferences(answer, pages),
    ...listDocumented(answer),
  ];
  return `${lines.filter((line) => line !== '').join('\n')}\n`;
}

function placeOnAxis({ tool, tested, nearest, older, newer, asked }: AxisAnswer): string {
  const title = `${TOOLS[tool].title} ${cleanLine(asked)}`;
  if (tested) return `${title} is tested as ${nearest}`;
  if (older && newer)
    return `${title} is not tested; it lies between ${older} and ${newer}, of which ${nearest} is nearer`;
  return older
    ? `${title} is not tested; the newest tested is ${older}`
    : `${title} is not tested; the oldest tested is ${newer}`;
}

function listBreaks({ breaks }: PairAnswer, pages: string, paint: Paint): readonly string[] {
  if (breaks.length === 0) return ['\nNothing fails.'];
  const items = breaks
    .filter((brk) => !brk.hopeless)
    .flatMap((brk) => [
      `  ${paint.bad('✘')} ${cleanLine(brk.title)} ${paint.soft(`(${cleanLine(brk.when)})`)}`,
      `    in ${brk.cases.map((name) => cleanLine(name)).join(', ')}`,
      brk.cures.length === 0
        ? ''
        : `    ${paint.good('cure')} that passed here: ${brk.cures.map((name) => cleanLine(name)).join(', ')}`,
      `    ${paint.soft(`${pages}/${brk.page}`)}`,
    ]);
  const always = breaks.filter((brk) => brk.hopeless).map((brk) => `  ${paint.bad('✘')} ${cleanLine(brk.title)}`);
  return [
    ...(items.length === 0 ? [] : ['\nBreaks:', ...items]),
    ...(always.length === 0 ? [] : ['\nFails here, and passes with no tested version:', ...always]),
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
      ...(breaks === 'asked' ? [`    cure, not run on it: ${cleanLine(cure)}`] : []),
      `    ${cleanLine(refs.join('; '))}`,
    ];
  });
  return ['\nDocumented, not measured here:', ...items];
}
