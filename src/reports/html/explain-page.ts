import type { ListedBreak } from '../query/listed-break.ts';
import { type PageProgram, renderShell } from './html-page.ts';

/** The path of the page that explains logs and modules below a catalogue's folder. */
export const EXPLAIN_PATH = 'explain.html';

/**
 * The page that explains logs and modules in the browser: `knowledge` as the build ships it, and the catalogue's breaks. Its
 * line of words stays out, an eighth of the whole: the page makes it from the entries.
 */
export function renderExplainPage(knowledge: string, listed: readonly ListedBreak[], program: PageProgram): string {
  return renderShell(program, {
    title: 'Explain a log, inspect a module',
    data: { sources: { knowledge: knowledge.slice(knowledge.indexOf('\n')), listed } },
    without: 'README.md',
    startsWorker: true,
  });
}
