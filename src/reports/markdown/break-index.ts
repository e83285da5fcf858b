import type { Break } from '../../model/results.ts';
import { attributionGroupsOf } from '../query/attribution-groups.ts';
import { breakTitle, type Context } from '../query/context.ts';
import { reportCures } from '../query/cures.ts';
import { judgeDocumented } from '../query/documented-verdict.ts';
import type { ListedBreak } from '../query/listed-break.ts';
import { shortRange } from '../query/range-words.ts';
import { breakPath } from '../text/names.ts';
import { plainJson } from '../text/plain-json.ts';

/** The format of `breaks/index.json`; a reader takes no other. */
export const BREAK_INDEX_SCHEMA = 1;

/** The list of all breaks as a file, one line each. */
export function renderBreakIndex(context: Context): string {
  const lines = context.results.breaks.map((brk) => `  ${plainJson(describeBreak(context, brk))}`);
  return `{\n "schema": ${BREAK_INDEX_SCHEMA},\n "breaks": [\n${lines.join(',\n')}\n ]\n}\n`;
}

/** A break in a few words. */
export function describeBreak(context: Context, brk: Break): ListedBreak {
  const cells = context.index.cellsOfBreak.get(brk.id) ?? [];
  const { words, subject } = breakTitle(context, brk);
  const judged = attributionGroupsOf(brk).flatMap((group) => judgeDocumented(context, group, cells) ?? []);
  const known = [brk.known, ...(brk.parts ?? []).map((part) => part.known)];
  return {
    id: brk.id,
    title: subject === null ? words : `${words}: ${subject}`,
    known: [...new Set(known.filter((name) => name !== undefined))],
    range: shortRange(brk),
    cells: cells.length,
    cures: reportCures(context.index, context.survey, brk)
      .filter(({ helps }) => helps.length > 0)
      .map(({ workaround, helps }) => ({ title: workaround.title, cells: helps.length })),
    documented: judged.find(({ verdict }) => verdict === 'disagrees') ?? judged[0] ?? null,
    page: breakPath(brk.id),
  };
}
