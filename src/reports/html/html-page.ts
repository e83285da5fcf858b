import { ABI_INDEX, hasAbiPages } from '../abi/pages.ts';
import { hasReportedValues } from '../markdown/reported-values-page.ts';
import type { Context } from '../query/context.ts';
import { tallyCells, tallyInWords } from '../query/tally.ts';
import { CLAIMS_PATH, REPORTED_VALUES_PATH } from '../text/names.ts';
import { countOf } from '../text/words.ts';
import { neverPassedInWords } from '../words/never-passed.ts';
import { escapeHtml, htmlLink } from './html.ts';
import { writeHtmlMatrix, writeHtmlPairs } from './html-matrix.ts';
import { STYLE } from './html-style.ts';

/**
 * The whole catalogue at a glance as one page without script, which works from a folder. `sections` are the parts on each
 * break, by its id.
 */
export function renderHtml(context: Context, sections: ReadonlyMap<string, string>): string {
  const { results } = context;
  const changed = context.ranked.filter(({ neverPassed }) => !neverPassed);
  const always = context.ranked.filter(({ neverPassed }) => neverPassed);
  const blocks = [
    '<!doctype html>',
    '<html lang="en">',
    '<head>',
    '<meta charset="utf-8">',
    '<meta name="viewport" content="width=device-width, initial-scale=1">',
    `<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'">`,
    '<title>What breaks where Go meets Emscripten</title>',
    `<style>\n${STYLE}\n</style>`,
    '</head>',
    '<body>',
    '<main>',
    '<h1>What breaks where Go meets Emscripten</h1>',
    `<p>${escapeHtml(`${countOf(results.cases.length, 'case')}: ${tallyInWords(tallyCells(results.cells))}, for ${countOf(results.breaks.length, 'reason')}.${neverPassedInWords(context, results.cells)}`)}</p>`,
    writeHtmlMatrix(context),
    writeHtmlPairs(context),
    '<h2 id="changed">Introduced or fixed by a version</h2>',
    changed.length === 0 ? '<p>None.</p>' : '',
    ...changed.map(({ brk }) => sections.get(brk.id) ?? ''),
    '<h2 id="always">What never passed</h2>',
    always.length === 0 ? '<p>None.</p>' : '',
    ...always.map(({ brk }) => sections.get(brk.id) ?? ''),
    context.claims && context.claims.length > 0 ? `<p>${htmlLink('Claims, put to the test', CLAIMS_PATH)}</p>` : '',
    hasReportedValues(context) ? `<p>${htmlLink('Reported values', REPORTED_VALUES_PATH)}</p>` : '',
    hasAbiPages(context) ? `<p>${htmlLink('Symbols, imports and exports, version by version', ABI_INDEX)}</p>` : '',
    '</main>',
    '</body>',
    '</html>',
  ];
  return `${blocks.filter((block) => block !== '').join('\n')}\n`;
}
