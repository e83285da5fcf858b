import type { CanAnswer, CanCase, CanVersion } from '../query/can.ts';
import { cleanLine } from '../text/clean.ts';
import { type Paint, PLAIN } from '../text/paint.ts';
import { countOf } from '../text/words.ts';
import { legendOfMarks, markInWords } from '../words/support-signs.ts';

/** The most cases that are printed with all their versions. */
const MOST_CASES = 12;

/** How an answer is printed. */
export interface CanStyle {
  /** Where the catalogue lies, for links into it. */
  readonly pages: string;
  readonly paint?: Paint;
}

/** The cases that fit, each with its versions a tool a line. */
export function printCan({ cases }: CanAnswer, { pages, paint = PLAIN }: CanStyle): string {
  const shown = cases.slice(0, MOST_CASES);
  const rest = cases.slice(MOST_CASES).map((one) => one.case);
  const legend = legendOfMarks(shown.flatMap(({ tools }) => tools.flatMap(({ versions }) => versions)));
  return [
    ...shown.map((one) => printCase(one, pages, paint)),
    ...(rest.length === 0
      ? []
      : [`${countOf(rest.length, 'more case')}: ${rest.map((name) => cleanLine(name)).join(', ')}\n`]),
    ...legend,
    '',
  ].join('\n');
}

function printCase({ case: name, title, tools, cures, breaks, page }: CanCase, pages: string, paint: Paint): string {
  const width = Math.max(...tools.map((tool) => tool.title.length));
  return [
    `${paint.strong(cleanLine(name))}  ${cleanLine(title)}`,
    ...tools.map((tool) => `  ${tool.title.padEnd(width)}  ${printVersions(tool.versions, paint)}`),
    ...cures.map((cure) => `  ${cleanLine(cure.name)}: ${cleanLine(cure.title)}`),
    ...breaks.map((brk) => `  why: ${cleanLine(brk.title)} (${pages}/${brk.page})`),
    `  ${pages}/${page}`,
    '',
  ].join('\n');
}

/** Versions with their marks; neighbours with the same mark are one: `1.19.13 … 1.27.4 (8) ✔`. */
function printVersions(versions: readonly CanVersion[], paint: Paint): string {
  const runs: CanVersion[][] = [];
  for (const one of versions) {
    const run = runs.at(-1);
    if (run && printMark(run[0]!, PLAIN) === printMark(one, PLAIN)) run.push(one);
    else runs.push([one]);
  }
  return runs
    .map((run) => {
      const [first, last] = [cleanLine(run[0]!.version), cleanLine(run.at(-1)!.version)];
      const span =
        run.length === 1 ? first : run.length === 2 ? `${first}, ${last}` : `${first} … ${last} (${run.length})`;
      return `${span} ${printMark(run[0]!, paint)}`;
    })
    .join('   ');
}

function printMark({ cures, ...field }: CanVersion, paint: Paint): string {
  const mark = markInWords({ ...field, cures: cures.map((name) => cleanLine(name)) });
  const colour = { passes: paint.good, cured: paint.good, some: paint.warn, fails: paint.bad, unknown: PLAIN.good };
  return colour[field.support](mark);
}
