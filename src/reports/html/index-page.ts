import { driftModules } from '../../breaks/abi/module-drift.ts';
import type { Context } from '../query/context.ts';
import { type PageProgram, renderShell } from './html-page.ts';
import { type ComparedTables, packDrift } from './pack-drift.ts';
import { packResults } from './pack-results.ts';

/** The path of the page for browsers below `reports/`. */
export const INDEX_PATH = 'index.html';

/** The catalogue as one page for browsers; `tables` are the neighbouring versions whose symbols were compared. */
export function renderIndex(context: Context, tables: readonly ComparedTables[], program: PageProgram): string {
  const drift = packDrift(tables, driftModules(context.results));
  return renderShell(program, {
    title: 'What breaks where Go meets Emscripten',
    data: { catalogue: packResults(context, drift) },
    without: 'README.md',
  });
}
