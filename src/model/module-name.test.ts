import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { compareToolchains, labelVersions, parseCell, parseToolchain, printCell } from './ids.ts';
import { moduleVersion, parseModuleVersion, printModule } from './module-name.ts';
import { compareVersions, inRange, isPrerelease, isRange, lineOf, toSemver } from './versions.ts';

const PYODIDE = '4.0.9-pyodide.0.28.3';
const SQLITE = '3.1.30-sqlite.org--sqlite-wasm.3.46.1-build3';

const number = fc.nat(99).map(String);
const release = fc.tuple(number, number, number).map((parts) => parts.join('.'));
const word = fc.stringMatching(/^[a-z][a-z0-9]{0,8}(?:[.-][a-z][a-z0-9]{0,5}){0,2}$/);
const moduleName = fc.record({
  emsdk: release,
  package: fc.oneof(
    word,
    fc.tuple(word, word).map(([scope, name]) => `@${scope}/${name}`),
  ),
  version: fc.oneof(
    release,
    release.map((text) => `${text}-build3`),
  ),
});

describe('a module’s version', () => {
  it('has the Emscripten, the package and its version, and is read as it was written, in both forms', () => {
    expect(moduleVersion({ emsdk: '4.0.9', package: 'pyodide', version: '0.28.3' })).toBe(PYODIDE);
    expect(printModule(SQLITE)).toBe('3.1.30 (@sqlite.org/sqlite-wasm 3.46.1-build3)');
    fc.assert(
      fc.property(moduleName, (name) => {
        const version = moduleVersion(name)!;
        expect(parseModuleVersion(version)).toEqual(name);
        expect(parseModuleVersion(printModule(version))).toEqual(name);
        expect(toSemver('module', printModule(version))).toBe(version);
        const cell = { case: 'a/b', on: { module: `module${version}`, node: 'node20.20.2' } };
        expect(parseCell(printCell(cell))).toEqual(cell);
      }),
    );
  });

  it.each(['foo--bar', 'foo_bar', 'Foo', '@a--b/c', 'a.1.2.3-x', 'a.01', 'a b', ''])(
    'is none for the package %j',
    (name) => expect(moduleVersion({ emsdk: '4.0.9', package: name, version: '1.0.0' })).toBeNull(),
  );

  it.each(['1', '1.2.3+build.1', '1.2.3-', '1.2.3-01', 'latest'])('is none for the package’s version %j', (version) =>
    expect(moduleVersion({ emsdk: '4.0.9', package: 'a', version })).toBeNull(),
  );

  it.each(['', '4.0.9', '4.0.9-pyodide', '4.0.9 (pyodide)', 'pyodide-4.0.9'])('%j is none', (text) => {
    expect(toSemver('module', text)).toBeNull();
    expect(printModule(text)).toBe(text);
  });

  it('comes in the order of the Emscriptens, then by package and version', () => {
    const ordered = [
      'module3.1.64-web-tree-sitter.0.24.7',
      'module4.0.9-pyodide.0.28.3',
      'module4.0.9-pyodide.0.29.3',
      'module4.0.9-sql.js.1.0.0',
      'module4.0.15-web-tree-sitter.0.27.1',
    ];
    expect([...ordered].reverse().sort(compareToolchains)).toEqual(ordered);
    expect(parseToolchain(ordered[0]!)).toEqual({
      tool: 'module',
      version: '3.1.64-web-tree-sitter.0.24.7',
      suffix: '',
    });
  });

  it('is printed with its Emscripten, which is still a version', () => {
    const label = labelVersions([`module${PYODIDE}`]).get(`module${PYODIDE}`)!;
    expect(label).toBe('4.0.9 (pyodide 0.28.3)');
    expect(compareVersions('module', label, PYODIDE)).not.toBeNaN();
    expect(inRange('module', label, 'pyodide')).toBe(true);
  });

  it('is a line by itself and no candidate', () => {
    expect(lineOf('module', PYODIDE)).toBe(PYODIDE);
    expect(isPrerelease('module', PYODIDE)).toBe(false);
  });
});

describe('a range of modules', () => {
  it.each([
    [PYODIDE, '>=4.0.7', true],
    [PYODIDE, '>=4.0.9', true],
    [PYODIDE, '<4.0.9', false],
    [PYODIDE, '4.0', true],
    [PYODIDE, 'pyodide', true],
    [PYODIDE, 'pyodide@>=0.28', true],
    [PYODIDE, 'pyodide@<0.28', false],
    [PYODIDE, 'sql.js || pyodide', true],
    [PYODIDE, 'pyodide2', false],
    [SQLITE, '@sqlite.org/sqlite-wasm', true],
    [SQLITE, '@sqlite.org/sqlite-wasm@3.46.1-build3', true],
    [SQLITE, 'sqlite-wasm', false],
    ['x', '>=1', false],
  ])('%s in %s: %s', (version, range, expected) => expect(inRange('module', version, range)).toBe(expected));

  it.each(['', ' || ', 'a b', 'pyodide@', 'pyodide@x y', 'Pyodide'])('%j is none', (text) => {
    expect(isRange('module', text)).toBe(false);
    expect(inRange('module', PYODIDE, text)).toBe(false);
  });
});
