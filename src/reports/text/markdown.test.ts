import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { HOSTILE } from '../hostile.fixture.ts';
import { code, escapeText, fence, prose, table } from './markdown.ts';

describe('text from outside in markdown', () => {
  it.each([
    ['a|b', 'a&#124;b'],
    ['*x* [y](z) `q`', '\\*x\\* \\[y\\](z) \\`q\\`'],
    ['<script>alert(1)</script>', '&lt;script&gt;alert(1)&lt;/script&gt;'],
    ['wasm_exec.js __syscall', 'wasm_exec.js \\_\\_syscall'],
    ['one\r\ntwo\n\nthree', 'one two three'],
    ['# heading', '\\# heading'],
    ['- item', '\\- item'],
    ['---', '\\---'],
    ['==', '\\=='],
    ['--allow-undefined-file is new', '--allow-undefined-file is new'],
    ['1. item', '1\\. item'],
    ['2.0.12', '2.0.12'],
    ['a\u202eb\u0007', 'a\\\\u{202e}b\\\\u{7}'],
  ])('%j is escaped', (text, expected) => {
    expect(escapeText(text)).toBe(expected);
  });

  it('keeps code readable where a code span can hold it, and falls back to entities', () => {
    expect(code('__syscall_futex')).toBe('`__syscall_futex`');
    expect(code('a`b')).toBe('<code>a&#96;b</code>');
    expect(code('f<T>|g')).toBe('<code>f&#60;T&#62;&#124;g</code>');
    expect(code('')).toBe('(empty)');
  });

  it('turns words between backticks of a paragraph into code', () => {
    expect(prose('use `-sX=1` now')).toBe('use `-sX=1` now');
    expect(prose('a `b|c` d')).toBe('a <code>b&#124;c</code> d');
    expect(prose('an odd ` stays')).toBe('an odd \\` stays');
  });

  it('makes a fence longer than any inside', () => {
    expect(fence('a\n````\nb', 'text')).toBe('`````text\na\n````\nb\n`````');
    expect(fence('plain')).toBe('```\nplain\n```');
  });
});

describe('any text', () => {
  const anyText = fc.oneof(fc.string({ unit: 'binary', maxLength: 80 }), fc.constantFrom(...HOSTILE));

  it('leaves a table with the fields that it was given', () => {
    fc.assert(
      fc.property(anyText, anyText, anyText, (a, b, c) => {
        const lines = table([
          ['x', 'y', 'z'],
          [escapeText(a), code(b), prose(c)],
        ]).split('\n');
        expect(lines).toHaveLength(3);
        expect(lines[2]!.match(/\|/g)).toHaveLength(4);
      }),
    );
  });

  it('has no markup, control or invisible characters left', () => {
    fc.assert(
      fc.property(anyText, (text) => {
        for (const out of [escapeText(text), code(text), prose(text)]) {
          expect(out).not.toMatch(/<(?!\/?code>)/);
          expect(out).not.toMatch(/[\p{Cc}\p{Cf}\p{Cs}\p{Zl}\p{Zp}]/u);
        }
      }),
    );
  });

  it('cannot leave its fence', () => {
    fc.assert(
      fc.property(anyText, (text) => {
        const lines = fence(text, 'text').split('\n');
        const ticks = /^`+/.exec(lines[0]!)![0];
        const closing = lines.slice(1).findIndex((line) => new RegExp(`^ {0,3}${ticks}\`*\\s*$`).test(line));
        expect(closing).toBe(lines.length - 2);
        expect(lines.join('\n')).not.toMatch(/<script/i);
      }),
    );
  });
});
