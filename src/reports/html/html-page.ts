import { createHash } from 'node:crypto';
import { plainJson } from '../text/plain-json.ts';
import { escapeHtml } from './html.ts';

/** A program for browsers, and its style. */
export interface PageProgram {
  readonly script: string;
  readonly style: string;
}

/** What a page is, besides its program. */
export interface PageText {
  readonly title: string;
  /** What the program reads of the page by `id`. */
  readonly data: Readonly<Record<string, unknown>>;
  /** Where somebody without scripts finds the same, as an address beside the page. */
  readonly without: string;
  /** Whether the program starts a worker out of its own text. False: the page may start none. */
  readonly startsWorker?: boolean;
}

/**
 * A page in one file that asks nobody for anything: the policy in it lets run the one script and the one style whose hashes
 * it has (Content Security Policy Level 3), and nothing be fetched, sent or framed. Throws where program or style could end
 * their element.
 */
export function renderShell({ script, style }: PageProgram, page: PageText): string {
  for (const text of [script, style]) {
    if (/<\/(?:script|style)|<!--/i.test(text)) throw new Error('a text that would end its element');
  }
  // A browser reads CRLF as LF before it takes the hash.
  const [code, look] = [script, style].map((text) => `\n${text.replaceAll('\r\n', '\n').trim()}\n`) as [string, string];
  const policy = [
    "default-src 'none'",
    `script-src ${hashOf(code)}`,
    `style-src ${hashOf(look)}`,
    ...(page.startsWorker ? ['worker-src blob:'] : []),
    "base-uri 'none'",
    "form-action 'none'",
  ];
  return `${[
    '<!doctype html>',
    '<html lang="en">',
    '<head>',
    '<meta charset="utf-8">',
    `<meta http-equiv="Content-Security-Policy" content="${policy.join('; ')}">`,
    '<meta name="viewport" content="width=device-width, initial-scale=1">',
    '<meta name="referrer" content="no-referrer">',
    '<meta name="color-scheme" content="light dark">',
    `<title>${escapeHtml(page.title)}</title>`,
    `<style>${look}</style>`,
    '</head>',
    '<body>',
    `<noscript><p>This page needs scripts. <a href="${escapeHtml(page.without)}">The same as plain pages</a>.</p></noscript>`,
    ...Object.entries(page.data).map(
      ([id, value]) => `<script type="application/json" id="${escapeHtml(id)}">${plainJson(value)}</script>`,
    ),
    `<script>${code}</script>`,
    '</body>',
    '</html>',
  ].join('\n')}\n`;
}

function hashOf(text: string): string {
  return `'sha256-${createHash('sha256').update(text).digest('base64')}'`;
}
