import { expect, it } from 'vitest';
import { parseLog } from '../parse-log.ts';

it('names the option that a program of WABT does not know', () => {
  const log = "wasm-objdump: unknown option '-t'\nTry '--help' for more information.\n";
  expect(parseLog(log)).toMatchObject([
    { reporter: 'wabt', code: 'unknown-argument', symbol: '-t', severity: 'error' },
  ]);
});

it('keeps an error of such a program that fits no template', () => {
  const log = 'wasm2wat: error: something that no table has\n';
  expect(parseLog(log)).toMatchObject([{ reporter: 'wabt', code: 'unrecognised', severity: 'error' }]);
});
