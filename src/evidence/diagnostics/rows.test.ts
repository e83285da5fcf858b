import { describe, expect, it } from 'vitest';
import { readFloatingRow, readRow, tableOf } from './rows.ts';
import { compileTemplate, matchTemplate } from './template.ts';

describe('matchTemplate', () => {
  const template = compileTemplate(
    'relocation {relocation} cannot be used against symbol `{symbol}`; recompile with -fPIC',
  );

  it('fills holes up to the literal behind them', () => {
    const text = 'relocation R_X cannot be used against symbol `a`b`; recompile with -fPIC';
    expect(matchTemplate(template, text)).toEqual(['R_X', 'a`b']);
  });

  it('lets nothing follow unless the template is open', () => {
    const text = 'relocation R_X cannot be used against symbol `f`; recompile with -fPIC!';
    expect(matchTemplate(template, text)).toBeNull();
    expect(matchTemplate(compileTemplate('invalid symbol type…'), 'Invalid symbol type: 5')).toEqual([]);
  });

  it('ignores case in the first letter alone', () => {
    expect(matchTemplate(compileTemplate('section too large'), 'Section too large')).toEqual([]);
    expect(matchTemplate(compileTemplate('section too large'), 'section Too large')).toBeNull();
  });
});

describe('readRow', () => {
  const table = tableOf([
    { code: 'undefined-stub-dependency', text: '{file}: undefined symbol: {symbol}. Required by {referencedBy}' },
    { code: 'undefined-symbol', text: '{file}: undefined symbol: {symbol}' },
    { code: 'no-input-files', text: 'no input files' },
  ]);

  it('takes the symbol to the end of the line, colons and blanks included', () => {
    const made = readRow(table, 'wasm-ld', 'error', 'my dir/a.o: undefined symbol: ns::f(char const*, long)');
    expect(made).toMatchObject({ code: 'undefined-symbol', file: 'my dir/a.o', symbol: 'ns::f(char const*, long)' });
  });

  it('prefers the earlier row', () => {
    const made = readRow(table, 'wasm-ld', 'error', 'x.so: undefined symbol: malloc. Required by js_fn');
    expect(made).toMatchObject({ code: 'undefined-stub-dependency', symbol: 'malloc', referencedBy: 'js_fn' });
  });

  it('finds a message behind wrappers', () => {
    expect(readFloatingRow(table, 'node', 'Error: panic: no input files')).toMatchObject({ code: 'no-input-files' });
    expect(readFloatingRow(table, 'node', 'there are no input files')).toBeNull();
  });
});
