import { readFileSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { loadProgram } from '../catalogue/load-knowledge.ts';
import { renderExplainPage } from '../reports/html/explain-page.ts';
import { realisticInput } from '../reports/realistic.fixture.ts';
import { DIST, pageOf, startBrowser, type TestBrowser } from './browser.fixture.ts';

const EXPLAIN = renderExplainPage(
  readFileSync(join(DIST, 'knowledge.jsonl'), 'latin1'),
  [],
  loadProgram(DIST, 'explain'),
);

let browser: TestBrowser;
beforeAll(async () => {
  browser = await startBrowser();
});
afterAll(() => browser?.close());

describe.each([
  ['the catalogue', pageOf(realisticInput()), ''],
  ['the page that explains', EXPLAIN, ' worker-src blob:;'],
])('%s', (_name, html, worker) => {
  it('is one file: it names no other to load, and its policy allows the one script and the one style in it', () => {
    const [, policy = ''] = /<meta http-equiv="Content-Security-Policy" content="([^"]*)">/.exec(html) ?? [];
    const hash = "'sha256-[\\w+/]+=*'";
    expect(policy).toMatch(
      new RegExp(
        `^default-src 'none'; script-src ${hash}; style-src ${hash};${worker} base-uri 'none'; form-action 'none'$`,
      ),
    );
    const tags = html.match(/<[a-z][^>]*>/gi)!.slice(0, 12);
    expect(tags.filter((tag) => /^<(?:link|img|iframe|object|embed|base)\b|\ssrc=/i.test(tag))).toEqual([]);
    expect(html.indexOf('Content-Security-Policy')).toBeLessThan(html.search(/<(?:script|style)\b/));
  });

  it('runs nothing that is put into it, and lets nothing out', async () => {
    const asked: (string | undefined)[] = [];
    const server = createServer(({ url }, response) => {
      asked.push(url);
      response.end();
    });
    await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
    const address = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
    const { page } = await browser.open(html);
    const found = await page.evaluate(async (own) => {
      const refused: string[] = [];
      addEventListener('securitypolicyviolation', ({ effectiveDirective }) => refused.push(effectiveDirective));
      const script = document.createElement('script');
      script.textContent = 'globalThis.ran = true';
      const other = document.createElement('script');
      other.src = `${own}/b.js`;
      const image = document.createElement('img');
      image.setAttribute('onerror', 'globalThis.ran = true');
      image.src = `${own}/a.png`;
      const link = document.createElement('a');
      link.setAttribute('href', 'javascript:globalThis.ran=true');
      document.body.append(script, other, image, link);
      link.click();
      const sent = await fetch(own).then(
        () => true,
        () => false,
      );
      await new Promise((resolve) => setTimeout(resolve, 300));
      return { ran: (globalThis as { ran?: boolean }).ran ?? false, sent, refused: [...new Set(refused)].sort() };
    }, address);
    server.close();
    expect(found).toEqual({
      ran: false,
      sent: false,
      refused: ['connect-src', 'img-src', 'script-src-attr', 'script-src-elem'],
    });
    expect(asked).toEqual([]);
  });
});
