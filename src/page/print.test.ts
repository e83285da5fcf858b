import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { realisticInput } from '../reports/realistic.fixture.ts';
import { pageOf, startBrowser, type TestBrowser } from './browser.fixture.ts';

const AXE = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');
const VIEWS = ['#pair', '#upgrade', '#can', '#breaks', '#drift', '#break?id=runtime-export-missing:HEAPU8'];

let browser: TestBrowser;
beforeAll(async () => {
  browser = await startBrowser();
});
afterAll(() => browser?.close());

it.each(['light', 'dark'] as const)(
  'prints dark on white from a %s screen, without what is there to be used, and nothing of it cut',
  async (colorScheme) => {
    const { page } = await browser.open(pageOf(realisticInput()), '', {
      colorScheme,
      bypassCSP: true,
      viewport: { width: 794, height: 1123 },
    });
    await page.addScriptTag({ content: AXE });
    await page.emulateMedia({ media: 'print', colorScheme });
    for (const view of VIEWS) {
      await page.evaluate((hash) => {
        location.hash = hash;
      }, view);
      await page.waitForFunction((hash) => location.hash === hash, view);
      const found = await page.evaluate(async () => {
        const { body } = document;
        const visible = [...document.querySelectorAll<HTMLElement>('nav, select, input, button.copy')].filter(
          (one) => one.offsetParent !== null,
        );
        const cut = [...document.querySelectorAll('main *')].filter((one) => {
          const { overflowX, overflowY } = getComputedStyle(one);
          return (
            overflowX !== 'visible' &&
            overflowY !== 'visible' &&
            one.scrollWidth > one.clientWidth + 1 &&
            !one.classList.contains('aside')
          );
        });
        const { axe } = globalThis as unknown as {
          axe: { run(context: Document, options: object): Promise<{ violations: { nodes: { html: string }[] }[] }> };
        };
        const { violations } = await axe.run(document, { runOnly: ['color-contrast'] });
        return {
          ground: getComputedStyle(body).backgroundColor,
          visible: visible.map(({ outerHTML }) => outerHTML.slice(0, 80)),
          cut: cut.map(({ outerHTML }) => outerHTML.slice(0, 80)),
          faint: violations.flatMap(({ nodes }) => nodes.slice(0, 3).map(({ html }) => html.slice(0, 120))),
        };
      });
      expect(found, view).toEqual({ ground: 'rgb(255, 255, 255)', visible: [], cut: [], faint: [] });
    }
    expect((await page.pdf()).subarray(0, 5).toString()).toBe('%PDF-');
  },
);
