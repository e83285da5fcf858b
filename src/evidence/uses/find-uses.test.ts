import { describe, expect, it } from 'vitest';
import { compileUses } from './find-uses.ts';
import { gatherUses } from './gather-uses.ts';
import type { NamedUse, Use } from './use.ts';

const HEAP: Use = {
  in: ['js', 'html', 'c'],
  text: ['*odule.$', "*odule['$']"],
  names: ['HEAPU8', 'HEAP32'],
  unlessListed: ['EXPORTED_RUNTIME_METHODS'],
};

/** The uses in a project of some files: `path:line:column text`. */
function scan(files: Readonly<Record<string, string>>, use: Use = HEAP) {
  const uses: readonly NamedUse[] = [{ entry: 'x', use }];
  const look = compileUses(uses);
  const findings = Object.entries(files).flatMap(([path, text]) => {
    const bytes = Buffer.from(text);
    return look(path, bytes, bytes.length) ?? [];
  });
  const { uses: found, ...rest } = gatherUses(findings);
  return { ...rest, uses: (found.get('x') ?? []).map((one) => `${one.file}:${one.line}:${one.column} ${one.text}`) };
}

describe('uses in a file', () => {
  it('stand at their line and column', () => {
    expect(scan({ 'a.js': "let é = 1;\n  const é = 'ü' + Module.HEAPU8[0];\n" }).uses).toEqual([
      "a.js:2:19 const é = 'ü' + Module.HEAPU8[0];",
    ]);
    expect(scan({ 'a.js': 'f(Module.HEAPU8, Module.HEAP32);' }).uses).toHaveLength(1);
  });

  it.each([
    ['another kind of file', 'a.go', 'Module.HEAPU8'],
    ['a file that is not read', 'a.txt', 'Module.HEAPU8'],
    ['a longer word', 'a.js', 'Module.HEAPU80'],
    ['a line comment', 'a.js', 'f(); // Module.HEAPU8'],
    ['a block comment', 'a.js', '/* one\n * Module.HEAPU8\n */'],
    ['a comment of HTML', 'a.html', '<!--\nModule.HEAPU8\n-->'],
  ])('are none in %s', (_, path, text) => {
    expect(scan({ [path]: text }).uses).toEqual([]);
  });

  it.each([
    ['behind an address in quotes', 'a.js', 'f("https://a.example/", Module.HEAPU8);'],
    ['behind a comment', 'a.js', '/* a */ f(Module.HEAPU8);'],
    ['behind an open quote of the line before', 'a.js', "// it's\nf(Module.HEAPU8);"],
    ['in a template', 'a.js', 'f(`$' + '{Module.HEAPU8[0]}`);'],
    ['in a page', 'a.html', '<script>f(Module.HEAPU8)</script>'],
  ])('are found %s', (_, path, text) => {
    expect(scan({ [path]: text }).uses).toHaveLength(1);
  });

  it('are harmless where a setting lists what they use, in whatever file', () => {
    const page = { 'a.js': 'f(Module.HEAPU8);\ng(Module.HEAP32);' };
    expect(scan({ ...page, Makefile: 'emcc -sEXPORTED_RUNTIME_METHODS=\'["HEAPU8"]\'' }).uses).toEqual([
      'a.js:2:3 g(Module.HEAP32);',
    ]);
    expect(
      scan({ ...page, 'CMakeLists.txt': 'set(L HEAPU8 HEAP32)\n"-sEXPORTED_RUNTIME_METHODS=$' + '{L}"' }).uses,
    ).toEqual([]);
    // What a file or a command lists is not known.
    expect(scan({ ...page, 'a.sh': 'emcc -s EXPORTED_RUNTIME_METHODS=@list.json' }).uses).toEqual([]);
    expect(scan({ ...page, 'a.sh': 'emcc -sEXPORTED_RUNTIME_METHODS=$(node list.js)' }).uses).toEqual([]);
    expect(scan({ ...page, 'a.sh': 'emcc -sEXPORTED_RUNTIME_METHODS=HEAPU8x' }).uses).toHaveLength(2);
  });

  it('are harmless by what else stands in line, file or project', () => {
    const use = (fields: Partial<Use>): Use => ({ in: ['shell'], text: ['misc/wasm/*'], ...fields });
    const script = { 'a.sh': 'cp misc/wasm/wasm_exec.js .\n# or\ncp lib/wasm/wasm_exec.js .' };
    expect(scan(script, use({})).uses).toHaveLength(1);
    expect(scan(script, use({ unlessInLine: ['lib/wasm'] })).uses).toHaveLength(1);
    expect(scan(script, use({ unlessInLine: ['cp '] })).uses).toEqual([]);
    expect(scan(script, use({ unlessInFile: ['lib/wasm'] })).uses).toEqual([]);
    expect(scan({ ...script, 'b.sh': 'no-such-thing' }, use({ unlessInProject: ['no-such'] })).uses).toEqual([]);
    expect(scan(script, use({ butNot: ['misc/wasm/wasm_exec'] })).uses).toEqual([]);
  });

  it('do not count where Emscripten wrote the file, or nobody can read the line', () => {
    const glue =
      'abort("both async and sync fetching of the wasm failed"); e("wasm streaming compile failed"); Module.HEAPU8';
    expect(scan({ 'lib.js': glue })).toMatchObject({ uses: [], glue: ['lib.js'] });
    const long = `${'x=1;'.repeat(500)}f(Module.HEAPU8);${'y=2;'.repeat(500)}`;
    expect(scan({ 'app.min.js': long })).toMatchObject({ uses: [], minified: ['app.min.js'] });
  });

  it('cost bounded time in a hostile file', () => {
    const use: Use = { in: ['js'], text: ['start*middle*end', '*odule.$'], names: ['HEAPU8'] };
    const time = (count: number) => {
      const text = `${'start middle Module.HEAPU8x '.repeat(count)}"'\`/*`;
      const start = process.cpuUsage();
      scan({ 'a.js': text }, use);
      const used = process.cpuUsage(start);
      return (used.user + used.system) / 1000;
    };
    time(5000);
    expect(time(40_000)).toBeLessThan(Math.max(time(5000), 10) * 8 * 4);
  });
});

describe('versions that a project names', () => {
  const versions = (files: Readonly<Record<string, string>>) =>
    scan(files).versions.map(({ tool, version, file, line }) => `${tool} ${version} ${file}:${line}`);

  it('are read from images, actions, commands, variables and files of one version', () => {
    expect(versions({ Dockerfile: 'FROM emscripten/emsdk:3.1.6 AS a\nFROM golang:1.22-alpine\n' })).toEqual([
      'emsdk 3.1.6 Dockerfile:1',
      'go 1.22 Dockerfile:2',
    ]);
    const workflow =
      "- uses: x/setup-emsdk@v1\n  with:\n    version: 3.1.69\n- with: {go-version: '1.23.4'}\n- with:\n    node-version: 20\n";
    expect(versions({ '.github/workflows/a.yml': workflow })).toEqual([
      'emsdk 3.1.69 .github/workflows/a.yml:1',
      'go 1.23.4 .github/workflows/a.yml:4',
      'node 20 .github/workflows/a.yml:6',
    ]);
    expect(versions({ 'a.sh': './emsdk install 4.0.9\nEMSDK_VERSION="3.1.6"\n' })).toEqual([
      'emsdk 4.0.9 a.sh:1',
      'emsdk 3.1.6 a.sh:2',
    ]);
    expect(versions({ WORKSPACE: 'emsdk_deps(emscripten_version = "3.1.6")' })).toEqual(['emsdk 3.1.6 WORKSPACE:1']);
    expect(versions({ '.nvmrc': 'v18.20\n', '.tool-versions': 'golang 1.22.1\nruby 3.1.0\n' })).toEqual([
      'node 18.20 .nvmrc:1',
      'go 1.22.1 .tool-versions:1',
    ]);
  });

  it('of what builds use come before what a module needs at least', () => {
    expect(versions({ 'go.mod': 'module a\n\ngo 1.21\n\ntoolchain go1.23.4\n' })).toEqual([
      'go 1.23.4 go.mod:5',
      'go 1.21 go.mod:3',
    ]);
  });

  it.each([
    ['a comment', { Dockerfile: '# FROM emscripten/emsdk:3.1.6\n' }],
    ['a word that moves', { Dockerfile: 'FROM emscripten/emsdk:latest\n' }],
    ['another number', { 'a.sh': 'EMSDK_VERSION=12\nemsdk install 3.1.64bit\n' }],
  ])('are none in %s', (_, files) => {
    expect(versions(files as never)).toEqual([]);
  });
});
