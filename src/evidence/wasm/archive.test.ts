import { describe, expect, it } from 'vitest';
import { buildBsdArchive, buildGnuArchive } from './archive.fixture.ts';
import { readArchive } from './archive.ts';
import { wasm } from './builder.fixture.ts';

const members = [
  { name: 'a-name-that-is-longer-than-a-header-holds.o', content: wasm() },
  { name: 'b.o', content: 'BC\xc0\xde odd' },
  { name: 'dir/c.txt', content: 'odd' },
];

describe('readArchive', () => {
  it.each([false, true])('reads long names and index of a GNU archive (64 bit: %s)', (wide) => {
    const archive = readArchive(
      buildGnuArchive(members, {
        symbols: [
          ['f', 0],
          ['g', 1],
        ],
        wide,
      }),
    );
    expect(archive).toMatchObject({ thin: false, dialect: 'gnu' });
    expect(archive.members.map(({ name, size, format }) => `${name} ${size} ${format}`)).toEqual([
      'a-name-that-is-longer-than-a-header-holds.o 8 wasm',
      'b.o 8 bitcode',
      'dir/c.txt 3 unknown',
    ]);
    expect(archive.index).toEqual({
      form: wide ? 'gnu64' : 'gnu',
      symbols: [
        { name: 'f', member: archive.members[0]?.offset },
        { name: 'g', member: archive.members[1]?.offset },
      ],
    });
  });

  it('reads names and index of a BSD archive', () => {
    const archive = readArchive(buildBsdArchive(members, ['f', 'g']));
    expect(archive).toMatchObject({ thin: false, dialect: 'bsd' });
    expect(archive.members.map(({ name, size, format }) => `${name} ${size} ${format}`)).toEqual([
      'a-name-that-is-longer-than-a-header-holds.o 8 wasm',
      'b.o 8 bitcode',
      'dir/c.txt 3 unknown',
    ]);
    expect(archive.index).toEqual({
      form: 'bsd',
      symbols: [
        { name: 'f', member: 1000 },
        { name: 'g', member: 1001 },
      ],
    });
  });

  it('names the files of a thin archive, whose contents lie elsewhere', () => {
    const archive = readArchive(buildGnuArchive(members, { thin: true, symbols: [['f', 0]] }));
    expect(archive.thin).toBe(true);
    expect(archive.members.map(({ name, size, bytes, format }) => ({ name, size, bytes, format }))).toEqual([
      { name: 'a-name-that-is-longer-than-a-header-holds.o', size: 8, bytes: null, format: null },
      { name: 'b.o', size: 8, bytes: null, format: null },
      { name: 'dir/c.txt', size: 3, bytes: null, format: null },
    ]);
    expect(archive.index?.symbols).toHaveLength(1);
  });

  it('refuses more members than any archive has', () => {
    const member = `${'a.o/'.padEnd(48)}${'0'.padEnd(10)}\`\n`;
    const archive = (count: number) => Buffer.from(`!<arch>\n${member.repeat(count)}`);
    expect(readArchive(archive(200_000)).members).toHaveLength(200_000);
    expect(() => readArchive(archive(200_001))).toThrow('more than 200000 members');
  });

  it('reads an archive without members', () => {
    expect(readArchive(Buffer.from('!<arch>\n'))).toEqual({ thin: false, dialect: null, index: null, members: [] });
  });

  const good = Buffer.from(buildGnuArchive(members, { symbols: [['f', 0]] })).toString('latin1');
  it.each([
    ['another magic', 'hello, world', 'not an archive'],
    ['a cut header', good.slice(0, 40), 'member header of 60 bytes, but 32 are left'],
    ['a header without an end mark', good.replace('`\n', 'xx'), 'broken member header'],
    ['a size that is no number', good.replace('644     ', '644     -'), 'broken member header'],
    ['a member beyond the end', good.slice(0, -3), 'member of 3 bytes, but 1 are left'],
    ['a name beyond the table', good.replace('/45 ', '/999'), 'name outside the table of names'],
    ['overlapping names', good.replace('/45 ', '/1  '), 'names overlap in the table of names'],
    ['an index that is too short', good.replace('\0\0\0\x01', '\0\0\x01\0'), 'index of 256 symbols is too short'],
  ])('refuses %s', (_, text, message) => {
    expect(() => readArchive(Buffer.from(text, 'latin1'))).toThrow(message);
  });
});
