import { driftModules } from '../../breaks/abi/module-drift.ts';
import type { Context } from '../query/context.ts';
import { type PageProgram, renderShell } from './html-page.ts';
import { type ComparedTables, packDrift } from './pack-drift.ts';
import { packResults } from './pack-results.ts';

/** The path of the page for browsers below `reports/`. */
export const INDEX_PATH = 'index.html';

/**
 * The catalogue as one page for browsers; `tables` are the neighbouring versions whose symbols were compared, `pages` ends the
 * paths of the plain pages that it leads to.
 */
export function renderIndex(
  context: Context,
  tables: readonly ComparedTables[],
  program: PageProgram,
  pages: '.md' | '.html' = '.md',
): string {
  const drift = packDrift(tables, driftModules(context.results));
  return renderShell(program, {
    title: 'What breaks where Go meets Emscripten',
    data: { catalogue: packResults(context, drift, pages) },
    without: `README${pages}`,
  });
}
