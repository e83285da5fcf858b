import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import type { BrowserContextOptions, Page } from 'playwright-core';
import { launch } from '../../.config/browser.mjs';
import { driftModules } from '../breaks/abi/module-drift.ts';
import { loadProgram } from '../catalogue/load-knowledge.ts';
import { renderIndex } from '../reports/html/index-page.ts';
import { type ComparedTables, packDrift } from '../reports/html/pack-drift.ts';
import { packResults } from '../reports/html/pack-results.ts';
import { makeContext } from '../reports/query/context.ts';
import type { CatalogueInput } from '../reports/query/input.ts';

/** The folder that the build writes. */
export const DIST = join(import.meta.dirname, '..', '..', 'dist');

/** A browser with pages of its own, which all go with it. */
export interface TestBrowser {
  /** Opens a text as a file of its own; what it asks for or complains of is written down. */
  open(html: string, address?: string, options?: BrowserContextOptions): Promise<OpenPage>;
  close(): Promise<void>;
}

/** An open page. */
export interface OpenPage {
  readonly page: Page;
  /** What it asked for besides itself. */
  readonly requests: string[];
  /** What its console says, and what it throws. */
  readonly complaints: string[];
}

/** Starts the Chromium of the system: under the path in CHROMIUM, else by its name on PATH. */
export async function startBrowser(): Promise<TestBrowser> {
  const browser = await launch();
  const folder = mkdtempSync(join(tmpdir(), 'emrift-page-'));
  let pages = 0;
  return {
    async open(html, address = '', options = {}) {
      const file = join(folder, `${pages++}.html`);
      writeFileSync(file, html);
      const context = await browser.newContext({ viewport: { width: 1280, height: 900 }, ...options });
      const page = await context.newPage();
      const open: OpenPage = { page, requests: [], complaints: [] };
      const own = pathToFileURL(file).href;
      context.on('request', (request) => {
        const url = request.url();
        if (url.split('#')[0] !== own && !url.startsWith('blob:')) open.requests.push(url);
      });
      page.on('console', (message) => {
        if (['error', 'warning'].includes(message.type())) open.complaints.push(message.text());
      });
      page.on('pageerror', (error) => open.complaints.push(String(error)));
      page.on('dialog', (dialog) => {
        open.complaints.push(`a dialog: ${dialog.message()}`);
        void dialog.dismiss();
      });
      await page.goto(`${own}${address}`);
      return open;
    },
    async close() {
      await browser.close();
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

/** The page of a catalogue, with the program as the build left it. */
export function pageOf(input: CatalogueInput, tables: readonly ComparedTables[] = []): string {
  const drift = packDrift(tables, driftModules(input.results));
  return renderIndex(packResults(makeContext(input), drift), loadProgram(DIST, 'index'));
}

/** The address behind `#`, as the page has it: what the browser tells of it may come later. */
export function hashOf(page: Page): Promise<string> {
  return page.evaluate(() => location.hash);
}
