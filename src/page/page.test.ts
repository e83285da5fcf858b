import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { HOSTILE } from '../reports/hostile.fixture.ts';
import type { ComparedTables } from '../reports/html/pack-drift.ts';
import { realisticInput } from '../reports/realistic.fixture.ts';
import { describeCase, simulateResults, step, toolchain } from '../reports/simulate.fixture.ts';
import { hashOf, type OpenPage, pageOf, startBrowser, type TestBrowser } from './browser.fixture.ts';
import { addressOf } from './state.ts';

const AXE = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');
const BREAK = '#break?id=runtime-export-missing:HEAPU8';
const facts = (weak: boolean) => ({ kind: 'function', weak, type: '(i32) -> i32' });
const TABLES: readonly ComparedTables[] = [
  {
    before: 'em3.1.69-debian',
    after: 'em6.0.5-debian',
    drift: {
      symbols: [
        { name: '__syscall_new', kind: 'added', family: 'libc', now: facts(false) },
        { name: '__syscall_old', kind: 'removed', family: 'libc', was: facts(false) },
        { name: 'setjmp', kind: 'changed', family: 'libc', was: facts(false), now: facts(true) },
        { name: '_ZN1fEv', kind: 'added', family: 'libc++', now: facts(true) },
      ],
      left: new Map(),
      families: { added: [], removed: [] },
    },
  },
];
const HTML = pageOf(realisticInput(), TABLES);

let browser: TestBrowser;
const opened: OpenPage[] = [];
beforeAll(async () => {
  browser = await startBrowser();
});
afterAll(() => browser?.close());

async function open(address = '', options = {}) {
  const one = await browser.open(HTML, address, options);
  opened.push(one);
  return one.page;
}

describe('the page of the catalogue', () => {
  it('shows at once what breaks with the newest pair, and another by a click, with the address', async () => {
    const page = await open();
    expect(await page.locator('h2').textContent()).toBe('Go 1.27.0 and Emscripten 6.0.5');
    expect(await page.locator('.answer').textContent()).toContain('HEAPU8');
    await page.getByRole('gridcell', { name: /^Go 1.23.12 and Emscripten 3.1.6:/ }).click();
    expect(await page.locator('h2').textContent()).toBe('Go 1.23.12 and Emscripten 3.1.6');
    expect(await hashOf(page)).toBe('#pair?go=go1.23.12&emsdk=em3.1.6-debian');
    await page.getByLabel('Host').selectOption('node20.20.2');
    expect(await hashOf(page)).toContain('host=node20.20.2');
    expect(await page.locator('.answer').textContent()).toContain('no other host than Node.js 20.20.2');
  });

  it('goes back and forward, and opens where an address says', async () => {
    const page = await open(BREAK);
    expect(await page.locator('h2').textContent()).toContain('The heap views are no longer exported');
    await page.getByRole('link', { name: 'Upgrade', exact: true }).click();
    await page.getByRole('link', { name: 'Can I use' }).click();
    await page.goBack();
    expect(await page.locator('h2').textContent()).toBe('What an upgrade breaks');
    await page.goBack();
    expect(await page.locator('h2').textContent()).toContain('The heap views');
    await page.goForward();
    expect(await page.locator('h2').textContent()).toBe('What an upgrade breaks');
  });

  it('says what an upgrade breaks, in the lists of the command', async () => {
    const page = await open('#upgrade?fromGo=go1.27.0&toGo=go1.27.0&fromEm=em3.1.69-debian&toEm=em6.0.5-debian');
    const breaks = page.locator('details.list.bad');
    expect(await breaks.locator('article').first().textContent()).toContain('The heap views are no longer exported');
    expect(await breaks.textContent()).toContain('Verified cure');
    await page.getByLabel('Emscripten').first().selectOption('em6.0.5-debian');
    expect(await page.locator('.lead').textContent()).toContain('nothing changes');
    await page.getByLabel('Emscripten').nth(1).selectOption('em3.1.6-debian');
    expect(await page.locator('.lead').textContent()).toContain('is newer than');
  });

  it('filters what can be used while somebody types, and drills down to the reason', async () => {
    const page = await open('#can');
    const all = await page.locator('article.can:not([hidden])').count();
    await page.getByLabel('Filter').fill('heap view');
    expect(await page.locator('article.can:not([hidden])').count()).toBeLessThan(all);
    expect(await page.locator('article.can:not([hidden])').first().textContent()).toContain('page/heap-view');
    expect(await hashOf(page)).toBe('#can?q=heap%20view');
    await page.locator('article.can:not([hidden]) a.mark', { hasText: '6.0.5' }).first().click();
    expect(await page.locator('h2').textContent()).toContain('The heap views');
    await page.goBack();
    expect(await page.getByLabel('Filter').inputValue()).toBe('heap view');
  });

  it('shows of a break where, its wordings with what differs, its cure and the command, which a button copies', async () => {
    const page = await open(BREAK);
    expect(await page.getByRole('grid').count()).toBeGreaterThan(0);
    expect(await page.locator('main').textContent()).toContain('Verified cure');
    await page.context().grantPermissions(['clipboard-read', 'clipboard-write']);
    const button = page.getByRole('button', { name: 'Copy the command that runs this cell' });
    await button.click();
    await button.filter({ hasText: 'Copied' }).waitFor();
    const shown = await page.getByRole('group', { name: 'the command that runs this cell' }).textContent();
    expect(await page.evaluate(() => navigator.clipboard.readText())).toBe(shown);
    expect(shown).toMatch(/^node dist\/cli\.js run --case page\/heap-view --go /);
    const other = await open('#break?id=undefined-symbol:__syscall_futex');
    expect(await other.locator('.wordings figure').count()).toBeGreaterThan(1);
    expect(await other.locator('.wordings mark').count()).toBeGreaterThan(0);
  });

  it('shows which names came and went with a version', async () => {
    const page = await open('#drift');
    expect(await page.locator('.timeline').textContent()).toContain('+1 −1 ~1');
    expect(await page.locator('table.drift').textContent()).not.toContain('_ZN1fEv');
    await page.getByLabel('Name', { exact: true }).fill('old');
    const row = page.locator('table.drift tbody tr');
    expect(await row.count()).toBe(1);
    expect(await row.textContent()).toMatch(/__syscall_old.*there.*went/s);
  });

  it('finds symbols, messages, versions and cases while somebody types', async () => {
    const page = await open();
    await page.keyboard.press('/');
    await page.keyboard.type('heapu8');
    expect(await hashOf(page)).toBe('#search?q=heapu8');
    expect(await page.locator('ul.found').first().textContent()).toContain('The heap views');
    await page.keyboard.press('Enter');
    await page.keyboard.press('Enter');
    expect(await page.locator('h2').textContent()).toContain('The heap views');
    await page.goBack();
    expect(await page.locator('#search').inputValue()).toBe('heapu8');
    await page.locator('#search').fill('__syscall_new');
    expect(await page.locator('main').textContent()).toContain('Symbols, imports and exports (1)');
    await page.locator('#search').fill('go1.27');
    expect(await page.locator('main').textContent()).toContain('Versions (1)');
    await page.locator('#search').fill("reading 'slice'");
    expect(await page.locator('main').textContent()).toContain('Messages (1)');
    await page.locator('#search').fill('page/heap-view');
    expect(await page.locator('main').textContent()).toContain('Cases (1)');
    await page.locator('#search').fill('no such thing');
    expect(await page.locator('main').textContent()).toContain('Not known here is not the same as not there.');
    await page.locator('#search').press('Escape');
    expect(await page.locator('h2').textContent()).toBe('Go 1.27.0 and Emscripten 6.0.5');
  });

  it('is used with the keyboard alone', async () => {
    const page = await open();
    const focused = () =>
      page.evaluate(() => (document.activeElement?.querySelector('.aside') ?? document.activeElement)?.textContent);
    for (let presses = 0; presses < 30 && !(await focused())?.startsWith('Go 1.27.0 and'); presses++)
      await page.keyboard.press('Tab');
    expect(await focused()).toMatch(/^Go 1\.27\.0 and Emscripten 6\.0\.5:/);
    await page.keyboard.press('ArrowUp');
    await page.keyboard.press('ArrowLeft');
    expect(await focused()).toMatch(/^Go 1\.26\.3 and Emscripten 3\.1\.69:/);
    expect(await page.locator('h2').textContent()).toBe('Go 1.27.0 and Emscripten 6.0.5');
    await page.keyboard.press('Enter');
    expect(await page.locator('h2').textContent()).toBe('Go 1.26.3 and Emscripten 3.1.69');
    // The focus stays in the field, which is another element now.
    expect(await focused()).toMatch(/^Go 1\.26\.3 and Emscripten 3\.1\.69:/);
    await page.keyboard.press('Control+Home');
    expect(await focused()).toMatch(/^Go 1\.19\.13 and Emscripten 2\.0\.12:/);
    expect(await page.locator('[role=gridcell][tabindex="0"]').count()).toBe(1);
    const other = await open(BREAK);
    await other.getByRole('link', { name: 'Pair', exact: true }).focus();
    await other.keyboard.press('Enter');
    expect(await other.evaluate(() => document.activeElement?.tagName)).toBe('H2');
  });

  it('is drilled into and left again with the keyboard alone, by Enter, / and Escape', async () => {
    const page = await open();
    const tabTo = async (matches: RegExp) => {
      for (let presses = 0; presses < 60; presses++) {
        const text = await page.evaluate(() => document.activeElement?.textContent ?? '');
        if (matches.test(text)) return;
        await page.keyboard.press('Tab');
      }
      throw new Error(`nothing like ${matches} is reached`);
    };
    await tabTo(/^The heap views are no longer exported/);
    await page.keyboard.press('Enter');
    expect(await hashOf(page)).toBe(BREAK);
    expect(await page.evaluate(() => document.activeElement?.tagName)).toBe('H2');
    await tabTo(/^Command and log$/);
    await page.keyboard.press('Enter');
    expect(await page.locator('.wordings details').first().getAttribute('open')).toBe('');
    await page.keyboard.press('Escape');
    await page.waitForFunction(() => !location.hash.startsWith('#break'));
    expect(await page.locator('h2').textContent()).toBe('Go 1.27.0 and Emscripten 6.0.5');
    await page.keyboard.press('/');
    await page.keyboard.type('heap');
    await page.keyboard.press('Enter');
    expect(await page.evaluate(() => document.activeElement?.tagName)).toBe('A');
    await page.keyboard.press('Escape');
    await page.waitForFunction(() => !location.hash.startsWith('#search'));
    expect(await page.locator('h2').textContent()).toBe('Go 1.27.0 and Emscripten 6.0.5');
  });

  it('says what a filter leaves, and shows no heading over nothing', async () => {
    const page = await open('#breaks');
    await page.getByLabel('Filter').fill('no such break');
    expect(await page.locator('main [role=status]').textContent()).toBe('No break has all words.');
    expect(await page.locator('main h3:visible').count()).toBe(0);
    await page.goto(`${page.url().split('#')[0]}#can?family=page`);
    await page.getByLabel('Filter').fill('heap');
    expect(await page.locator('main [role=status]').textContent()).toMatch(/^\d+ cases? of \d+ in page with “heap”$/);
  });

  const VIEWS = [
    '#pair',
    '#pair?host=node20.20.2',
    '#upgrade',
    '#can',
    '#breaks',
    '#drift',
    '#search?q=heap',
    BREAK,
    '#break?id=nothing',
  ];
  it.each(['light', 'dark'] as const)(
    'has no fault that axe finds, in %s',
    { timeout: 240_000 },
    async (colorScheme) => {
      const page = await open('', { colorScheme, bypassCSP: true });
      await page.addScriptTag({ content: AXE });
      for (const view of VIEWS) {
        await page.evaluate((hash) => {
          location.hash = hash;
        }, view);
        await page.waitForFunction((hash) => document.title !== '' && location.hash === hash, view);
        await page.evaluate(() => {
          for (const details of document.querySelectorAll('details')) details.open = true;
        });
        const found = await page.evaluate(async () => {
          const { violations } = await (
            globalThis as unknown as { axe: { run(): Promise<{ violations: Violation[] }> } }
          ).axe.run();
          return violations.map(
            ({ id, nodes }) =>
              `${id}: ${nodes
                .slice(0, 3)
                .map(({ html }) => html.slice(0, 200))
                .join(' | ')}`,
          );
        });
        expect(found, view).toEqual([]);
      }
    },
  );

  it.each([375, 800, 1440])('does not scroll sideways at %i pixels', async (width) => {
    const page = await open('', { viewport: { width, height: 800 } });
    for (const view of VIEWS) {
      await page.evaluate((hash) => {
        location.hash = hash;
      }, view);
      await page.evaluate(() => {
        for (const details of document.querySelectorAll('details')) details.open = true;
      });
      expect(
        await page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth),
        view,
      ).toBeLessThanOrEqual(0);
    }
  });

  it('shows whatever stands in results as text, and runs nothing of it', async () => {
    const hostile = await browser.open(pageOf(hostileInput()));
    opened.push(hostile);
    const { page } = hostile;
    const ids = hostileInput().results.breaks.map(({ id }) => id);
    const views = [...VIEWS, '#search?q=%3Cscript%3E', ...ids.slice(0, 8).map((id) => addressOf('break', { id }))];
    for (const view of views) {
      await page.evaluate((hash) => {
        location.hash = hash;
        for (const details of document.querySelectorAll('details')) details.open = true;
      }, view);
      const found = await page.locator('main').evaluate((main) => ({
        names: [...new Set([...main.querySelectorAll('*')].map(({ tagName }) => tagName))],
        handlers: [...main.querySelectorAll('*')]
          .flatMap((one) => one.getAttributeNames())
          .filter((name) => name.startsWith('on')),
        links: [...main.querySelectorAll('a')].map((link) => link.getAttribute('href')!),
        text: main.textContent!,
        wide: document.documentElement.scrollWidth - document.documentElement.clientWidth,
      }));
      expect(
        found.names.filter((name) => ['SCRIPT', 'IMG', 'IFRAME', 'STYLE', 'LINK'].includes(name)),
        view,
      ).toEqual([]);
      expect(found.handlers).toEqual([]);
      expect(
        found.links.filter((link) => !/^(?:#[a-z]+(?:\?|$)|(?:breaks|hosts)\/[\w.-]+(?:#[\w-]+)?$)/.test(link)),
      ).toEqual([]);
      expect(found.text).not.toMatch(/(?![\n\t])[\p{Cc}\p{Cf}\p{Cs}\p{Zl}\p{Zp}]/u);
      expect(found.wide, view).toBeLessThanOrEqual(0);
    }
    expect(await page.evaluate(() => document.body.textContent!.includes('alert(1)'))).toBe(true);
  });

  it('asked nobody for anything, and nothing of it was refused', () => {
    expect(opened.length).toBeGreaterThan(10);
    expect(opened.flatMap(({ requests }) => requests)).toEqual([]);
    expect(opened.flatMap(({ complaints }) => complaints)).toEqual([]);
  });
});

/** Results with every hostile text, and one of ten thousand characters, in every field that comes from outside. */
function hostileInput() {
  const texts = [...HOSTILE, 'x'.repeat(10_000)];
  const cases = texts.map((text, at) => ({
    entry: describeCase({
      name: `x/${at}${text}`,
      title: text,
      why: text,
      refs: [text],
      roles: { go: 'go', emsdk: 'emsdk' },
      steps: [step(text, text, ['go', 'emsdk'], { [`A${text}`]: text })],
      workarounds: [{ name: text, title: text, steps: [step(text, `${text} `, ['go', 'emsdk'])] }],
    }),
    happens: ({ go }: Readonly<Record<string, string>>, workaround?: string) =>
      workaround || go === 'go1.25.0'
        ? ('pass' as const)
        : ({ step: text, kind: 'undefined-symbol', subject: text, message: text, log: text, unmet: [text] } as const),
  }));
  const tools = [
    toolchain('go', 'go1.23.0', { origin: HOSTILE[0]! }),
    toolchain('go', 'go1.25.0'),
    toolchain('emsdk', 'em6.0.5', { llvm: HOSTILE[3]! }),
  ];
  return { results: simulateResults(tools, cases), knowledge: [], hasTables: false, links: [], history: [] };
}

interface Violation {
  readonly id: string;
  readonly nodes: readonly { readonly html: string }[];
}
