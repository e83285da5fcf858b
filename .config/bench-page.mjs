// The page for browsers at twenty thousand cells, in the Chromium of this machine: how large it is, when it first paints
// what it has to say, and how long it takes from a key to the picture that follows in the filter and in the search. And a
// pasted log of ten megabytes against the command line.
import { mkdtempSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { answerOf, bundle, emrift, most, time } from './bench-tools.mjs';
import { launch } from './browser.mjs';

const CELLS = 20_000;
const RUNS = 5;

/** Measures the page; files go to a folder. */
export async function measurePage(folder) {
  const widened = await bundle('widen', folder);
  const file = join(folder, 'index.html');
  const { cells, bytes } = answerOf(widened, String(CELLS), file);
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
    const type = (hash, field, last) =>
      measureTyping(browser, `${address}${hash}`, field, ['h', 'he', 'hea', 'heap', last]);
    const filter = await type('#can', 'main input[type=search]', 'x');
    const search = await type('#search?q=z', '#search', '__sys');
    return {
      values: {
        cells,
        size: bytes / 1e6,
        paint: paints.slice(1),
        cpu: own.slice(1),
        filter: filter.picture,
        'filter-work': filter.work,
        search: search.picture,
        'search-work': search.work,
        ...(await measureLog(browser, folder)),
      },
    };
  } finally {
    await browser.close();
  }
}

/** From an input event to its end, and to the frame that shows what came of it, in ms. */
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
  return { work: times.map(({ work }) => work), picture: times.map(({ picture }) => picture) };
}

async function measureLog(browser, folder) {
  const line = '[ 42%] Building C object src/CMakeFiles/codec.dir/file_long_enough_to_be_usual.c.o -O2 -DNDEBUG\n';
  const log = `${line.repeat(Math.ceil(1e7 / line.length))}wasm-ld: error: old/libcodec.a(file.o): undefined symbol: __sys_open\n`;
  const path = join(folder, 'ten.log');
  writeFileSync(path, log);
  const site = mkdtempSync(join(folder, 'site-'));
  time(emrift('report', '--site', site));
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
    const here = await ask(log);
    const there = time(emrift('explain', path)).ms;
    // The first of each finds nothing in the caches.
    if (run === 0) continue;
    shown.push(here);
    said.push(there);
  }
  return {
    log: shown.map(({ ms }) => ms),
    'log-command': said,
    'log-to-command': shown.map(({ ms }, at) => ms / said[at]),
    'log-still': most(shown.map(({ worst }) => worst)),
  };
}
