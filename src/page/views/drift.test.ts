import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { ComparedTables } from '../../reports/html/pack-drift.ts';
import { realisticInput } from '../../reports/realistic.fixture.ts';
import { pageOf, startBrowser, type TestBrowser } from '../browser.fixture.ts';

const facts = { kind: 'function', weak: false, type: '(i32) -> i32' } as const;
const names = Array.from({ length: 400 }, (_, at) => `__syscall_with_a_long_name_${String(at).padStart(3, '0')}`);
const TABLES: readonly ComparedTables[] = [
  {
    before: 'em3.1.69-debian',
    after: 'em6.0.5-debian',
    drift: {
      symbols: [
        ...names.map((name) => ({ name, kind: 'added', family: 'libc', now: facts }) as const),
        { name: '_ZN1fEv', kind: 'added', family: 'libc++', now: facts },
      ],
      left: new Map(),
      families: { added: [], removed: [] },
    },
  },
];
const HTML = pageOf(realisticInput(), TABLES);

let browser: TestBrowser;
beforeAll(async () => {
  browser = await startBrowser();
});
afterAll(() => browser?.close());

describe('the view of drift', () => {
  it('says what its signs mean, and what of C++ it counts only', async () => {
    const { page } = await browser.open(HTML, '#drift');
    const legend = await page.locator('main .legend').textContent();
    expect(legend).toContain('+ came with this version. − went with it. ~ has another signature');
    expect(legend).toContain('Names of C++ that came, went or changed are counted only.');
  });

  it('brings every name within reach, with the keyboard too', async () => {
    const { page } = await browser.open(HTML, '#drift');
    const rows = page.locator('table.drift tbody tr');
    expect(await rows.count()).toBe(150);
    const more = page.getByRole('button', { name: /^Show \d+ more$/ });
    await more.focus();
    await page.keyboard.press('Enter');
    expect(await rows.count()).toBe(300);
    expect(await page.evaluate(() => document.activeElement?.textContent)).toContain(names[150]);
    await page.getByRole('button', { name: 'Show 100 more' }).press('Enter');
    expect(await rows.count()).toBe(400);
    expect(await more.count()).toBe(0);
  });

  it('breaks no version in two at 375 pixels, and shows each beside the name', async () => {
    const { page } = await browser.open(HTML, '#drift', { viewport: { width: 375, height: 800 } });
    const heads = await page
      .locator('table.drift thead th')
      .evaluateAll((all) => all.map((one) => one.getClientRects()[0]!.height));
    expect(Math.max(...heads)).toBeLessThan(32);
    const cut = await page.locator('.scroll').evaluate((one) => one.scrollWidth - one.clientWidth);
    expect(cut).toBeLessThanOrEqual(0);
  });
});
