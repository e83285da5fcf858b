import { describe, expect, it } from 'vitest';
import { readLibraryNames } from '../origin/library-names.ts';
import { func, join, list, section, text, u, wasm } from '../wasm/builder.fixture.ts';
import { diffReports } from './diff-reports.ts';
import { inspectFile } from './inspect-file.ts';

const library = readLibraryNames();

/** A module with a memory that imports functions of `module` and exports one under names. */
function inspect(module: string, imports: readonly string[], exports: readonly string[], pages = 1) {
  const bytes = wasm(
    section(1, list(func([]))),
    section(2, list(...imports.map((name) => join(text(module), text(name), 0, 0)))),
    section(3, list(0)),
    section(5, list(join(0, u(pages)))),
    section(7, list(...exports.map((name) => join(text(name), 0, u(imports.length))))),
    section(10, list(join(2, 0, 0x0b))),
  );
  return inspectFile(bytes, `${imports.join()}.wasm`, library);
}

describe('what differs between two files', () => {
  it('is names and facts where both have names', () => {
    const diff = diffReports(
      inspect('env', ['emscripten_resize_heap'], ['f']),
      inspect('env', ['_abort_js'], ['f'], 2),
    );
    expect(diff.minified).toEqual({ before: false, after: false });
    expect(diff.imports.added.map(({ name }) => name)).toEqual(['_abort_js']);
    expect(diff.imports.removed.map(({ name }) => name)).toEqual(['emscripten_resize_heap']);
    expect(diff.facts).toContainEqual({ fact: 'settings.memory.initial', before: 65536, after: 131072 });
    expect(diff.facts.find(({ fact }) => fact === 'Emscripten')).toMatchObject({ after: '3.1.59..' });
  });

  it('is facts alone where names were replaced by letters: which letter means what changes with each build', () => {
    const diff = diffReports(inspect('a', ['a', 'b'], ['c', 'd']), inspect('a', ['a', 'b', 'c'], ['d', 'e'], 2));
    expect(diff).toMatchObject({ minified: { before: true, after: true }, imports: { added: [], changed: [] } });
    expect(diff.exports).toEqual({ added: [], removed: [], changed: [] });
    expect(diff.facts).toContainEqual({ fact: 'imports', before: 2, after: 3 });
    expect(diff.facts.map(({ fact }) => fact)).not.toContain('exports');
  });

  it('compares the names that a script gives', () => {
    const named = (module: string, imports: Record<string, string>) => {
      const report = inspect(module, Object.keys(imports), ['g']);
      return { ...report, glue: { path: 'x.js', fits: true, known: 0, imports, exports: {} } };
    };
    const diff = diffReports(named('a', { a: 'abort', b: 'exit' }), named('a', { a: 'exit', b: 'abort' }));
    expect(diff.minified).toEqual({ before: false, after: false });
    expect(diff.imports).toEqual({ added: [], removed: [], changed: [] });
  });

  it('is nothing between a file and itself', () => {
    const report = inspect('env', ['f'], ['g']);
    expect(diffReports(report, report).facts).toEqual([]);
  });
});
