import { describe, expect, it } from 'vitest';
import { findRow, type Row, tableOf } from './rows.ts';
import { BINARYEN_ROWS } from './tools/binaryen.ts';
import { CLANG_DRIVER_ROWS, CLANG_SOURCE_ROWS } from './tools/clang-rows.ts';
import { EMCC_ROWS } from './tools/emcc-rows.ts';
import { GO_COMMAND_ROWS, GO_SOURCE_ROWS, GO_TOOL_ROWS } from './tools/go-rows.ts';
import { JS_COMPILER_ROWS } from './tools/js-compiler-rows.ts';
import { JSC_ROWS } from './tools/jsc-rows.ts';
import { SHELL_ROWS } from './tools/shell.ts';
import { SPIDERMONKEY_ROWS } from './tools/spidermonkey-rows.ts';
import { V8_ROWS } from './tools/v8-rows.ts';
import { WABT_ROWS } from './tools/wabt.ts';
import { WASM_LD_ROWS } from './tools/wasm-ld-rows.ts';
import { WASMTIME_ROWS } from './tools/wasmtime.ts';
import { WAZERO_ROWS } from './tools/wazero.ts';

const TABLES: Readonly<Record<string, readonly Row[]>> = {
  'wasm-ld': WASM_LD_ROWS,
  "clang's driver": CLANG_DRIVER_ROWS,
  'clang at a place': CLANG_SOURCE_ROWS,
  emcc: EMCC_ROWS,
  'the JavaScript compiler': JS_COMPILER_ROWS,
  Binaryen: BINARYEN_ROWS,
  'cmd/go': [...GO_COMMAND_ROWS, ...GO_TOOL_ROWS],
  'Go at a place': [...GO_SOURCE_ROWS, ...GO_COMMAND_ROWS],
  shells: SHELL_ROWS,
  WABT: WABT_ROWS,
  V8: V8_ROWS,
  SpiderMonkey: SPIDERMONKEY_ROWS,
  JavaScriptCore: JSC_ROWS,
  wasmtime: WASMTIME_ROWS,
  wazero: WAZERO_ROWS,
};

/** A message that a row was written for: every hole holds a word that stands in no text. */
function instanceOf({ text }: Row): string {
  return text.replace(/\{\w+\}/g, 'qq').replace(/…$/, '');
}

describe('rows', () => {
  it.each(Object.entries(TABLES))('of %s are hidden by no earlier row of another code', (_, rows) => {
    const table = tableOf(rows);
    const hidden = rows.flatMap((row) => {
      const found = findRow(table, instanceOf(row))?.compiled.row;
      return found?.code === row.code ? [] : [`${row.code}: ${row.text} is read as ${found?.code}: ${found?.text}`];
    });
    expect(hidden).toEqual([]);
  });
});
