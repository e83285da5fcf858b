import { reportedBy } from '../../breaks/claims/answer-test.ts';
import type { JudgedTest } from '../../breaks/claims/judge-claim.ts';
import { groupBy } from '../../model/group.ts';
import type { Cell } from '../../model/results.ts';
import { titleInMarkdown } from '../query/break-title.ts';
import type { Context } from '../query/context.ts';
import { firstMessage } from '../query/message.ts';
import { describeCells } from '../query/where.ts';
import { code, escapeText, link, prose } from '../text/markdown.ts';
import { breakPath } from '../text/names.ts';
import { asSentence, countOf, listOf } from '../text/words.ts';

type CellsTest = Extract<JudgedTest, { kind: 'cells' }>;

/** The most products of versions that one line lists. */
const MOST_LINES = 8;
/** The most breaks of one answer that are shown. */
const MOST_BREAKS = 4;

/** One question and its answers, as items of a list. */
export function writeTest(context: Context, judged: JudgedTest): readonly string[] {
  switch (judged.kind) {
    case 'figures': {
      const said = Object.entries(judged.test.figures).map(([what, figure]) => `${prose(what)}: ${code(figure)}`);
      return [`Its own figures ${judged.agree ? 'agree' : 'do not agree'}: ${listOf(said)}.`];
    }
    case 'nobody':
      return [prose(asSentence(judged.test.reason))];
    case 'cells':
      return writeCellsTest(context, judged);
  }
}

function writeCellsTest(context: Context, judged: CellsTest): readonly string[] {
  const { test, answer } = judged;
  const when = Object.entries(test.when ?? {}).map(([role, range]) => `${escapeText(role)} ${code(range)}`);
  const scope = when.length > 0 ? ` (asked of ${listOf(when)})` : '';
  const lines = [
    `${question(judged)}${scope} ${summary(judged)}`,
    ...writeSide(context, judged, 'yes'),
    ...writeSide(context, judged, 'no'),
    ...(answer.open.length > 0 ? [`  - not decided: ${wordCells(context, answer.open)}`] : []),
  ];
  return [lines.join('\n')];
}

function question({ test }: CellsTest): string {
  return `Does ${subjectOf(test)} ${predicate(test)}?`;
}

/** What a question asks, for a line that has its answer: `features/dual-mode`, step `js-node`: report `files` as `no`. */
export function briefQuestion({ test }: CellsTest): string {
  return `${subjectOf(test)}: ${predicate(test)}`;
}

function subjectOf({ case: name, step }: CellsTest['test']): string {
  return `${code(name)}${step === undefined ? '' : `, step ${code(step)}`}`;
}

function predicate(test: CellsTest['test']): string {
  switch (test.ask) {
    case 'works':
      return 'pass';
    case 'breaks':
      return `fail for ${code(test.by)}`;
    case 'reports':
      return `report ${code(test.name)} as ${boundOf(test)}`;
  }
}

function boundOf({ is, atLeast, atMost }: Extract<CellsTest['test'], { ask: 'reports' }>): string {
  if (is !== undefined) return code(is);
  return atLeast === undefined ? `at most ${code(atMost!)}` : `at least ${code(atLeast)}`;
}

function summary({ answer: { yes, no, open } }: CellsTest): string {
  const decided = yes.length + no.length;
  if (decided + open.length === 0) return 'No such cell is in these results.';
  return `Yes in ${yes.length} of ${countOf(decided, 'cell')}.`;
}

/** The cells of one answer: where, and what was seen there, cells that show the same together. */
function writeSide(context: Context, { test, answer }: CellsTest, side: 'yes' | 'no'): readonly string[] {
  const groups = [
    ...groupBy(answer[side], (cell) =>
      test.ask === 'reports' ? reportedBy(cell, test.name, test.step)! : breakOf(cell, test.step),
    ),
  ];
  const shown = groups.slice(0, MOST_BREAKS).map(([seen, cells]) => {
    const words =
      test.ask === 'reports' ? code(seen) : seen === '' ? '' : describeBreak(context, seen, cells[0]!, test.step);
    return `  - ${side}${words && `, ${words}`}: ${wordCells(context, cells)}`;
  });
  const left = groups.length - shown.length;
  return left > 0 ? [...shown, `  - and ${countOf(left, 'other outcome')}`] : shown;
}

function breakOf(cell: Cell, step: string | undefined): string {
  return cell.breaks.find((found) => step === undefined || found.step === step)?.id ?? '';
}

function describeBreak(context: Context, id: string, cell: Cell, step: string | undefined): string {
  const brk = context.index.breaks.get(id);
  const name = brk ? link(titleInMarkdown(context, brk), breakPath(id)) : code(id);
  const key = cell.breaks.find((found) => found.id === id && (step === undefined || found.step === step))?.evidence;
  const message = key === undefined ? undefined : firstMessage(context.index, key, brk?.kind);
  return message === undefined ? name : `${name}, ${code(message)}`;
}

/** Which cells these are, as markdown in one line; by case where there are several. */
export function wordCells(context: Context, cells: readonly Cell[]): string {
  const cases = [...groupBy(cells, (cell) => cell.case)];
  const lines = cases.map(([name, own]) => {
    const { possible } = context.survey([name]);
    const said = describeCells(context.index, own, { possible, most: MOST_LINES }).map(escapeText).join('; ');
    return cases.length > 1 ? `${code(name)} on ${said}` : said;
  });
  return lines.join('; ');
}
