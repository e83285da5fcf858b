import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { cleanBytes, findPlainEnds, stripControls } from './clean-line.ts';

const PIECES = [
  'a',
  'é',
  '~',
  ' ',
  '\t',
  '\r',
  '\x7f',
  '\x1b',
  '\x1b[',
  '\x1b[0;31m',
  '\x1b[ m',
  '\x1b]8;;x\x07',
  'm',
  '3',
  '\0',
];
const texts = fc.array(fc.constantFrom(...PIECES), { maxLength: 20 }).map((pieces) => pieces.join(''));

function clean(text: string): string | null {
  const bytes = Buffer.from(text);
  const into = Buffer.alloc(bytes.length);
  const length = cleanBytes(bytes, 0, bytes.length, into);
  return length < 0 ? null : into.toString('utf8', 0, length);
}

describe('cleanBytes', () => {
  it('makes of a line what is made of its text, or nothing', () => {
    fc.assert(
      fc.property(texts, (text) => {
        expect([null, stripControls(text.trimEnd())]).toContain(clean(text));
      }),
      { seed: 3, numRuns: 2000 },
    );
  });

  it('takes colours out', () => {
    expect(clean('\x1b[1ma.c:1:2: \x1b[0m\x1b[0;1;31merror: \x1b[0mx \x1b[0m\r')).toBe('a.c:1:2: error: x');
    expect(clean('\x1b]8;;http://x\x07a')).toBeNull();
    expect(clean('10%\r20%')).toBeNull();
  });
});

describe('findPlainEnds', () => {
  it('finds the first byte that is no visible ASCII, blank or tab, from wherever it starts', () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 24 }), fc.array(fc.constantFrom('abcd', 'a', ' ', '\t')), (odd, even) => {
        const bytes = Buffer.concat([Buffer.from(even.join('')), odd, Buffer.from(even.join(''))]);
        const find = findPlainEnds(bytes);
        for (let from = 0; from <= bytes.length; from++) {
          const at = bytes.findIndex((byte, place) => place >= from && byte !== 9 && (byte < 32 || byte > 126));
          expect(find(from)).toBe(at < 0 ? bytes.length : at);
        }
      }),
      { seed: 5, numRuns: 300 },
    );
  });
});
