import { describe, expect, it } from 'vitest';
import { mayMatter } from './may-matter.ts';
import type { Row } from './rows.ts';
import { BINARYEN_ROWS } from './tools/binaryen.ts';
import { GO_COMMAND_ROWS, GO_SOURCE_ROWS, GO_TOOL_ROWS } from './tools/go-rows.ts';
import { SHELL_ROWS } from './tools/shell.ts';
import { V8_ROWS } from './tools/v8-rows.ts';
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
  ['RuntimeError: ', V8_ROWS],
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

  it.each(['[1/2] CXX obj/main.o', 'cc -O2 -c a.c -o a.o', '    at Module._compile (node:internal:1:2)'])(
    'holds back %j',
    (line) => {
      expect(mayMatter(line)).toBe(false);
    },
  );
});
