import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { HOSTILE } from '../hostile.fixture.ts';
import { escapeHtml, escapePreformatted, htmlCode, htmlLink, htmlProse } from './html.ts';

describe('text from outside in HTML', () => {
  it('is escaped in content and attributes', () => {
    expect(escapeHtml(`<a href="x" title='y'>&`)).toBe('&lt;a href=&quot;x&quot; title=&#39;y&#39;&gt;&amp;');
    expect(htmlProse('use `a<b` now')).toBe('use <code>a&lt;b</code> now');
    expect(htmlLink('x', 'a"b')).toBe('<a href="a&quot;b">x</a>');
    expect(escapePreformatted('a\n\tb\u001b[1m')).toBe('a\n\tb\\u{1b}[1m');
  });

  it('never opens an element, ends an attribute or hides a character, whatever it is', () => {
    const anyText = fc.oneof(fc.string({ unit: 'binary', maxLength: 80 }), fc.constantFrom(...HOSTILE));
    fc.assert(
      fc.property(anyText, (text) => {
        for (const out of [escapeHtml(text), htmlCode(text), htmlProse(text), escapePreformatted(text)]) {
          expect(out.replace(/<\/?code>/g, '')).not.toMatch(/[<>"']/);
          expect(out).not.toMatch(/(?![\n\t])[\p{Cc}\p{Cf}\p{Cs}\p{Zl}\p{Zp}]/u);
        }
      }),
    );
  });
});
