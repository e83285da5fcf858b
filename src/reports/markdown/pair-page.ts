import type { Cell, CellStatus } from '../../model/results.ts';
import type { Tool } from '../../model/tools.ts';
import { titleInMarkdown } from '../query/break-title.ts';
import type { Context } from '../query/context.ts';
import { titleOf } from '../query/labels.ts';
import { cellsOfPair, gatherOutcomes, type Outcome } from '../query/pair-cells.ts';
import { addTallies, tallyCells, tallyInWords } from '../query/tally.ts';
import { describeToolchain } from '../query/toolchain-words.ts';
import { describeCells } from '../query/where.ts';
import { bullets, code, escapeText, link, page, prose, table } from '../text/markdown.ts';
import { breakPath } from '../text/names.ts';
import { neverPassedInWords } from '../words/never-passed.ts';

/** The most products of versions in one field. */
const MOST_LINES = 3;

/** How a status is printed; never told by colour alone. */
const STATUS_WORDS: Readonly<Record<CellStatus, string>> = {
  pass: '✔ passes',
  break: '✘ fails',
  skip: '– skipped',
  infra: '? not decided',
};

/** Writes pairs' pages; what lies on one tool alone is written once for all pairs of its row or column. */
export function makePairRenderer(context: Context): (go: string, emsdk: string) => string {
  const fields = makeFields(context);
  const alone = new Map<string, string>();
  const aloneTable = (id: string, cells: readonly Cell[], own: Tool) => {
    const known = alone.get(id);
    if (known !== undefined) return known;
    const text = outcomeTable(fields, cells, [own]);
    alone.set(id, text);
    return text;
  };
  return (go, emsdk) => {
    const { both, goAlone, emsdkAlone } = cellsOfPair(context.index, go, emsdk);
    const tally = addTallies(tallyCells(both), tallyCells(goAlone), tallyCells(emsdkAlone));
    return page([
      `# ${escapeText(titleOf(context.index, go))} and ${escapeText(titleOf(context.index, emsdk))}`,
      `${tallyInWords(tally)}. A cell is one case on one combination of tools; a case that also needs a host runs on each.${neverPassedInWords(context, [...both, ...goAlone, ...emsdkAlone])}`,
      bullets([go, emsdk].map((id) => describeToolchain(context.index, id))),
      `## What depends on both`,
      outcomeTable(fields, both, ['go', 'emsdk']),
      `## What depends on ${escapeText(titleOf(context.index, go))} alone`,
      'These give the same result with every Emscripten.',
      aloneTable(go, goAlone, 'go'),
      `## What depends on ${escapeText(titleOf(context.index, emsdk))} alone`,
      'These give the same result with every Go.',
      aloneTable(emsdk, emsdkAlone, 'emsdk'),
      link('All pairs', '../README.md'),
    ]);
  };
}

/** The fields of a table. Each case and break stands on most pages in the same words, so they are made once. */
interface Fields {
  readonly context: Context;
  caseOf(name: string): string;
  breakOf(id: string): string;
}

function makeFields(context: Context): Fields {
  const once = (make: (context: Context, name: string) => string) => {
    const made = new Map<string, string>();
    return (name: string) => {
      const text = made.get(name) ?? make(context, name);
      made.set(name, text);
      return text;
    };
  };
  return { context, caseOf: once(caseField), breakOf: once(breakField) };
}

function outcomeTable({ context, caseOf, breakOf }: Fields, cells: readonly Cell[], own: readonly Tool[]): string {
  if (cells.length === 0) return 'No case.';
  const rows = gatherOutcomes(cells).map((outcome) => [
    caseOf(outcome.case),
    statusField(context, outcome, own),
    outcome.breaks.map(breakOf).join('<br>') || escapeText(outcome.reason ?? ''),
    outcome.cure === undefined ? '' : code(outcome.cure),
  ]);
  return table([['Case', 'Outcome', 'Why', 'Cure that passed here'], ...rows]);
}

function caseField(context: Context, name: string): string {
  const title = context.index.cases.get(name)?.title;
  return title === undefined ? code(name) : `${code(name)}<br>${prose(title)}`;
}

/** A status, and on which hosts or with which further toolchains it was seen. */
function statusField(context: Context, outcome: Outcome, own: readonly Tool[]): string {
  const options = { possible: outcome.possible, most: MOST_LINES, without: own };
  const on = describeCells(context.index, outcome.cells, options);
  return [STATUS_WORDS[outcome.status], ...on.map((line) => `on ${escapeText(line)}`)].join('<br>');
}

function breakField(context: Context, id: string): string {
  const brk = context.index.breaks.get(id);
  return brk ? link(titleInMarkdown(context, brk), `../${breakPath(id)}`) : code(id);
}
