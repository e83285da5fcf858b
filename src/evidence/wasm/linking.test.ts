import { describe, expect, it } from 'vitest';
import { buildObject } from './object.fixture.ts';
import { readWasm } from './read-wasm.ts';
import { hasFlag, SYMBOL_FLAGS } from './symbol-table.ts';
import { listSymbols } from './symbols.ts';

describe('a relocatable object', () => {
  const file = readWasm(buildObject());

  it('is known by its linking section, whose parts are data', () => {
    expect(file.kind).toBe('object');
    expect(file.linking).toMatchObject({
      version: 2,
      segments: [
        { name: '.data.words', alignment: 4, flags: 5 },
        { name: '.tbss', alignment: 2, flags: 2 },
      ],
      initFunctions: [{ priority: 65535, symbol: 3 }],
      comdats: [
        {
          name: 'group',
          flags: 0,
          entries: [
            { kind: 1, index: 2 },
            { kind: 0, index: 0 },
          ],
        },
      ],
    });
    expect(file.problems.map(({ message }) => message)).toEqual(['linking: unknown subsection 99']);
  });

  it('has every flag of a symbol', () => {
    const names = Object.keys(SYMBOL_FLAGS) as (keyof typeof SYMBOL_FLAGS)[];
    const flags = file.linking?.symbols.map((symbol) =>
      [symbol.name, ...names.filter((flag) => hasFlag(symbol, flag))].join(' '),
    );
    expect(flags).toEqual([
      'puts undefined',
      'now weak undefined explicitName',
      'main hidden exported noStrip',
      'helper local',
      'table_of_words weak',
      'environ undefined',
      'errno tls',
      'far absolute',
      '__stack_pointer undefined',
      ' local',
      '__cpp_exception undefined',
      '__indirect_function_table undefined noStrip',
    ]);
    expect(file.linking?.symbols[1]?.import).toMatchObject({ module: 'js', name: 'now_ms' });
    expect(file.linking?.symbols[7]).toMatchObject({ offset: 2 ** 40, size: 0 });
  });

  it('lists its symbols with kind, binding, visibility and type', () => {
    const shared = { visibility: 'default' } as const;
    expect(listSymbols(file)).toEqual([
      { ...shared, name: 'puts', kind: 'function', binding: 'global', defined: false, type: '(i32) -> i32' },
      { ...shared, name: 'now', kind: 'function', binding: 'weak', defined: false, type: '(i32) -> i32' },
      { name: 'main', kind: 'function', binding: 'global', defined: true, visibility: 'hidden', type: '(i32) -> i32' },
      { ...shared, name: 'helper', kind: 'function', binding: 'local', defined: true, type: '() -> void' },
      { ...shared, name: 'table_of_words', kind: 'data', binding: 'weak', defined: true },
      { ...shared, name: 'environ', kind: 'data', binding: 'global', defined: false },
      { ...shared, name: 'errno', kind: 'data', binding: 'global', defined: true },
      { ...shared, name: 'far', kind: 'data', binding: 'global', defined: true },
      { ...shared, name: '__stack_pointer', kind: 'global', binding: 'global', defined: false, type: 'mut i32' },
      { ...shared, name: 'code', kind: 'section', binding: 'local', defined: true },
      { ...shared, name: '__cpp_exception', kind: 'tag', binding: 'global', defined: false, type: '(i32) -> i32' },
      {
        ...shared,
        name: '__indirect_function_table',
        kind: 'table',
        binding: 'global',
        defined: false,
        type: 'funcref, 0 elements',
      },
    ]);
  });

  it('counts relocations by type and target, types of functions aside', () => {
    expect(file.relocations).toEqual([
      {
        name: 'reloc.CODE',
        section: 3,
        byType: { FUNCTION_INDEX_LEB: 2, MEMORY_ADDR_LEB: 1, TYPE_INDEX_LEB: 1 },
        targets: new Map([
          [0, 2],
          [4, 1],
        ]),
      },
    ]);
  });

  it('keeps who made it and what it uses', () => {
    expect(file.producers).toEqual([{ field: 'processed-by', values: [{ name: 'clang', version: '21.1.8' }] }]);
    expect(file.features).toEqual([
      { name: 'bulk-memory', policy: 'used' },
      { name: 'shared-mem', policy: 'disallowed' },
    ]);
  });
});
