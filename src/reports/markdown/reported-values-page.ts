import type { Context } from '../query/context.ts';
import { link, page } from '../text/markdown.ts';
import { TRACES_PATH } from '../text/names.ts';
import { findReporters, renderReporters } from './reported-rows.ts';
import { hasTraces, isOfTraces } from './traces-page.ts';

/** Whether any cell reported a value. False: there is no page on them. */
export function hasReportedValues({ results }: Context): boolean {
  return results.cells.some(({ reported }) => reported !== undefined);
}

/** What programs report of the hosts that ran them and of themselves: one table for steps that report the same names. */
export function renderReportedValues(context: Context): string {
  return page([
    '# Reported values',
    'A case may report values, as lines `name=value`: what its host offers, how large a module is. A row stands for exactly the versions that it names; where one field names several, all of them were tried with all of the other fields. **–** means that the program ended before it reported the value.',
    hasTraces(context) ? `Which calls cross the border to a host: ${link('traces', TRACES_PATH)}.` : '',
    ...renderReporters(
      context,
      findReporters(context, (entry) => !isOfTraces(entry)),
    ),
    link('All breaks', 'README.md'),
  ]);
}
