import { describe, expect, it } from 'vitest';
import { maskLog } from './mask.ts';
import { normaliseLog, trimLog } from './normalise.ts';
import { parseLog } from './parse-log.ts';

describe('maskLog', () => {
  it.each([
    [
      'wasm-ld: error: /tmp/emscripten_temp_d5juyshl/main.o: x',
      'wasm-ld: error: /tmp/emscripten_temp_00000000/main.o: x',
    ],
    ['/tmp/tmpwxdxiynxlibemscripten_js_symbols.so: y', '/tmp/tmp00000000libemscripten_js_symbols.so: y'],
    ["compiler.js /tmp/tmpwe67be_u.txt' failed (1)", "compiler.js /tmp/tmp00000000.txt' failed (1)"],
    ['wasm-ld-13: error: /tmp/a-b07743.o: z', 'wasm-ld-13: error: /tmp/a-000000.o: z'],
    [
      'fork/exec /tmp/go-build3129620625/b001/exe/app: exec format error',
      'fork/exec /tmp/go-build0/b001/exe/app: exec format error',
    ],
    ['(node:1234) Warning: x', '(node:0) Warning: x'],
    [
      'bash: line 1: 18366 Segmentation fault      wasm-ld-15 a.o',
      'bash: line 1: 0 Segmentation fault      wasm-ld-15 a.o',
    ],
    ['3  libc.so.6       0x00007f5c1044bd70', '3  libc.so.6       0x0'],
    ['syscall/js.Value.Call({{}, 0x0, 0x0}, {0x17ebd, 0x3})', 'syscall/js.Value.Call({{}, 0x0, 0x0}, {0x0, 0x0})'],
    ['system_libs:INFO: compiled 4 inputs in 0.37s', 'system_libs:INFO: compiled 4 inputs in 0s'],
    ['    at wasm://wasm/0127f252:wasm-function[0]:0x20', '    at wasm://wasm/0127f252:wasm-function[0]:0x20'],
    ['\x1b[0;31merror: \x1b[0mx\x07', 'error: x'],
  ])('makes %j constant', (line, masked) => {
    expect(maskLog(`${line}\n`)).toBe(`${masked}\n`);
    expect(maskLog(`${masked}\n`)).toBe(`${masked}\n`);
  });
});

describe('trimLog', () => {
  it('leaves a short log as it is', () => {
    expect(trimLog('a\n\nb\n')).toBe('a\n\nb\n');
    expect(normaliseLog('')).toBe('');
  });

  it('keeps the messages of a long one, and says how much is gone', () => {
    const noise = (count: number) => Array.from({ length: count }, (_, n) => `compiling ${n}`);
    const log = [...noise(500), 'wasm-ld: error: a.o: undefined symbol: f', ...noise(500)].join('\n');
    const trimmed = trimLog(log);
    expect(trimmed.split('\n').length).toBeLessThanOrEqual(64);
    expect(trimmed.length).toBeLessThanOrEqual(6500);
    expect(parseLog(trimmed).map(({ symbol }) => symbol)).toEqual(['f']);
    expect(trimmed).toMatch(/^compiling 0\n(?:.*\n)*… 492 lines left out …\n(?:.*\n)*compiling 499\n$/);
  });

  it('keeps two lines behind a message, and the two ends of a long line', () => {
    const noise = (name: string) => Array.from({ length: 100 }, (_, n) => `${name} ${n}`);
    const long = `${'a'.repeat(600)}${'b'.repeat(600)}`;
    const message = 'wasm-ld: error: a.o: undefined symbol: f';
    const lines = trimLog([...noise('before'), message, ...noise('behind'), long].join('\n')).split('\n');
    const at = lines.indexOf(message);
    expect(lines.slice(at - 1, at + 4)).toEqual([
      '… 92 lines left out …',
      message,
      'behind 0',
      'behind 1',
      '… 87 lines left out …',
    ]);
    expect(lines.at(-2)).toMatch(/^a{489,490} … b{210}$/);
    expect(trimLog(`${'c'.repeat(700)}\n`)).toBe(`${'c'.repeat(700)}\n`);
  });

  it('leaves a log of sixty lines as it is, and no longer one', () => {
    const log = (count: number) => Array.from({ length: count }, (_, n) => `line ${n}\n`).join('');
    expect(trimLog(log(60))).toBe(log(60));
    expect(trimLog(log(61))).toContain('left out');
    const wide = (count: number) => `${'x'.repeat(599)}\n`.repeat(count);
    expect(trimLog(wide(10))).toBe(wide(10));
    expect(trimLog(wide(11))).toBe(
      `${`${'x'.repeat(599)}\n`.repeat(8)}… 1 line left out …\n${`${'x'.repeat(599)}\n`.repeat(2)}`,
    );
  });
});
