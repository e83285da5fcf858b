import { describe, expect, it } from 'vitest';
import { buildGnuArchive } from './archive.fixture.ts';
import { readArtifact } from './artifact.ts';
import { artifactSurface } from './artifact-surface.ts';
import { custom, func, I32, join, list, section, text, u, wasm } from './builder.fixture.ts';
import { diffSurfaces } from './diff-surfaces.ts';
import { buildObject } from './object.fixture.ts';

const latin = (content: string) => Buffer.from(content, 'latin1');

describe('readArtifact', () => {
  it.each<[string, Uint8Array]>([
    ['module', wasm()],
    ['object', buildObject()],
    ['shared', wasm(custom('dylink.0'))],
    ['component', Uint8Array.of(0, 0x61, 0x73, 0x6d, 0x0d, 0, 1, 0)],
    ['archive', latin('!<arch>\n')],
    ['archive', latin('!<thin>\n')],
    ['bitcode', latin('BC\xc0\xde')],
    ['bitcode', latin('\xde\xc0\x17\x0b')],
    ['stub-library', latin('#STUB\n')],
    ['unknown', latin('/* GNU ld script */')],
    ['unknown', new Uint8Array()],
  ])('knows a %s by its first bytes, whatever its name', (kind, bytes) => {
    expect(readArtifact(bytes, 'x.so')).toMatchObject({ kind, path: 'x.so', size: bytes.length });
  });

  it('reads a view into a larger buffer', () => {
    const whole = new Uint8Array(Buffer.concat([latin('junk'), wasm(section(1, list(func([]))))]));
    expect(readArtifact(whole.subarray(4), 'a.wasm')).toMatchObject({
      kind: 'module',
      wasm: { types: [{ kind: 'func' }] },
    });
  });

  it('reads the lines of a stub library', () => {
    const lines = '#STUB\n# emscripten\nfoo: bar, baz\n\nalone:\r\nplain\n';
    expect(readArtifact(latin(lines), 'libjs.so')).toMatchObject({
      stubs: [
        { name: 'foo', needs: ['bar', 'baz'] },
        { name: 'alone', needs: [] },
        { name: 'plain', needs: [] },
      ],
    });
  });
});

describe('artifactSurface', () => {
  it('joins the members of an archive and says which it could not read', () => {
    const archive = buildGnuArchive([
      { name: 'good.o', content: buildObject() },
      { name: 'lto.o', content: 'BC\xc0\xde' },
      { name: 'cut.o', content: buildObject().subarray(0, 20) },
      { name: 'notes', content: 'text' },
    ]);
    const surface = artifactSurface(readArtifact(archive, 'lib.a'));
    expect(surface.symbols).toHaveLength(12);
    expect(surface.symbols[0]).toMatchObject({ name: 'puts', member: 'good.o', defined: false });
    expect(surface.features).toEqual(['bulk-memory']);
    expect(surface.unread).toEqual([
      { member: 'lto.o', reason: 'bitcode' },
      { member: 'cut.o', reason: 'unexpected end at byte 20' },
      { member: 'notes', reason: 'unknown' },
    ]);
  });

  it('is empty for what is only recognised', () => {
    expect(artifactSurface(readArtifact(latin('BC\xc0\xde'), 'a.bc')).symbols).toEqual([]);
  });
});

describe('diffSurfaces', () => {
  const build = (imports: readonly string[], params: readonly number[], feature: string) =>
    artifactSurface(
      readArtifact(
        wasm(
          section(1, list(func(params, [I32]), func([]))),
          section(2, list(...imports.map((name) => join(text('env'), text(name), 0, 0)))),
          section(3, list(1)),
          section(7, list(join(text('run'), 0, u(imports.length)))),
          custom('target_features', list(join('+'.charCodeAt(0), text(feature)))),
        ),
        'a.wasm',
      ),
    );

  it('lists what was added, removed and changed, sorted', () => {
    const diff = diffSurfaces(
      build(['b', 'a', 'same'], [], 'sign-ext'),
      build(['same', 'c', 'b'], [I32], 'bulk-memory'),
    );
    const entry = (name: string, type: string) => ({ module: 'env', name, kind: 'function', type });
    expect(diff.imports).toEqual({
      added: [entry('c', '(i32) -> i32')],
      removed: [entry('a', '() -> i32')],
      changed: ['b', 'same'].map((name) => ({ before: entry(name, '() -> i32'), after: entry(name, '(i32) -> i32') })),
    });
    expect(diff.exports).toEqual({ added: [], removed: [], changed: [] });
    expect(diff.symbols.changed.map(({ before }) => before.name)).toEqual(['b', 'same']);
    expect(diff.features).toEqual({ added: ['bulk-memory'], removed: ['sign-ext'] });
  });

  it('finds nothing between equal artifacts, whatever their order', () => {
    const nothing = { added: [], removed: [], changed: [] };
    expect(diffSurfaces(build(['a', 'b'], [], 'x'), build(['b', 'a'], [], 'x'))).toEqual({
      imports: nothing,
      exports: nothing,
      symbols: nothing,
      features: { added: [], removed: [] },
    });
  });

  it('sees a symbol move to another member, but not who uses it', () => {
    const symbol = { name: 'f', kind: 'function', binding: 'global', defined: true, visibility: 'default' } as const;
    const surface = (member: string, user: string) => ({
      ...artifactSurface(readArtifact(latin('!<arch>\n'), 'lib.a')),
      symbols: [
        { ...symbol, member },
        { ...symbol, name: 'g', defined: false, member: user },
        { ...symbol, defined: false, member: user },
        { ...symbol, name: 'static', binding: 'local' as const, member: user },
      ],
    });
    expect(diffSurfaces(surface('a.o', 'x.o'), surface('a.o', 'y.o')).symbols.changed).toEqual([]);
    expect(diffSurfaces(surface('a.o', 'x.o'), surface('b.o', 'x.o')).symbols.changed).toEqual([
      { before: { ...symbol, member: 'a.o' }, after: { ...symbol, member: 'b.o' } },
    ]);
  });
});
