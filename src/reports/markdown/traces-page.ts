import type { CaseEntry } from '../../model/results.ts';
import type { Context } from '../query/context.ts';
import { code, escapeText, link, page, prose, table } from '../text/markdown.ts';
import { findReporters, type Reporter, renderReporters, rowsOf } from './reported-rows.ts';

/** The tag of cases that measure which calls cross the border to a host. */
const TRACE = 'trace';
/** Of those the tag of the ones whose values are calls, one behind the other. */
const CHAINS = 'chains';

/** Whether what a case reports stands on the page on traces. False: on that of reported values. */
export function isOfTraces({ tags }: CaseEntry): boolean {
  return tags.includes(TRACE);
}

/** Whether any such case reported a value. False: there is no page on them. */
export function hasTraces({ results, index }: Pick<Context, 'results' | 'index'>): boolean {
  return results.cells.some(({ case: name, reported }) => {
    const entry = reported && index.cases.get(name);
    return entry !== undefined && isOfTraces(entry);
  });
}

/** What hosts show of the calls that cross their border, and which calls of WASI a call of a library leads to. */
export function renderTraces(context: Context): string {
  const reporters = findReporters(context, isOfTraces);
  const areChains = ({ case: name }: Reporter) => context.index.cases.get(name)!.tags.includes(CHAINS);
  const [chains, logs] = [reporters.filter(areChains), reporters.filter((one) => !areChains(one))];
  return page([
    '# Traces',
    'What was measured of the calls by which a guest asks its host for something. `emrift trace FILE.wasm` shows them for a module of your own, on every host, where the host itself logs nothing too. A row stands for exactly the versions that it names.',
    ...(logs.length > 0 ? ['## What hosts log by themselves', ...renderReporters(context, logs)] : []),
    ...(chains.length > 0 ? ['## Which calls of WASI a call leads to', HOW] : []),
    ...chains.flatMap((reporter) => renderChains(context, reporter)),
    link('All breaks', 'README.md'),
  ]);
}

const HOW =
  'A program marks where a call begins and ends; each is made several times, the first is left out, and the others agreed. What stands behind `×` is how often a call came in a row, **none** that nothing crossed the border, `(fails)` that the call itself did not succeed. Where a call has several rows, it changed between their versions.';

/** A table of one case: each call with what it leads to, a row for each stretch of versions on which that is the same. */
function renderChains(context: Context, reporter: Reporter): readonly string[] {
  const rows = reporter.names.flatMap((name) =>
    rowsOf(context, { ...reporter, names: [name] }).map(([on = '', ...values], at) => [
      at === 0 ? code(name) : '',
      values.map((value) => value.replace(/^none/, '**none**')).join(' '),
      on,
    ]),
  );
  const title = context.index.cases.get(reporter.case)!.title;
  return [`### ${prose(title)}`, code(reporter.case), table([['Call', 'Leads to', 'With'].map(escapeText), ...rows])];
}
