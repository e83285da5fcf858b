import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { abiOf, libraryOf, needOf } from './abi.fixture.ts';
import { driftAbi, driftTables, type FamilyTables, type SymbolFacts, tablesByFamily } from './drift.ts';

const INT = '(i32) -> i32';
const LONG = '(i64) -> i32';

/** The changes from one set of libraries to another, in words. */
function changesOf(before: readonly ReturnType<typeof libraryOf>[], after: typeof before): string[] {
  return driftAbi(abiOf('em1.0.0', before), abiOf('em2.0.0', after)).symbols.map((change) => {
    const from = change.kind === 'moved' ? ` from ${change.from}` : '';
    return `${change.kind} ${change.family} ${change.name}${from}`;
  });
}

describe('driftAbi', () => {
  it.each([
    ['nothing', [libraryOf('libc.a', [`f ${INT}`])], [libraryOf('libc.a', [`f ${INT}`])], []],
    ['a new symbol', [libraryOf('libc.a', ['f'])], [libraryOf('libc.a', ['f', 'g'])], ['added libc g']],
    ['a lost symbol', [libraryOf('libc.a', ['f', 'g'])], [libraryOf('libc.a', ['f'])], ['removed libc g']],
    [
      'another signature',
      [libraryOf('libc.a', [`f ${INT}`])],
      [libraryOf('libc.a', [`f ${LONG}`])],
      ['changed libc f'],
    ],
    ['a symbol that became weak', [libraryOf('libc.a', ['f'])], [libraryOf('libc.a', ['weak f'])], ['changed libc f']],
    [
      'data that became a function',
      [libraryOf('libc.a', ['data f'])],
      [libraryOf('libc.a', ['f'])],
      ['changed libc f'],
    ],
    [
      'a symbol of another library',
      [libraryOf('libc.a', ['sbrk']), libraryOf('libdlmalloc.a', ['malloc'])],
      [libraryOf('libc.a', []), libraryOf('libdlmalloc.a', ['malloc', 'sbrk'])],
      ['moved malloc sbrk from libc'],
    ],
    [
      'what JavaScript gave and libc now has',
      [libraryOf('libc.a', []), libraryOf('javascript.so', ['getentropy'])],
      [libraryOf('libc.a', [`getentropy ${INT}`]), libraryOf('javascript.so', [])],
      ['moved libc getentropy from JavaScript'],
    ],
    [
      'a second library that has it too',
      [libraryOf('libc.a', ['f'])],
      [libraryOf('libc.a', ['f']), libraryOf('libstubs.a', ['f'])],
      ['added libstubs f'],
    ],
    [
      'another name for the same library',
      [libraryOf('libcompiler_rt.a', ['__addtf3']), libraryOf('libc_rt_wasm.a', ['memcpy'])],
      [libraryOf('libclang_rt.builtins.a', ['__addtf3']), libraryOf('libc.a', ['memcpy'])],
      [],
    ],
    [
      'another variant and another allocator',
      [libraryOf('libc++-noexcept.a', ['f']), libraryOf('libdlmalloc.a', ['malloc'])],
      [libraryOf('libc++-except-mt.a', ['f']), libraryOf('libemmalloc.a', ['malloc'])],
      [],
    ],
    [
      'a symbol that two families lost and one got',
      [libraryOf('libz.a', ['f']), libraryOf('liba.a', ['f'])],
      [libraryOf('libm.a', ['f'])],
      ['moved libm f from liba', 'removed libz f'],
    ],
    [
      'a symbol that one family lost and two got',
      [libraryOf('libm.a', ['f'])],
      [libraryOf('libz.a', ['f']), libraryOf('liba.a', ['f'])],
      ['moved liba f from libm', 'added libz f'],
    ],
    [
      'changes in the order of families and names',
      [libraryOf('libb.a', ['g', 'f']), libraryOf('liba.a', ['h'])],
      [libraryOf('libc.a', ['y', 'x'])],
      ['removed liba h', 'removed libb f', 'removed libb g', 'added libc x', 'added libc y'],
    ],
    [
      'a name with a dot in it',
      [libraryOf('lib.alpha-mt.a', ['f'])],
      [libraryOf('lib.alpha-x.a', ['f'])],
      ['moved lib.alpha-x f from lib.alpha'],
    ],
  ])('finds %s', (_, before, after, expected) => expect(changesOf(before, after)).toEqual(expected));

  it('takes the strong definition where two libraries of a family have one', () => {
    const [weak, strong] = [libraryOf('libc.a', ['weak f']), libraryOf('libc_rt_wasm.a', [`f ${INT}`])];
    expect(
      tablesByFamily({ libraries: [weak, strong] })
        .get('libc')!
        .get('f'),
    ).toMatchObject({ weak: false });
    expect(
      tablesByFamily({ libraries: [strong, weak] })
        .get('libc')!
        .get('f'),
    ).toMatchObject({ weak: false });
  });

  it.each([
    ['of equally strong ones the first', `f ${INT}`, `f ${LONG}`],
    ['a strong one, whatever its type', `f ${LONG}`, `weak f ${INT}`],
  ])('takes %s, whichever library comes first', (_, taken, other) => {
    const [one, two] = [libraryOf('libc.a', [taken]), libraryOf('libc_rt_wasm.a', [other])];
    const [, type] = /^f (.*)$/.exec(taken)!;
    for (const libraries of [
      [one, two],
      [two, one],
    ]) {
      expect(tablesByFamily({ libraries }).get('libc')!.get('f')).toMatchObject({ weak: false, type });
    }
  });

  it('names the families that only one has, and compares the links that both have', () => {
    const [plain, alone] = ['abi/libraries:plain', 'abi/libraries:standalone'];
    const before = ['libz.a', 'libc.a', 'libb.a'].map((name) => libraryOf(name, ['f'], [], [plain!, alone!]));
    const after = ['libc.a', 'liby.a', 'libx.a'].map((name) => libraryOf(name, ['f'], [], [plain!]));
    const { families, left } = driftAbi(abiOf('em1.0.0', before), abiOf('em2.0.0', after));
    expect(families).toEqual({ added: ['libx', 'liby'], removed: ['libb', 'libz'] });
    expect([...left.keys()]).toEqual([plain]);
  });

  it.each([
    ['another import', [needOf('f', 'env.a')], [needOf('f', 'env.b')], [], 1],
    ['another giver', [needOf('f')], [needOf('f')], ['f'], 1],
    ['a second use of another type', [needOf(`f ${LONG}`), needOf(`f ${INT}`)], [needOf(`f ${INT}`)], [], 0],
  ])('takes %s of a symbol that is left for so many changes', (_, before, after, offered, count) => {
    const abis = [before, after].map((needs, place) =>
      abiOf(`em${place + 1}.0.0`, [libraryOf('libc.a', [], needs), libraryOf('js.so', place === 0 ? [] : offered)]),
    );
    expect(driftAbi(abis[0]!, abis[1]!).left.get('abi/libraries:plain')).toHaveLength(count);
  });

  it('finds what a link leaves to others and did not, and otherwise than before', () => {
    const javascript = libraryOf('javascript.so', ['_gmtime_js', 'emscripten_memcpy_big', 'fd_write']);
    const write = needOf('__wasi_fd_write', 'wasi_snapshot_preview1.fd_write');
    const before = abiOf('em1.0.0', [
      libraryOf('libc.a', [], [needOf(`_gmtime_js ${INT}`), needOf('emscripten_memcpy_big'), write]),
      javascript,
    ]);
    const after = abiOf('em2.0.0', [
      libraryOf('libc.a', [], [needOf(`_gmtime_js ${LONG}`), needOf('__syscall_umask'), write]),
      javascript,
    ]);
    const { left } = driftAbi(before, after);
    const links = left.get('abi/libraries:plain')!.map(({ name, was, now }) => [name, was?.giver, now?.giver]);
    expect(links).toEqual([
      ['__syscall_umask', undefined, 'nobody'],
      ['_gmtime_js', 'javascript', 'javascript'],
      ['emscripten_memcpy_big', 'javascript', undefined],
    ]);
  });
});

const facts = fc.record<SymbolFacts>({
  kind: fc.constantFrom('function', 'data'),
  weak: fc.boolean(),
  type: fc.constantFrom(null, INT, LONG),
});
const tables = fc
  .dictionary(
    fc.constantFrom('libc', 'malloc', 'JavaScript'),
    fc.dictionary(
      fc.oneof(fc.constantFrom('f', 'g', 'h', '__proto__', 'constructor'), fc.string({ maxLength: 2 })),
      facts,
    ),
  )
  .map(
    (plain): FamilyTables =>
      new Map(Object.entries(plain).map(([name, table]) => [name, new Map(Object.entries(table))])),
  );

/** What a table becomes by some changes. */
function apply(before: FamilyTables, changes: ReturnType<typeof driftTables>): Map<string, Map<string, SymbolFacts>> {
  const result = new Map([...before].map(([family, table]) => [family, new Map(table)]));
  const tableOf = (family: string) => result.get(family) ?? result.set(family, new Map()).get(family)!;
  for (const change of changes) {
    if (change.kind === 'removed') tableOf(change.family).delete(change.name);
    else tableOf(change.family).set(change.name, change.now);
    if (change.kind === 'moved') tableOf(change.from).delete(change.name);
  }
  return result;
}

/** Without families that define nothing, which no change mentions. */
function filled(families: FamilyTables): Record<string, [string, SymbolFacts][]> {
  const entries = [...families].filter(([, table]) => table.size > 0);
  return Object.fromEntries(
    entries.map(([family, table]) => [family, [...table].sort(([a], [b]) => (a < b ? -1 : 1))]),
  );
}

describe('driftTables', () => {
  it('finds nothing between a table and itself', () => {
    fc.assert(
      fc.property(tables, (table) => {
        expect(driftTables(table, table)).toEqual([]);
      }),
    );
  });

  it('finds everything: applied to the older table its changes give the newer one', () => {
    fc.assert(
      fc.property(tables, tables, (before, after) => {
        expect(filled(apply(before, driftTables(before, after)))).toEqual(filled(after));
      }),
    );
  });
});
