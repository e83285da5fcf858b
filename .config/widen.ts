// The program behind the measurement of the page: the committed catalogue with so many more versions of Emscripten that it
// has as many cells as asked, each new version as the newest one is, written as the page for browsers.
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { openCatalogue } from '../src/catalogue/open-catalogue.ts';
import type { Cell, Results } from '../src/model/results.ts';
import { renderIndex } from '../src/reports/html/index-page.ts';
import { packResults } from '../src/reports/html/pack-results.ts';
import { makeContext } from '../src/reports/query/context.ts';

const [wanted, file] = [Number(process.argv[2]), process.argv[3]!];
const { input } = openCatalogue(join(process.cwd(), 'reports'), join(process.cwd(), 'dist', 'knowledge.jsonl'));

function widen(results: Results): Results {
  const model = results.toolchains.findLast(({ tool }) => tool === 'emsdk')!;
  const own = results.cells.filter(({ on }) => Object.values(on).includes(model.id));
  const copies = Math.ceil((wanted - results.cells.length) / own.length);
  const ids = Array.from({ length: copies }, (_, at) => ({ version: `7.0.${at}`, id: `em7.0.${at}-debian` }));
  const moved = ({ on, ...cell }: Cell, to: string): Cell => ({
    ...cell,
    on: Object.fromEntries(Object.entries(on).map(([role, id]) => [role, id === model.id ? to : id])),
  });
  const cells = [...results.cells, ...ids.flatMap(({ id }) => own.map((cell) => moved(cell, id)))];
  cells.sort((a, b) => (a.case < b.case ? -1 : a.case > b.case ? 1 : 0));
  const toolchains = [...results.toolchains, ...ids.map((entry) => ({ ...model, ...entry }))];
  return { ...results, cells, toolchains };
}

const context = makeContext({ ...input, results: widen(input.results) });
const html = renderIndex(context, [], input.program!);
writeFileSync(file, html);
const data = packResults(context, { symbols: [], modules: [] });
const parts = Object.fromEntries(Object.entries(data).map(([name, value]) => [name, JSON.stringify(value).length]));
console.log(JSON.stringify({ cells: context.results.cells.length, bytes: Buffer.byteLength(html), parts }));
