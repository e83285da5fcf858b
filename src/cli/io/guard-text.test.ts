import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { processorTime } from '../../model/processor-time.fixture.ts';
import { guardJson, guardText } from './guard-text.ts';

const CONTROL = /(?![\n\t])[\p{Cc}\p{Cf}\p{Zl}\p{Zp}]/u;
const weird = fc.string({ unit: fc.integer({ min: 0, max: 0x3000 }).map((code) => String.fromCharCode(code)) });

describe('text on its way to a terminal', () => {
  it('has no control character, whatever it was made of', () => {
    fc.assert(
      fc.property(weird, (text) => {
        expect(guardText(text, false)).not.toMatch(CONTROL);
        expect(guardText(text, true).replace(/\x1b\[\d+m/g, '')).not.toMatch(CONTROL);
        expect(guardJson(JSON.stringify(text))).not.toMatch(CONTROL);
        expect(JSON.parse(guardJson(JSON.stringify(text)))).toBe(text);
      }),
      { numRuns: 500, seed: 20261128 },
    );
  });

  it('keeps colours where they are asked for, and nothing that looks like them', () => {
    const hostile = '\x1b]52;c;aGk=\x07';
    expect(guardText(`\x1b[31mred\x1b[39m ${hostile}\x1b[2J`, true)).toBe(
      '\x1b[31mred\x1b[39m \\u{1b}]52;c;aGk=\\u{7}\\u{1b}[2J',
    );
    expect(guardText('\x1b[31mred', false)).toBe('\\u{1b}[31mred');
    expect(guardText('plain\ttext\r\n–', false)).toBe('plain\ttext\n–');
  });

  it('costs little where there is nothing to spell out', () => {
    const text = `${'(func $name (import "env" "f"))\n'.repeat(2000)}é`;
    const took = processorTime(() => {
      for (let at = 0; at < 160; at++) guardText(text, true);
    });
    // Ten megabytes.
    expect(took).toBeLessThan(2_000);
  });
});
