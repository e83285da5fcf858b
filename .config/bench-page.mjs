// The page for browsers at twenty thousand cells, in the Chromium of this machine: how large it is, when it first paints
// what it has to say, and how long it takes from a key to the picture that follows in the filter and in the search. And a
// pasted log of ten megabytes against the command line.
import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { bundle, median, program, time } from './bench-tools.mjs';
import { launch } from './browser.mjs';

const CELLS = 20_000;
const RUNS = 5;

/** Measures the page; files go to a folder. */
export async function measurePage(folder) {
  const widened = await bundle('widen', folder);
  const file = join(folder, 'index.html');
  const done = spawnSync(process.execPath, [widened, String(CELLS), file], { encoding: 'utf8', maxBuffer: 1 << 26 });
  if (done.status !== 0) throw new Error(done.stderr);
  const { cells, bytes } = JSON.parse(done.stdout);
  const browser = await launch();
  try {
    const address = pathToFileURL(file).href;
    const paints = [];
    const own = [];
    for (let run = 0; run <= RUNS; run++) {
      const page = await browser.newPage();
      const session = await page.context().newCDPSession(page);
      await session.send('Performance.enable', { timeDomain: 'threadTicks' });
      await page.goto(address);
      await page.waitForSelector('h2');
      const { metrics } = await session.send('Performance.getMetrics');
      own.push(1000 * metrics.find(({ name }) => name === 'TaskDuration').value);
      await page.waitForFunction(() => performance.getEntriesByName('first-contentful-paint').length > 0);
      paints.push(await page.evaluate(() => performance.getEntriesByName('first-contentful-paint')[0].startTime));
      await page.close();
    }
    const filter = await measureTyping(browser, `${address}#can`, 'main input[type=search]', [
      'h',
      'he',
      'hea',
      'heap',
      'x',
    ]);
    const search = await measureTyping(browser, `${address}#search?q=z`, '#search', [
      'h',
      'he',
      'hea',
      'heap',
      '__sys',
    ]);
    console.log(
      `page    ${cells} cells in ${(bytes / 1e6).toFixed(2)} MB (goal 1.5): first paint ${median(paints.slice(1)).toFixed(0)} ms (goal 1000), ${median(own.slice(1)).toFixed(0)} ms of processor time`,
    );
    console.log(`        a filter, to the picture ${filter.picture} ms (goal 100), its own work ${filter.work} ms`);
    console.log(`        a search, to the picture ${search.picture} ms, its own work ${search.work} ms (goal 50)`);
    await measureLog(browser, folder);
  } finally {
    await browser.close();
  }
}

/** The median from an input event to its end, and to the frame that shows what came of it. */
async function measureTyping(browser, address, selector, texts) {
  const page = await browser.newPage();
  await page.goto(address);
  await page.waitForSelector(selector);
  const times = await page.evaluate(
    async ([field, words]) => {
      const input = document.querySelector(field);
      const type = (text) =>
        new Promise((resolve) => {
          requestAnimationFrame(() => {
            const started = performance.now();
            input.value = text;
            input.dispatchEvent(new Event('input'));
            const work = performance.now() - started;
            requestAnimationFrame(() => setTimeout(() => resolve({ work, picture: performance.now() - started })));
          });
        });
      // The first search makes its index.
      await type('first');
      const all = [];
      for (const text of [...words, ...words, ...words]) all.push(await type(text));
      return all;
    },
    [selector, texts],
  );
  await page.close();
  const of = (name) => median(times.map((one) => one[name])).toFixed(0);
  return { work: of('work'), picture: of('picture') };
}

async function measureLog(browser, folder) {
  const line = '[ 42%] Building C object src/CMakeFiles/codec.dir/file_long_enough_to_be_usual.c.o -O2 -DNDEBUG\n';
  const log = `${line.repeat(Math.ceil(1e7 / line.length))}wasm-ld: error: old/libcodec.a(file.o): undefined symbol: __sys_open\n`;
  const path = join(folder, 'ten.log');
  writeFileSync(path, log);
  const site = mkdtempSync(join(folder, 'site-'));
  const made = spawnSync(process.execPath, [program, 'report', '--site', site], { encoding: 'utf8' });
  if (made.status !== 0) throw new Error(made.stderr);
  const page = await browser.newPage();
  await page.goto(pathToFileURL(join(site, 'explain.html')).href);
  const ask = (text) =>
    page.evaluate(async (pasted) => {
      const data = new DataTransfer();
      data.setData('text/plain', pasted);
      let worst = 0;
      let last = performance.now();
      const timer = setInterval(() => {
        worst = Math.max(worst, performance.now() - last - 10);
        last = performance.now();
      }, 10);
      const started = performance.now();
      document.querySelector('#answer').replaceChildren();
      document
        .querySelector('textarea')
        .dispatchEvent(new ClipboardEvent('paste', { clipboardData: data, bubbles: true, cancelable: true }));
      while (!document.querySelector('#answer article')) await new Promise((resolve) => setTimeout(resolve, 5));
      clearInterval(timer);
      return { ms: performance.now() - started, worst };
    }, text);
  const shown = [];
  const said = [];
  for (let run = 0; run <= 3; run++) {
    shown.push(await ask(log));
    said.push(time([process.execPath, program, 'explain', path]).ms);
  }
  const here = median(shown.slice(1).map(({ ms }) => ms));
  const there = median(said.slice(1));
  const worst = Math.max(...shown.slice(1).map((one) => one.worst));
  const size = (readFileSync(path).length / 1e6).toFixed(0);
  console.log(
    `        a pasted log of ${size} MB: answered in ${here.toFixed(0)} ms (goal 2000), the command line takes ${there.toFixed(0)} ms: ratio ${(here / there).toFixed(2)}; the page stood still for ${worst.toFixed(0)} ms at most`,
  );
}
