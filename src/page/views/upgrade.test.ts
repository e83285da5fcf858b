import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { makeContext } from '../../reports/query/context.ts';
import { realisticInput } from '../../reports/realistic.fixture.ts';
import { lookUpUpgrade } from '../../reports/upgrade/upgrade.ts';
import { pageOf, startBrowser, type TestBrowser } from '../browser.fixture.ts';

const INPUT = realisticInput();
const HTML = pageOf(INPUT);

let browser: TestBrowser;
beforeAll(async () => {
  browser = await startBrowser();
});
afterAll(() => browser?.close());

describe('the view of an upgrade', () => {
  it('has the three lists of the command, in its order, from the Emscripten before the newest', async () => {
    const { page } = await browser.open(HTML, '#upgrade');
    expect(await page.locator('.lead strong').textContent()).toBe('Emscripten 3.1.69 → Emscripten 6.0.5');
    const { breaks, lookAt, fixed } = lookUpUpgrade(makeContext(INPUT), {
      moves: [{ tool: 'emsdk', from: 'em3.1.69-debian', to: 'em6.0.5-debian' }],
      stays: [{ tool: 'go', version: 'go1.27.0' }],
    });
    const titles = (look: string) => page.locator(`.list.${look} h4`).allTextContents();
    const plain = (items: typeof breaks) => items.map(({ title }) => title.replaceAll('`', ''));
    expect(breaks.length).toBeGreaterThan(0);
    expect(await titles('bad')).toEqual(plain(breaks));
    expect(await titles('warn')).toEqual(plain(lookAt));
    expect(await titles('good')).toEqual(plain(fixed));
  });

  it('has of each cure the commands, to be copied', async () => {
    const { page } = await browser.open(HTML, '#upgrade');
    const card = page.locator('.list.bad .card', { hasText: 'The heap views' });
    await page.context().grantPermissions(['clipboard-read', 'clipboard-write']);
    await card.getByRole('button', { name: 'Copy the commands of export-the-view in page/heap-view' }).click();
    await card.getByText('Copied').waitFor();
    expect(await page.evaluate(() => navigator.clipboard.readText())).toContain(
      '-sEXPORTED_RUNTIME_METHODS=HEAPU8 -o lib.js',
    );
  });
});
