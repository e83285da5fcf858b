import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { describeCase, simulateResults, step, toolchain } from '../../reports/simulate.fixture.ts';
import { pageOf, startBrowser, type TestBrowser } from '../browser.fixture.ts';

type On = Readonly<Record<string, string>>;
const failure = (subject: string) =>
  ({ step: 'run', kind: 'undefined-symbol', subject, message: `undefined symbol: ${subject}` }) as const;
const cure = (name: string, run: string) => ({
  name,
  title: `Cure it with -s${name.toUpperCase()}`,
  steps: [step('run', run, ['emsdk'])],
});
const TOOLS = [
  toolchain('go', 'go1.26.0'),
  toolchain('go', 'go1.27.0'),
  toolchain('emsdk', 'em3.1.69'),
  toolchain('emsdk', 'em6.0.5'),
  toolchain('wazero', 'wazero1.11.0'),
  toolchain('wazero', 'wazero1.12.0'),
];

/** A case that fails with the newest Emscripten unless it is cured. */
function failing(name: string, roles: Parameters<typeof describeCase>[0]['roles'], workarounds: readonly unknown[]) {
  return {
    entry: describeCase({
      name,
      title: `Title of ${name}`,
      roles,
      steps: [step('run', 'emcc a.c', ['emsdk'])],
      workarounds: workarounds as never,
    }),
    happens: (on: On, workaround?: string) =>
      on.emsdk === 'em6.0.5' && workaround === undefined ? failure(name.replace('/', '_')) : ('pass' as const),
  };
}

const whole = simulateResults(TOOLS, [
  failing('x/open', { go: 'go', emsdk: 'emsdk' }, []),
  failing('x/cured', { go: 'go', emsdk: 'emsdk' }, [cure('flag', 'emcc a.c -sFLAG')]),
  failing('x/files', { go: 'go', emsdk: 'emsdk' }, [cure('files', 'emcc a.c')]),
  failing('x/alone', { go: 'go', emsdk: 'emsdk' }, [cure('flag', 'emcc a.c -sFLAG')]),
  failing('x/hosted', { emsdk: 'emsdk', wazero: 'wazero' }, [cure('flag', 'emcc a.c -sFLAG')]),
]);
// What is asked of one Go only says nothing of how Gos compare.
const cells = whole.cells.filter(({ case: name, on }) => name !== 'x/alone' || on.go === 'go1.27.0');
const HTML = pageOf({ results: { ...whole, cells }, knowledge: [], hasTables: false, links: [], history: [] });

let browser: TestBrowser;
beforeAll(async () => {
  browser = await startBrowser();
});
afterAll(() => browser?.close());

describe('the view of a pair', () => {
  it('says as many as its map, and how many the map does not count', async () => {
    const { page } = await browser.open(HTML);
    const answer = page.locator('.answer');
    expect(await page.getByRole('gridcell', { name: /^Go 1.27.0 and Emscripten 6.0.5:/ }).textContent()).toMatch(
      /^1 \+3.*1 avoidable break without a cure, 3 with one; 1 more case asked of this version alone$/,
    );
    expect(await answer.locator('.card.open').count()).toBe(1);
    expect(await answer.locator('.card.cured').count()).toBe(4);
    expect(await answer.textContent()).toContain(
      '1 case with a cure was asked of this Go or Emscripten alone and is not counted in the map of pairs.',
    );
  });

  it('says which Emscriptens spare most with the chosen Go', async () => {
    const { page } = await browser.open(HTML, '#pair?go=go1.26.0');
    expect(await page.locator('.advice').textContent()).toBe(
      'If you can choose: Go 1.26.0 with Emscripten 3.1.69: no case fails there, without a cure, that would pass with another Go or Emscripten.',
    );
  });

  it('says of a host how it does with what the Emscripten makes, under a title that names it', async () => {
    const { page } = await browser.open(HTML, '#pair?host=wazero1.12.0');
    expect(await page.locator('h2').textContent()).toBe('Go 1.27.0 and Emscripten 6.0.5 on wazero 1.12.0');
    const said = await page.locator('.answer').textContent();
    expect(said).toContain(
      'What Emscripten 6.0.5 makes, on wazero 1.12.0: 1 case; 0 pass, 1 fails and has a cure that passed, 0 fail without one.',
    );
    expect(said).not.toContain('on some host');
    expect(await page.getByRole('link', { name: 'Each of them' }).getAttribute('href')).toBe(
      'hosts/wazero.md#wazero-1120',
    );
  });

  it('has a text to copy for each cure: its commands, or where they are the same on other files a script', async () => {
    const { page } = await browser.open(HTML);
    await page.context().grantPermissions(['clipboard-read', 'clipboard-write']);
    const copied = async (card: string) => {
      const button = page.locator('.card', { hasText: card }).getByRole('button', { name: /^Copy / });
      await button.click();
      await button.filter({ hasText: 'Copied' }).waitFor();
      return page.evaluate(() => navigator.clipboard.readText());
    };
    expect(await copied('x/cured')).toBe('# run\nemcc a.c -sFLAG');
    expect(await copied('x/files')).toBe(
      'node dist/cli.js repro x/files@go1.27.0+em6.0.5 --workaround files -o cure.sh',
    );
    expect(await page.locator('.card.cured').count()).toBe(await page.locator('.card.cured .copy').count());
  });
});
