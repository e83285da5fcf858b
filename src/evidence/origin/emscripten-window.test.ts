import { describe, expect, it } from 'vitest';
import { custom, func, I32, I64, join, list, section, text, u, wasm } from '../wasm/builder.fixture.ts';
import { readWasm } from '../wasm/read-wasm.ts';
import type { WasmFile } from '../wasm/wasm-file.ts';
import { searchWindow } from './emscripten-window.ts';
import data from './library-names.json' with { type: 'json' };
import { type LibraryNames, RELEASES, readLibraryNames } from './library-names.ts';
import { printReleases, releasesBefore, releasesSince, releasesWhere, spanOf, spansOf } from './release-set.ts';

const library = readLibraryNames();

/** The window of one file. */
function findEmscriptenWindow(file: WasmFile, names: LibraryNames) {
  const search = searchWindow(names);
  search.add(file);
  return search.find();
}

/** A module that imports functions of one type and exports a function under names. */
function module(imports: readonly string[], exports: readonly string[] = [], type = func([I32], [I32])) {
  return readWasm(
    wasm(
      section(1, list(type)),
      section(2, list(...imports.map((name) => join(text('env'), text(name), 0, 0)))),
      section(3, list(0)),
      section(5, list(join(0, 1))),
      section(7, list(...exports.map((name) => join(text(name), 0, u(imports.length))))),
      section(10, list(join(2, 0, 0x0b))),
    ),
  );
}

describe('the window of Emscripten releases', () => {
  it('is found from names, with what bounds it', () => {
    const type = func([I32, I32, I32], [I32]);
    expect(findEmscriptenWindow(module(['__syscall_unlinkat', '__sys_unused'], [], type), library)).toEqual({
      since: '2.0.32',
      until: null,
      ranges: [{ since: '2.0.32', until: null }],
      witnesses: ['__syscall_unlinkat'],
      because: ['__syscall_unlinkat (≥2.0.32)'],
    });
  });

  it('is bounded by a type that changed, and by exports that were renamed', () => {
    const window = findEmscriptenWindow(module(['__syscall_openat'], ['stackSave']), library);
    expect(window).toMatchObject({ since: '2.0.32', until: '3.1.35', because: ['__syscall_openat (≥2.0.32 <3.1.35)'] });
    expect(findEmscriptenWindow(module(['emscripten_resize_heap'], ['_emscripten_stack_restore']), library)).toEqual({
      since: '3.1.57',
      until: null,
      ranges: [{ since: '3.1.57', until: null }],
      witnesses: ['export _emscripten_stack_restore'],
      because: ['export _emscripten_stack_restore (≥3.1.57)'],
    });
  });

  it('takes no name whose type is another as evidence: somebody else defined it', () => {
    const long = func([I64, I64, I64, I64], [I64]);
    const window = findEmscriptenWindow(module(['_abort_js', 'emscripten_resize_heap'], ['dynCall_v'], long), library);
    expect(window).toMatchObject({ since: null, witnesses: ['emscripten_resize_heap'] });
  });

  it('is none where clues contradict each other, and says which', () => {
    const file = module(['emscripten_resize_heap'], ['stackSave', '_emscripten_stack_alloc']);
    expect(findEmscriptenWindow(file, library)).toEqual({
      since: null,
      until: null,
      ranges: [],
      witnesses: ['export stackSave', 'export _emscripten_stack_restore'],
      because: ['export stackSave (<3.1.57)', 'export _emscripten_stack_restore (≥3.1.57)'],
      contradictory: true,
    });
  });

  it('has holes where what was found was there, went and came again', () => {
    const time = module(['_tzset_js'], [], func([I32, I32, I32, I32]));
    expect(findEmscriptenWindow(time, library)).toMatchObject({
      since: '3.1.3',
      until: null,
      ranges: [
        { since: '3.1.3', until: '3.1.35' },
        { since: '3.1.55', until: null },
      ],
    });
  });

  it('leaves names that others than Emscripten may have given out where they disagree', () => {
    const weak = module(['_abort_js', 'llvm_eh_typeid_for', 'wgpuCreateInstance'], [], func([]));
    expect(findEmscriptenWindow(weak, library)).toMatchObject({ since: '3.1.59', until: null });
  });

  it('of what fastcomp made is before 2.0.0', () => {
    const old = readWasm(
      wasm(
        section(1, list(func([]))),
        section(2, list(join(text('asm2wasm'), text('f64-rem'), 0, 0))),
        section(5, list(join(0, 1))),
      ),
    );
    expect(findEmscriptenWindow(old, library)).toMatchObject({ since: null, until: '2.0.0' });
  });

  it('is null for what shows no sign of Emscripten', () => {
    expect(findEmscriptenWindow(module(['time', 'abort']), library)).toBeNull();
  });

  it('reads the clang that an object names as a lower bound', () => {
    const object = (version: string) =>
      readWasm(
        wasm(
          section(1, list(func([I32], [I32]))),
          section(2, list(join(text('env'), text('emscripten_resize_heap'), 0, 0))),
          custom('linking', 2, section(8, list(join(0, 0x10, 0)))),
          custom('producers', list(join(text('processed-by'), list(join(text('clang'), text(version)))))),
        ),
      );
    expect(findEmscriptenWindow(object('20.0.0git (https://x)'), library)).toMatchObject({
      since: '3.1.53',
      until: null,
    });
    expect(findEmscriptenWindow(object('11.0.1'), library)).toMatchObject({ since: null, until: null });
    // No number at all: its digits go on for ever.
    expect(findEmscriptenWindow(object('9'.repeat(400)), library)).toMatchObject({ since: null, until: null });
  });
});

describe('sets of releases', () => {
  it('print as spans', () => {
    expect(printReleases(releasesSince('2.0.32'))).toBe('≥2.0.32');
    expect(printReleases(releasesBefore('3.1.20'))).toBe('<3.1.20');
    expect(printReleases(releasesWhere((place) => place < 3 || place > 150))).toBe(
      `<${RELEASES[3]} or ≥${RELEASES[151]}`,
    );
    expect(printReleases(releasesWhere(() => true))).toBe('');
  });

  it('are nothing where none is left', () => {
    expect(spansOf(releasesWhere((place) => place === 3))).toEqual([{ since: RELEASES[3], until: RELEASES[4] }]);
    expect(spanOf(releasesWhere(() => false))).toBeNull();
  });
});

describe('the names of the library', () => {
  it('have histories without overlaps, in order', () => {
    const entries = Object.values(data.names).flatMap((lines) => lines.join(' ').split(' '));
    const names = new Set(entries.map((entry) => entry.split(':')[0]!));
    expect(names.size).toBeGreaterThan(2500);
    for (const name of names) {
      const bounds = [...library.get(name)!]
        .sort((a, b) => a.since - b.since)
        .flatMap(({ since, until }) => [since, until]);
      expect(bounds, name).toEqual([...bounds].sort((a, b) => a - b));
    }
  });
});

describe('names of the library', () => {
  it('are the same whether few or very many are asked for', () => {
    const asked = data.names;
    const all = [...new Set(Object.values(asked).flatMap((lines) => lines.join(' ').split(' ')))].map(
      (entry) => entry.split(':')[0]!,
    );
    const mapped = readLibraryNames();
    for (const name of all) mapped.get(name);
    const some = all.filter((_, place) => place % 17 === 0);
    for (const name of [...some, 'no_such_name', '', 'abort:v', 'abor', 'constructor']) {
      expect(readLibraryNames().get(name)).toEqual(mapped.get(name));
    }
    expect(mapped.has('emscripten_resize_heap')).toBe(true);
    expect(readLibraryNames().has('emscripten_resize_hea')).toBe(false);
  });
});
