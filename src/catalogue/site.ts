import { readFileSync } from 'node:fs';
import { dirname } from 'node:path';
import type { Page } from '../reports/catalogue/catalogue.ts';
import { BADGE_PATH } from '../reports/html/badge.ts';
import { EXPLAIN_PATH, renderExplainPage } from '../reports/html/explain-page.ts';
import { describeBreak } from '../reports/markdown/break-index.ts';
import { type Context, makeContext } from '../reports/query/context.ts';
import type { CatalogueInput } from '../reports/query/input.ts';
import { renderAll } from './catalogue-pages.ts';
import type { CatalogueFiles } from './files.ts';
import { loadProgram } from './load-knowledge.ts';

/**
 * The page that explains logs and modules, for a catalogue; `knowledge` is the path of the knowledge. It is no part of the
 * committed pages: it holds the program and the knowledge themselves, and would change with every change of either.
 */
export function renderExplain(context: Context, knowledge: string): string {
  const listed = context.results.breaks.map((brk) => describeBreak(context, brk));
  return renderExplainPage(readFileSync(knowledge, 'latin1'), listed, loadProgram(dirname(knowledge), 'explain'));
}

/**
 * A catalogue as a web site, file by file: for Jekyll, which makes pages of the markdown as GitHub Pages has it, with the page
 * for browsers and the one that explains as they are.
 */
export function* renderSite(files: CatalogueFiles, input: CatalogueInput, knowledge: string): Generator<Page> {
  const context = makeContext(input);
  yield [EXPLAIN_PATH, renderExplain(context, knowledge)];
  for (const [path, text] of renderAll(files, context, '.html')) {
    if (path.endsWith('.md')) yield [path, forJekyll(text)];
    else if (/\.(?:html|json)$/.test(path) || path === BADGE_PATH) yield [path, text];
  }
}

/** With the lines that make Jekyll look at it; what its templates would take for theirs is put out by them as it is. */
function forJekyll(text: string): string {
  return `---\n---\n${text.replace(/\{[{%]/g, `{{ '$&' }}`)}`;
}
