import { execFileSync } from 'node:child_process';
import { readFileSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { loadProgram } from '../catalogue/load-knowledge.ts';
import { HOSTILE } from '../reports/hostile.fixture.ts';
import { renderExplainPage } from '../reports/html/explain-page.ts';
import { describeBreak } from '../reports/markdown/break-index.ts';
import { makeContext } from '../reports/query/context.ts';
import { realisticInput } from '../reports/realistic.fixture.ts';
import { DIST, type OpenPage, startBrowser, type TestBrowser } from './browser.fixture.ts';

const AXE = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');
const CONTEXT = makeContext(realisticInput());
const LISTED = CONTEXT.results.breaks.map((brk) => describeBreak(CONTEXT, brk));
const HTML = renderExplainPage(
  readFileSync(join(DIST, 'knowledge.jsonl'), 'latin1'),
  LISTED,
  loadProgram(DIST, 'explain'),
);
const LOG = `emcc main.o old/libcodec.a -o app.js
wasm-ld: error: old/libcodec.a(file.o): undefined symbol: __sys_open
emcc: error: 'wasm-ld -o app.wasm main.o old/libcodec.a' failed (returned 1)
`;
/** A module that imports `env.f` and exports its memory. */
const MODULE = Buffer.from(
  '0061736d010000000104016000000209010365 6e76016600000503010001070a01066d656d6f72790200'.replaceAll(' ', ''),
  'hex',
);

let browser: TestBrowser;
const opened: OpenPage[] = [];
beforeAll(async () => {
  browser = await startBrowser();
});
afterAll(() => browser?.close());

async function open(options = {}) {
  const one = await browser.open(HTML, '', options);
  opened.push(one);
  return one.page;
}

async function paste(page: OpenPage['page'], text: string): Promise<void> {
  await page.evaluate((pasted) => {
    const data = new DataTransfer();
    data.setData('text/plain', pasted);
    const field = document.querySelector('textarea')!;
    field.focus();
    const event = new ClipboardEvent('paste', { clipboardData: data, bubbles: true, cancelable: true });
    // A script cannot paste: what the browser would do then is done here.
    if (field.dispatchEvent(event)) field.value = pasted;
  }, text);
}

describe('the page that explains', () => {
  it('says of a pasted log what the command says', async () => {
    const page = await open();
    await paste(page, LOG);
    await page.locator('#answer article').first().waitFor();
    const shown = (await page.locator('#answer').textContent())!;
    const said = execFileSync(process.execPath, [join(DIST, 'cli.js'), 'explain', '-'], {
      input: LOG,
      encoding: 'utf8',
    });
    expect(said).toContain('Objects built before Emscripten 2.0.32');
    const words = (text: string) => text.replace(/\s+/g, ' ');
    const lines = said
      .split('\n')
      .filter((line) => /^(?:1\.| {3}\S)/.test(line))
      .slice(0, 3);
    for (const line of lines) expect(words(shown)).toContain(words(line.replace(/^1\. | \([a-z-]+\)$/g, '')).trim());
    expect(shown).toContain('Advice (not run)');
  });

  it('says of a dropped module what the command says', async () => {
    const page = await open();
    await page.setInputFiles('#file', { name: 'a.wasm', mimeType: 'application/wasm', buffer: MODULE });
    await page.locator('#answer dl').waitFor();
    const path = join(DIST, '..', 'node_modules', '.emrift-page-test.wasm');
    writeFileSync(path, MODULE);
    const said = execFileSync(process.execPath, [join(DIST, 'cli.js'), 'inspect', path], { encoding: 'utf8' });
    const rows = said
      .split('\n')
      .slice(1)
      .filter(Boolean)
      .map((line) => line.slice(2));
    const shown = await page
      .locator('#answer dl')
      .evaluate((list) =>
        [...list.querySelectorAll('dt')].map(
          (term) => `${term.textContent!.padEnd(11)} ${term.nextElementSibling!.textContent}`,
        ),
      );
    expect(shown).toEqual(rows);
  });

  it('takes a file that is dropped on it', async () => {
    const page = await open();
    await page.evaluate(
      (bytes) => {
        const data = new DataTransfer();
        data.items.add(new File([new Uint8Array(bytes)], 'b.wasm'));
        document
          .querySelector('.drop')!
          .dispatchEvent(new DragEvent('drop', { dataTransfer: data, bubbles: true, cancelable: true }));
      },
      [...MODULE],
    );
    await page.locator('#answer dl').waitFor();
    expect(await page.locator('#answer h2').textContent()).toBe('b.wasm');
  });

  it('shows hostile logs and modules as text, runs nothing of them, and says what it cannot read', async () => {
    const page = await open();
    const hostile = HOSTILE.map((text) => `wasm-ld: error: main.o: undefined symbol: ${text}`).join('\n');
    await paste(page, `${hostile}\nnode:1\n<img src=x onerror=alert(1)>\nError: <script>alert(2)</script>\n`);
    await page.locator('#answer article, #answer details').first().waitFor();
    const names = await page
      .locator('#answer')
      .evaluate((answer) => [...new Set([...answer.querySelectorAll('*')].map(({ tagName }) => tagName))]);
    expect(names.filter((name) => ['SCRIPT', 'IMG', 'IFRAME', 'STYLE'].includes(name))).toEqual([]);
    expect(await page.locator('#answer').textContent()).not.toMatch(/(?![\n\t])[\p{Cc}\p{Cf}]/u);
    await page.setInputFiles('#file', { name: 'c.wasm', mimeType: 'application/wasm', buffer: MODULE.subarray(0, 20) });
    await page.locator('#answer h2', { hasText: 'c.wasm' }).waitFor();
  });

  it('answers for ten megabytes, and can be used meanwhile', async () => {
    const page = await open();
    await paste(page, LOG);
    await page.locator('#answer article').first().waitFor();
    const line = '[ 42%] Building C object src/CMakeFiles/codec.dir/file_long_enough_to_be_usual.c.o -O2 -DNDEBUG\n';
    const log = line.repeat(Math.ceil(1e7 / line.length)) + LOG;
    await page.evaluate(() => {
      const state = { began: performance.now(), last: performance.now(), worst: 0, took: 0 };
      (globalThis as { lag?: typeof state }).lag = state;
      setInterval(() => {
        const now = performance.now();
        state.worst = Math.max(state.worst, now - state.last);
        state.last = now;
        if (state.took === 0 && /10\d,\d{3} lines/.test(document.querySelector('#answer h2')?.textContent ?? ''))
          state.took = now - state.began;
      }, 20);
    });
    await paste(page, log);
    await page.locator('#answer h2', { hasText: /10\d,\d{3} lines/ }).waitFor();
    expect(await page.locator('#answer article').count()).toBe(1);
    await page.waitForFunction(() => (globalThis as { lag?: { took: number } }).lag!.took > 0);
    const { worst, took } = await page.evaluate(() => (globalThis as { lag?: { worst: number; took: number } }).lag!);
    // Taking ten megabytes is half of it; a page that read them itself would stand still all the time.
    expect(worst).toBeLessThan(0.8 * took);
  });

  it.each(['light', 'dark'] as const)(
    'has no fault that axe finds and does not scroll sideways, empty, with a log and with a module, in %s',
    async (colorScheme) => {
      const page = await open({ colorScheme, bypassCSP: true, viewport: { width: 375, height: 800 } });
      await page.addScriptTag({ content: AXE });
      const check = async (what: string) => {
        const found = await page.evaluate(async () => {
          for (const details of document.querySelectorAll('details')) details.open = true;
          const { violations } = await (
            globalThis as unknown as {
              axe: { run(): Promise<{ violations: { id: string; nodes: { html: string }[] }[] }> };
            }
          ).axe.run();
          return violations.map(({ id, nodes }) => `${id}: ${nodes[0]!.html.slice(0, 200)}`);
        });
        expect(found, what).toEqual([]);
        expect(
          await page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth),
          what,
        ).toBeLessThanOrEqual(0);
      };
      await check('empty');
      await paste(page, `${LOG}panic: Module.HEAPU8 is undefined\nsomething odd: error: gone\n`);
      await page.locator('#answer article').first().waitFor();
      await check('a log');
      await page.setInputFiles('#file', { name: 'a.wasm', mimeType: 'application/wasm', buffer: MODULE });
      await page.locator('#answer dl.facts').waitFor();
      await check('a module');
    },
  );

  it('leads from a measured cause to the catalogue, and counts what it does not show', async () => {
    const page = await open();
    const odd = Array.from({ length: 60 }, (_, at) => `thing${at}: error: nobody knows ${at}\n`).join('');
    await paste(page, `panic: Module.HEAPU8 is undefined\n${odd}`);
    await page.locator('#answer article').first().waitFor();
    expect(await page.getByRole('link', { name: 'in the catalogue' }).getAttribute('href')).toBe(
      'index.html#break?id=runtime-export-missing:HEAPU8',
    );
    const answer = (await page.locator('#answer').textContent())!;
    expect(answer).not.toContain('breaks/');
    const odds = page.locator('#answer details').first();
    expect(await odds.locator('summary').textContent()).toBe('60 lines that look like errors and are not known');
    expect(await odds.locator('li').count()).toBe(50);
    expect(await odds.locator('p').textContent()).toBe('and 10 more');
  });

  it('is used with the keyboard alone', async () => {
    const page = await open();
    await page.keyboard.press('Tab');
    await page.keyboard.press('Tab');
    await page.keyboard.type('wasm-ld: error: a.o: undefined symbol: __sys_open');
    await page.keyboard.press('Tab');
    expect(await page.evaluate(() => document.activeElement?.textContent)).toBe('Explain');
    await page.keyboard.press('Enter');
    await page.locator('#answer article').first().waitFor();
    expect(await page.evaluate(() => document.activeElement?.textContent)).toBe('the pasted log (1 line)');
    await page.locator('#log').press('Control+Enter');
    await page.waitForFunction(() => document.activeElement?.tagName === 'H2');
  });

  it('has at most one megabyte once compressed, and asked nobody for anything', () => {
    expect(gzipSync(HTML).length).toBeLessThan(1_000_000);
    expect(opened.flatMap(({ requests }) => requests)).toEqual([]);
    expect(opened.flatMap(({ complaints }) => complaints)).toEqual([]);
  });
});
