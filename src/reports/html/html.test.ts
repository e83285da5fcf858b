import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { HOSTILE } from '../hostile.fixture.ts';
import { plainJson } from '../text/plain-json.ts';
import { escapeHtml } from './html.ts';

describe('text from outside in HTML', () => {
  const anyText = fc.oneof(fc.string({ unit: 'binary', maxLength: 80 }), fc.constantFrom(...HOSTILE));

  it('is escaped in content and attributes', () => {
    expect(escapeHtml(`<a href="x" title='y'>&`)).toBe('&lt;a href=&quot;x&quot; title=&#39;y&#39;&gt;&amp;');
  });

  it('never opens an element, ends an attribute or hides a character, whatever it is', () => {
    fc.assert(
      fc.property(anyText, (text) => {
        expect(escapeHtml(text)).not.toMatch(/[<>"']|[\p{Cc}\p{Cf}\p{Cs}\p{Zl}\p{Zp}]/u);
      }),
    );
  });

  it('is data in a script element that nothing in it can end, and the same when it is read', () => {
    fc.assert(
      fc.property(anyText, (text) => {
        const json = plainJson({ [text]: text });
        expect(json).not.toMatch(/<|[\p{Cc}\p{Cf}\p{Cs}\p{Zl}\p{Zp}]/u);
        expect(JSON.parse(json)).toEqual(JSON.parse(JSON.stringify({ [text]: text })));
      }),
    );
  });
});
