import { describe, expect, it } from 'vitest';
import { buildGnuArchive } from '../wasm/archive.fixture.ts';
import { buildObject } from '../wasm/object.fixture.ts';
import { readLibrary } from './read-library.ts';
import { sizelessType } from './sizeless-type.ts';

const object = { name: 'a.o', content: buildObject() };

describe('readLibrary', () => {
  it('lists what an object defines and needs, with types, and no local symbols', () => {
    const table = readLibrary(buildObject());
    expect(table).toMatchObject({ format: 'object', members: 1, unread: [] });
    expect(table!.provides.map(({ name, kind, weak, type }) => [name, kind, weak, type])).toEqual([
      ['errno', 'data', false, null],
      ['far', 'data', false, null],
      ['main', 'function', false, '(i32) -> i32'],
      ['table_of_words', 'data', true, null],
    ]);
    expect(table!.needs.map(({ name, kind, weak, type, import: from }) => [name, kind, weak, type, from])).toEqual([
      ['__cpp_exception', 'tag', false, '(i32) -> i32', null],
      ['__indirect_function_table', 'table', false, 'funcref', null],
      ['__stack_pointer', 'global', false, 'mut i32', null],
      ['environ', 'data', false, null, null],
      ['now', 'function', true, '(i32) -> i32', 'js.now_ms'],
      ['puts', 'function', false, '(i32) -> i32', null],
    ]);
  });

  it('joins the members of an archive: names of some, the number of the rest, what is not read and why', () => {
    const members = ['a.o', 'b.o', 'c.o', 'd.o', 'e.o', 'f.o'].map((name) => ({ ...object, name }));
    const bitcode = { name: 'lto.o', content: 'BC\xc0\xde....' };
    const torn = { name: 'torn.o', content: '\0asm\x01\0\0\0\x01\xff' };
    const table = readLibrary(buildGnuArchive([...members, bitcode, torn]));
    expect(table).toMatchObject({ format: 'archive', members: 8 });
    expect(table!.unread).toEqual([
      { member: 'lto.o', reason: 'bitcode' },
      { member: 'torn.o', reason: expect.stringContaining('at byte') },
    ]);
    expect(table!.provides.find(({ name }) => name === 'main')).toMatchObject({ members: ['a.o'], more: 5 });
    expect(table!.needs.find(({ name }) => name === 'puts')).toMatchObject({
      members: ['a.o', 'b.o', 'c.o', 'd.o'],
      more: 2,
    });
  });

  it('reads what JavaScript offers and what it needs, by who needs it', () => {
    const table = readLibrary(
      Buffer.from('#STUB\n# a comment\nexit: \nsetprotoent: malloc\ngetaddrinfo: malloc,htonl\n'),
    );
    expect(table).toMatchObject({ format: 'stub-library', members: 1, unread: [] });
    expect(table!.provides.map(({ name }) => name)).toEqual(['exit', 'getaddrinfo', 'setprotoent']);
    expect(table!.needs).toMatchObject([
      { name: 'htonl', members: ['getaddrinfo'] },
      { name: 'malloc', members: ['setprotoent', 'getaddrinfo'] },
    ]);
  });

  it.each([
    ['text', 'hello'],
    ['nothing', ''],
    ['a torn archive', '!<arch>\nx'],
    ['a torn object', '\0asm\x01\0\0\0\x01\xff'],
  ])('has no table of %s', (_, content) => expect(readLibrary(Buffer.from(content, 'latin1'))).toBeNull());
});

describe('sizelessType', () => {
  it.each([
    ['memory', '272 pages', 'pages'],
    ['memory', '256..32768 pages, shared', 'bounded pages, shared'],
    ['table', 'funcref, 5 elements', 'funcref'],
    ['table', 'externref, 0..10 elements, 64 bit', 'externref, 64 bit'],
    ['function', '(i32) -> i32', '(i32) -> i32'],
  ])('a %s of %s is %s', (kind, type, expected) => expect(sizelessType(kind, type)).toBe(expected));
});
