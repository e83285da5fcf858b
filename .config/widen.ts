// The program behind the measurement of the page: the committed catalogue with so many more versions of Emscripten that it
// has as many cells as asked, each new version as the newest one is, written as the page for browsers.
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { readAbis } from '../src/catalogue/abi-files.ts';
import { filesIn } from '../src/catalogue/files.ts';
import { openCatalogue } from '../src/catalogue/open-catalogue.ts';
import { findDrift, nameSteps } from '../src/reports/abi/pages.ts';
import { renderIndex } from '../src/reports/html/index-page.ts';
import { packDrift } from '../src/reports/html/pack-drift.ts';
import { packResults } from '../src/reports/html/pack-results.ts';
import { makeContext } from '../src/reports/query/context.ts';
import { widen } from '../src/reports/widen.fixture.ts';

const [wanted, file] = [Number(process.argv[2]), process.argv[3]!];
const { input } = openCatalogue(join(process.cwd(), 'reports'), join(process.cwd(), 'dist', 'knowledge.jsonl'));

const context = makeContext({ ...input, results: widen(input.results, wanted) });
const { steps, modules } = findDrift(context, readAbis(filesIn('reports')));
const html = renderIndex(packResults(context, packDrift(nameSteps(steps), modules)), input.program!);
writeFileSync(file, html);
const data = packResults(context, { symbols: [], modules: [] });
const parts = Object.fromEntries(Object.entries(data).map(([name, value]) => [name, JSON.stringify(value).length]));
console.log(JSON.stringify({ cells: context.results.cells.length, bytes: Buffer.byteLength(html), parts }));
