import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type Abi, LIBRARY_FORMATS } from './abi.ts';
import { compareSymbols, parseAbi, printAbi } from './abi-text.ts';
import { ProblemInInput } from './errors.ts';

const text = fc.oneof(
  fc.string({ unit: 'binary', maxLength: 12 }),
  fc.constantFrom('__proto__', '"],["', '\n', '\u2028'),
);
const symbol = fc.record({
  name: text,
  kind: fc.constantFrom('function', 'data'),
  weak: fc.boolean(),
  type: fc.option(text),
  members: fc.array(text, { maxLength: 3 }),
  more: fc.nat(5),
});
const abis: fc.Arbitrary<Abi> = fc.record({
  toolchain: text,
  digest: fc.constant<Abi['digest']>(`sha256:${'0'.repeat(64)}`),
  libraries: fc.array(
    fc.record({
      name: text,
      format: fc.constantFrom(...LIBRARY_FORMATS),
      links: fc.array(text, { maxLength: 2 }),
      members: fc.nat(),
      unread: fc.array(fc.record({ member: text, reason: text }), { maxLength: 2 }),
      provides: fc.array(symbol, { maxLength: 3 }),
      needs: fc.array(
        symbol.chain((facts) => fc.option(text).map((from) => ({ ...facts, import: from }))),
        { maxLength: 3 },
      ),
    }),
    { maxLength: 3 },
  ),
});

describe('a table of symbols as text', () => {
  it('is read as it was printed, whatever the names are', () => {
    fc.assert(
      fc.property(abis, (abi) => {
        expect(parseAbi(printAbi(abi), 'abi/x.json')).toEqual(abi);
      }),
    );
  });

  it('has one symbol a line, so that a difference can be read', () => {
    const facts = { kind: 'function', weak: false, type: '() -> void', members: ['a.o'], more: 0 };
    const provides = [
      { ...facts, name: 'f' },
      { ...facts, name: 'g', weak: true, more: 3 },
    ];
    const library = { name: 'libx.a', format: 'archive', links: ['abi/x:build'], members: 4, unread: [] } as const;
    const needs = [{ ...facts, name: '__wasi_fd_write', import: 'wasi_snapshot_preview1.fd_write' }];
    const printed = printAbi({
      toolchain: 'em1.2.3',
      digest: 'sha256:00',
      libraries: [{ ...library, provides, needs }],
    });
    expect(printed.split('\n').filter((line) => line.includes('.o"'))).toEqual([
      '    ["f","function","strong","() -> void","a.o"],',
      '    ["g","function","weak","() -> void","a.o",3]',
      '    ["__wasi_fd_write","function","strong","() -> void","wasi_snapshot_preview1.fd_write","a.o"]',
    ]);
  });

  const start = `{"schema":1,"toolchain":"em1.2.3","digest":"sha256:${'0'.repeat(64)}"`;
  const library = '"name":"a.a","format":"archive","links":[],"members":1,"unread":[]';
  it.each([
    ['no JSON', 'symbols', 'is no JSON'],
    ['null', 'null', 'is no table of symbols'],
    ['a newer format', '{"schema":2}', 'was written by a newer emrift (schema 2)'],
    ['no digest', '{"schema":1,"toolchain":"em1.2.3"}', 'is no table of symbols'],
    ['no libraries', `${start}}`, 'has no list of libraries'],
    ['a library that is null', `${start},"libraries":[null]}`, 'has a library that is none'],
    ['an unknown format', `${start},"libraries":[{"name":"a.a","format":"elf"}]}`, 'without name, format'],
    ['no symbols', `${start},"libraries":[{${library}}]}`, 'without provides'],
    [
      'a broken symbol',
      `${start},"libraries":[{${library},"provides":[[1]],"needs":[]}]}`,
      'a broken line in the library a.a',
    ],
    [
      'a broken import',
      `${start},"libraries":[{${library},"provides":[],"needs":[["f","function","weak",null,1]]}]}`,
      'a broken line',
    ],
  ])('is refused with %s', (_, broken, message) => {
    expect(() => parseAbi(broken, 'abi/x.json')).toThrow(ProblemInInput);
    expect(() => parseAbi(broken, 'abi/x.json')).toThrow(message);
  });

  const table = (fields: string) => `${start},"libraries":[{${fields},"provides":[],"needs":[]}]}`;
  it.each([
    ['a count that is none', table(library.replace('"members":1', '"members":-1')), 'has a library without name'],
    ['half a member', table(library.replace('"members":1', '"members":1.5')), 'has a library without name'],
    ['a link that is no text', table(library.replace('"links":[]', '"links":[1]')), 'has a library without name'],
    ['a name that is no text', table(library.replace('"a.a"', '1')), 'has a library without name'],
    ['lines that are none', table(library.replace('"unread":[]', '"unread":[1]')), 'has a library a.a without unread'],
    ['an older format', start.replace(':1,', ':0,').concat(',"libraries":[]}'), 'is no table of symbols of emrift'],
    ['a short digest', start.replace(/0{64}/, '0').concat(',"libraries":[]}'), 'is no table of symbols of emrift'],
    ['a longer digest', start.replace(/0{64}/, '0'.repeat(65)).concat(',"libraries":[]}'), 'is no table of symbols'],
    ['a toolchain that is none', start.replace('"em1.2.3"', '1').concat(',"libraries":[]}'), 'is no table of symbols'],
    ['no library at all', `${start},"libraries":[1]}`, 'has a library that is none'],
  ])('is refused with %s', (_, broken, message) => {
    expect(() => parseAbi(broken, 'abi/x.json')).toThrow(message);
  });

  it.each([
    '[1,"function","weak",null]',
    '["f",1,"weak",null]',
    '["f","function","other",null]',
    '["f","function","weak",1]',
    '["f","function","weak",null,0]',
    '["f","function","weak",null,2,"a.o"]',
  ])('is refused with the line %s', (row) => {
    const broken = `${start},"libraries":[{${library},"provides":[${row}],"needs":[]}]}`;
    expect(() => parseAbi(broken, 'abi/x.json')).toThrow('has a broken line in the library a.a');
  });
});

it('symbols come by name, kind, binding and type, strong ones and those of no type first', () => {
  const facts = { members: [], more: 0 };
  const ordered = [
    { ...facts, name: 'a', kind: 'function', weak: true, type: 'z' },
    { ...facts, name: 'b', kind: 'data', weak: true, type: 'z' },
    { ...facts, name: 'b', kind: 'function', weak: false, type: null },
    { ...facts, name: 'b', kind: 'function', weak: false, type: 'y' },
    { ...facts, name: 'b', kind: 'function', weak: true, type: null },
    { ...facts, name: 'b', kind: 'function', weak: true, type: 'a' },
  ];
  expect([...ordered].reverse().sort(compareSymbols)).toEqual(ordered);
  expect([...ordered].sort(compareSymbols)).toEqual(ordered);
});
