import { describe, expect, it } from 'vitest';
import { problemOf } from '../model/problem.fixture.ts';
import { selectAxes } from './axes.ts';
import { readMatrix } from './matrix.ts';

const TREE = '{npm: web-tree-sitter@0.20.8, file: tree-sitter.wasm, emsdk: 3.1.29, source: cli/version, licence: MIT}';
const SQLITE =
  "{npm: '@sqlite.org/sqlite-wasm@3.46.1-build3', file: a/b.wasm, emsdk: 3.1.30, source: a, licence: Apache-2.0}";
const text = (...modules: readonly string[]) =>
  `go: {versions: ['1.27']}\nemsdk: {versions: [latest]}\ntools:\n  module:\n${modules.map((one) => `    - ${one}\n`).join('')}`;
const matrix = readMatrix(text(TREE, SQLITE), 'matrix.yaml');
const chosen = (...host: readonly string[]) =>
  selectAxes(matrix, 'default', { host })
    .axes.find(({ tool }) => tool === 'module')!
    .versions.map((one) => one.text);

describe('modules in the matrix', () => {
  it('are columns by package and version, with the file and the Emscripten', () => {
    expect(matrix.axes.at(-1)).toEqual({
      tool: 'module',
      from: ['npm'],
      versions: [
        {
          text: 'web-tree-sitter@0.20.8 tree-sitter.wasm, Emscripten 3.1.29',
          spec: { kind: 'module', version: '3.1.29-web-tree-sitter.0.20.8', file: 'tree-sitter.wasm' },
          position: { file: 'matrix.yaml', line: 5, column: 7 },
          given: 'matrix',
          optional: false,
        },
        expect.objectContaining({ text: '@sqlite.org/sqlite-wasm@3.46.1-build3 a/b.wasm, Emscripten 3.1.30' }),
      ],
    });
  });

  it.each([
    [TREE.replace('@0.20.8', ''), /^matrix\.yaml:5:13: tools\.module\.0\.npm: must be a package and its version/],
    [
      TREE.replace('web-tree-sitter', 'Web_Tree'),
      /^matrix\.yaml:5:13: .*no column can be named after Web_Tree@0\.20\.8/,
    ],
    [TREE.replace('0.20.8', '1.2.3+b'), /^matrix\.yaml:5:13: .*no column can be named/],
    [TREE.replace('tree-sitter.wasm', '../x.wasm'), /^matrix\.yaml:5:43: .*must be the path of a \.wasm file/],
    [TREE.replace('tree-sitter.wasm', 'x.js'), /^matrix\.yaml:5:43: .*must be the path of a \.wasm file/],
    [TREE.replace('3.1.29', '3.1'), /^matrix\.yaml:5:68: tools\.module\.0\.emsdk: /],
    [TREE.replace('emsdk', 'emscripten'), /^matrix\.yaml:5:61: tools\.module\.0: Unrecognized key: "emscripten"/],
    [TREE.replace(', licence: MIT', ''), /^matrix\.yaml:5:7: tools\.module\.0\.licence: /],
    ["'1.2.3'", /^matrix\.yaml:5:7: tools\.module\.0: /],
  ])('names the place of a mistake (%#)', (entry, expected) => {
    expect(problemOf(() => readMatrix(text(entry), 'matrix.yaml'))).toMatch(expected);
  });

  it('refuses a package and version that stands twice', () => {
    const other = TREE.replace('tree-sitter.wasm', 'debug/tree-sitter.wasm');
    expect(problemOf(() => readMatrix(text(TREE, SQLITE, other), 'matrix.yaml'))).toBe(
      'matrix.yaml:7:7: web-tree-sitter@0.20.8 is given twice',
    );
  });

  it('refuses an unknown tool beside them', () => {
    expect(problemOf(() => readMatrix(`${text(TREE)}  modul: ['1']\n`, 'matrix.yaml'))).toMatch(
      /^matrix\.yaml:6:3: tools: /,
    );
  });
});

describe('options', () => {
  it('choose modules by package, by Emscripten and by their whole version', () => {
    expect(chosen('module=web-tree-sitter')).toEqual([matrix.axes.at(-1)!.versions[0]!.text]);
    expect(chosen('module=>=3.1.30')).toEqual([matrix.axes.at(-1)!.versions[1]!.text]);
    expect(chosen('module=3.1.29-web-tree-sitter.0.20.8')).toHaveLength(1);
    expect(chosen('module=@sqlite.org/sqlite-wasm,web-tree-sitter@0.20.8')).toHaveLength(2);
  });

  it.each(['web-tree-sitter@0.19', 'latest', 'path:/x', '>=5'])('refuse %s, of which the matrix has none', (asked) => {
    expect(problemOf(() => chosen(`module=${asked}`))).toBe(
      `--host: no module of the matrix is "${asked}" (there are web-tree-sitter, @sqlite.org/sqlite-wasm)`,
    );
  });
});
