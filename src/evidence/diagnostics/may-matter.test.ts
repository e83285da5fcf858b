import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { stripControls } from './clean-line.ts';
import { readCorpus } from './corpus.fixture.ts';
import { createRandom, mutate } from './hostile.fixture.ts';
import { mayMatter, skipQuietLines } from './may-matter.ts';
import type { Row } from './rows.ts';
import { stripFrame, unwrapConsole } from './strip-frame.ts';
import { BINARYEN_ROWS } from './tools/binaryen.ts';
import { GO_COMMAND_ROWS, GO_SOURCE_ROWS, GO_TOOL_ROWS } from './tools/go-rows.ts';
import { JSC_ROWS } from './tools/jsc-rows.ts';
import { SHELL_ROWS } from './tools/shell.ts';
import { SPIDERMONKEY_ROWS } from './tools/spidermonkey-rows.ts';
import { V8_ROWS } from './tools/v8-rows.ts';
import { WABT_ROWS } from './tools/wabt.ts';
import { WASMTIME_ROWS } from './tools/wasmtime.ts';
import { WAZERO_ROWS } from './tools/wazero.ts';

/** What a reporter prints in front of its rows' texts where nothing louder stands there. */
const TABLES: readonly (readonly [string, readonly Row[]])[] = [
  ['', BINARYEN_ROWS],
  ['go: ', GO_COMMAND_ROWS],
  ['', GO_COMMAND_ROWS],
  ['', GO_TOOL_ROWS],
  ['main.go:1:2: ', GO_SOURCE_ROWS],
  ['make: ', SHELL_ROWS],
  ['wasm-objdump: ', WABT_ROWS],
  ['RuntimeError: ', V8_ROWS],
  ['RuntimeError: ', SPIDERMONKEY_ROWS],
  ['RuntimeError: ', JSC_ROWS],
  ['    ', WASMTIME_ROWS],
  ['', WAZERO_ROWS],
];

describe('mayMatter', () => {
  it('lets every template of a table through', () => {
    const lost = TABLES.flatMap(([lead, rows]) =>
      rows.map(({ text }) => lead + text.replace(/\{\w+\}/g, '0').replace('…', '')).filter((line) => !mayMatter(line)),
    );
    expect(lost).toEqual([]);
  });

  it.each([
    '[1/2] CXX obj/main.o',
    'cc -O2 -c a.c -o a.o',
    'em++ -Werror -fno-exceptions -c a.cpp',
    'go: downloading example.com/module v1.2.3',
    '    at Module._compile (node:internal:1:2)',
  ])('holds back %j', (line) => {
    expect(mayMatter(line)).toBe(false);
  });

  it('looks at one line alone, whatever was asked before', () => {
    expect(mayMatter('go: downloading example.com/module v1.2.3')).toBe(false);
    expect(mayMatter('go: down')).toBe(true);
  });

  it('finds a word wherever an option ends', () => {
    expect(mayMatter('cc -fno-exceptions a.c: error: x')).toBe(true);
    expect(mayMatter('go: downloading a v1: error: x')).toBe(true);
  });
});

describe('skipQuietLines', () => {
  it('counts lines, and stops at the last one, which may go on', () => {
    expect(skipQuietLines(Buffer.from('a\r\nb\nc'), 0)).toEqual({ start: 5, lines: 2 });
    expect(skipQuietLines(Buffer.from('a\nerror: x\n'), 0)).toEqual({ start: 2, lines: 1 });
    expect(skipQuietLines(Buffer.from('a\nx.js:25 \nb\n'), 0)).toEqual({ start: 2, lines: 1 });
  });

  it('skips no line that may matter once it is cleaned', () => {
    const logs = readCorpus(join(import.meta.dirname, 'corpus')).map(({ log }) => log);
    const random = createRandom(3);
    const pick = () => logs[Math.floor(random() * logs.length)]!;
    const lines = Array.from({ length: 300 }, () => mutate(pick(), pick(), random).split('\n')).flat();
    const framed = lines.flatMap((line) => [line, `2026-11-22T10:00:00.1234567Z ${line}`, `#12 3.456 ${line}`]);
    const lost = framed.filter((line) => {
      const cleaned = stripControls(line);
      const seen = unwrapConsole(cleaned) ?? stripFrame(cleaned);
      return mayMatter(seen) && skipQuietLines(Buffer.from(`${line}\n`), 0).lines > 0;
    });
    expect(framed.length).toBeGreaterThan(5000);
    expect(lost).toEqual([]);
  });
});
