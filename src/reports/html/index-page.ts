import { type PageProgram, renderShell } from './html-page.ts';
import type { PageData } from './page-data.ts';

/** The path of the page for browsers below `reports/`. */
export const INDEX_PATH = 'index.html';

/** The catalogue as one page for browsers. */
export function renderIndex(catalogue: PageData, program: PageProgram): string {
  return renderShell(program, {
    title: 'What breaks where Go meets Emscripten',
    data: { catalogue },
    without: `README${catalogue.pages}`,
  });
}
