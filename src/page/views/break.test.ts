import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { KnownBreak } from '../../breaks/knowledge/knowledge.ts';
import { renderBreakPage } from '../../reports/markdown/break-page.ts';
import { gatherParts } from '../../reports/query/break-parts.ts';
import { makeContext } from '../../reports/query/context.ts';
import type { HistoryEntry } from '../../reports/query/history.ts';
import { HISTORY, realisticInput } from '../../reports/realistic.fixture.ts';
import { describeCase, simulateResults, step, toolchain } from '../../reports/simulate.fixture.ts';
import { pageOf, startBrowser, type TestBrowser } from '../browser.fixture.ts';

const WAZEROS = ['1.6.0', '1.7.3', '1.8.0', '1.8.2', '1.9.0', '1.10.1', '1.11.0', '1.12.0'];
const TOOLS = [
  ...['1.21.0', '1.25.0', '1.27.0'].map((version) => toolchain('go', `go${version}`)),
  ...WAZEROS.map((version) => toolchain('wazero', `wazero${version}`)),
  toolchain('node', 'node20.20.2'),
];
const KNOWN: KnownBreak = {
  name: 'gojs',
  title: 'A host without gojs',
  match: { kind: ['import-module-missing'], subject: ['gojs'] },
  documented: {},
  explanation: 'It has none.',
  cure: 'Ask for gojs by name.',
  refs: ['a change'],
  seen: 'measured',
  example: '',
};
const failure = (reporter: 'wazero' | 'node', message: string) =>
  ({ step: 'run', kind: 'import-module-missing', subject: 'gojs', reporter, message }) as const;

/** One break in two cases, of which one is decided by two tools and has a cure, one that does not help, and one in other files. */
function wideInput() {
  const run = step('run', './host a.wasm', ['go', 'wazero']);
  const wide = describeCase({
    name: 'x/wide',
    title: 'Wide',
    roles: { go: 'go', wazero: 'wazero' },
    steps: [run],
    workarounds: [
      { name: 'wasi', title: 'Build for WASI', steps: [step('run', './host b.wasm', ['go', 'wazero'])] },
      { name: 'files', title: 'Take another file', steps: [run] },
      { name: 'name', title: 'Ask for gojs by name', steps: [step('run', './host gojs', ['go', 'wazero'])] },
    ],
  });
  const narrow = describeCase({
    name: 'x/narrow',
    title: 'Narrow',
    roles: { go: 'go', node: 'node' },
    steps: [step('run', 'node a.js', ['go', 'node'])],
  });
  const results = simulateResults(
    TOOLS,
    [
      {
        entry: wide,
        happens: ({ go, wazero }, workaround) =>
          go === 'go1.21.0' || wazero === 'wazero1.6.0' || (workaround !== undefined && workaround !== 'name')
            ? 'pass'
            : failure('wazero', go === 'go1.25.0' ? 'module[gojs] not there' : 'module[gojs] not instantiated'),
      },
      { entry: narrow, happens: ({ go }) => (go === 'go1.21.0' ? 'pass' : failure('node', 'no module "gojs"')) },
    ],
    [KNOWN],
  );
  const id = 'import-module-missing:gojs';
  const event = (run: string, date: string, verdict: 'new' | 'gone', cells: number, left: number): HistoryEntry => ({
    kind: 'break',
    run,
    date,
    id,
    verdict,
    cells,
    left,
  });
  const history = [
    HISTORY[0]!,
    event('a1', '2026-08-29', 'new', 2, 2),
    HISTORY[1]!,
    event('a2', '2026-08-30', 'gone', 1, 15),
    event('a2', '2026-08-30', 'new', 14, 15),
  ];
  return { results, knowledge: [KNOWN], hasTables: false, links: [], history };
}

const REALISTIC = pageOf(realisticInput());

let browser: TestBrowser;
beforeAll(async () => {
  browser = await startBrowser();
});
afterAll(() => browser?.close());

async function open(options = {}) {
  return (await browser.open(pageOf(wideInput()), '#break?id=import-module-missing:gojs', options)).page;
}

describe('the view of a break', () => {
  it('shows its history over the runs, a line a day', async () => {
    const page = await open();
    expect(await page.locator('.history li').allTextContents()).toEqual([
      '2026-08-29: 2 cells that were not run before have it',
      '2026-08-30: 1 cell is no longer run and 14 cells that were not run before have it',
    ]);
    expect(await page.locator('main').textContent()).toContain('In 2 recorded runs since 2026-08-29');
  });

  it('shows where it occurs in small matrices, none of which is cut on a wide screen', async () => {
    const page = await open({ viewport: { width: 1440, height: 900 } });
    expect(await page.locator('.multiples figure').count()).toBe(2);
    expect(await page.locator('.multiples figcaption').allTextContents()).toEqual(['x/wide', 'x/narrow']);
    const cut = await page
      .locator('.multiples .scroll')
      .evaluateAll((all) => all.filter((one) => one.scrollWidth > one.clientWidth).length);
    expect(cut).toBe(0);
    expect(await page.getByRole('gridcell', { name: 'Go 1.27.0 and wazero 1.7.3: fails' }).count()).toBe(1);
  });

  it('shows each cure with where it passed and a text to copy, and calls nothing advice that was run in vain', async () => {
    const page = await open();
    const cards = page.locator('.card.cured');
    expect(await cards.locator('h4').allTextContents()).toEqual([
      'Verified cure: Build for WASI',
      'Verified cure: Take another file',
    ]);
    expect(await cards.first().locator('.code pre').first().textContent()).toBe('# run\n./host b.wasm');
    expect(await cards.nth(1).locator('.code pre').textContent()).toMatch(
      /^node dist\/cli\.js repro x\/wide@go1\.27\.0\+wazero1\.12\.0 --workaround files -o cure\.sh$/,
    );
    expect(await cards.first().locator('li').allTextContents()).toEqual([
      expect.stringMatching(/^Passed \(14 cells\): /),
    ]);
    const said = (await page.locator('main').textContent())!;
    expect(said).toContain('Tried without success: Ask for gojs by name.');
    expect(said).not.toContain('Advice (not run)');
  });

  it('sets the words of each version beside each other, and marks what one of the same tool does not say', async () => {
    const page = await open();
    expect(await page.locator('.wordings figcaption strong').allTextContents()).toEqual(['wazero', 'wazero', 'node']);
    const marks = (at: number) => page.locator('.wordings figure').nth(at).locator('mark').allTextContents();
    expect([await marks(0), await marks(1)].sort()).toEqual([['instantiated'], ['there']]);
  });

  it('says what decides in the words of the plain pages, and how the measurement stands to the references', async () => {
    const context = makeContext(realisticInput());
    for (const { id } of context.results.breaks) {
      const { page } = await browser.open(REALISTIC, `#break?id=${id}`);
      const said = (await page.locator('main .lead').first().textContent())!;
      const plain = renderBreakPage(gatherParts(context, context.index.breaks.get(id)!)).replace(/[\\*`>]/g, '');
      expect(plain).toContain(` ${said.replace(/[*`>]/g, '')}`);
      await page.context().close();
    }
    const { page } = await browser.open(REALISTIC, '#break?id=runtime-export-missing:HEAPU8');
    expect(await page.locator('dl.facts').textContent()).toContain('Emscripten >=4.0.7: the measurement agrees');
    expect(context.results.breaks.length).toBeGreaterThan(5);
  });

  it('says what a cure is called in the matrix beside that without it', async () => {
    const { page } = await browser.open(REALISTIC, '#break?id=runtime-export-missing:HEAPU8');
    const titles = await page.locator('.multiples figcaption').allTextContents();
    expect(titles).toContain('without a cure');
    expect(titles).toContain('with the cure “Ask for the view with -sEXPORTED_RUNTIME_METHODS=HEAPU8”');
  });
});
