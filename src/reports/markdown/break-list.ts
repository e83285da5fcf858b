import { byCodeUnit } from '../../model/order.ts';
import { titleInMarkdown } from '../query/break-title.ts';
import type { Context } from '../query/context.ts';
import { code, link } from '../text/markdown.ts';
import { breakPath } from '../text/names.ts';
import { countOf, printNumber } from '../text/words.ts';

/** Breaks by id with their number of cells, most cells first, linked from a page one folder below `reports/`. */
export function listBreaks(context: Context, counts: ReadonlyMap<string, number>, most: number): string {
  const sorted = [...counts].sort((a, b) => b[1] - a[1] || byCodeUnit(a[0], b[0]));
  const items = sorted.slice(0, most).map(([id, count]) => {
    const brk = context.index.breaks.get(id);
    const name = brk ? link(titleInMarkdown(context, brk), `../${breakPath(id)}`) : code(id);
    return `${name} (${countOf(count, 'cell')})`;
  });
  return items.join(', ') + (sorted.length > most ? ` and ${printNumber(sorted.length - most)} more` : '');
}
