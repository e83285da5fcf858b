import { describe, expect, it } from 'vitest';
import { searchWindow } from '../origin/emscripten-window.ts';
import { readLibraryNames } from '../origin/library-names.ts';
import { func, I32, join, list, section, text, u, wasm } from '../wasm/builder.fixture.ts';
import { readWasm } from '../wasm/read-wasm.ts';
import { findEmbeddedModule } from './embedded-module.ts';
import { GLUE_RELEASES, openWords } from './glue-words.ts';
import { matchGlue } from './match-glue.ts';
import { readGlue } from './read-glue.ts';

const words = openWords();

/** A module with short names: imports of `a`, and functions that it exports. */
function minified(imports: readonly string[], exports: readonly string[]) {
  return wasm(
    section(1, list(func([I32], [I32]))),
    section(2, list(...imports.map((name) => join(text('a'), text(name), 0, 0)))),
    section(3, list(0)),
    section(5, list(join(0, 1))),
    section(7, list(...exports.map((name) => join(text(name), 0, u(imports.length))))),
    section(10, list(join(2, 0, 0x0b))),
  );
}

/** The shape of what Emscripten writes since 3.1.45, with names that only some releases have. */
const GLUE = `
var Module = typeof Module != "undefined" ? Module : {};
function updateMemoryViews() {}
var __ATPOSTRUN__ = [];
var __abort_js = () => abort("");
var _emscripten_resize_heap = (size) => size;
var wasmImports = { b: __abort_js, a: _emscripten_resize_heap };
var wasmExports = createWasm();
var _malloc = Module["_malloc"] = a0 => (_malloc = Module["_malloc"] = wasmExports["e"])(a0);
var __emscripten_stack_restore = a0 => (__emscripten_stack_restore = wasmExports["f"])(a0);
`;
const file = readWasm(minified(['a', 'b'], ['e', 'f']));
const match = (script: string, module = file) => matchGlue(module, [{ path: 'x.js', text: script }], words);

describe('the script of a module', () => {
  it('gives a minified module the names of its sources', () => {
    const found = match(GLUE)!;
    expect(found.report).toMatchObject({
      fits: true,
      imports: { a: 'emscripten_resize_heap', b: '_abort_js' },
      exports: { e: 'malloc', f: '_emscripten_stack_restore' },
    });
    expect(found.named.imports.map(({ module, name }) => `${module}.${name}`)).toEqual([
      'env.emscripten_resize_heap',
      'env._abort_js',
    ]);
  });

  it('narrows the window of releases, and the names that it gives do', () => {
    const { clues, named } = match(GLUE)!;
    const search = searchWindow(readLibraryNames());
    search.add(file, clues);
    search.add(named);
    expect(search.find()).toMatchObject({ since: '3.1.59', until: '4.0.3' });
  });

  it('does not fit a module that imports or exports under other names', () => {
    expect(match(GLUE, readWasm(minified(['a', 'b', 'c'], ['e'])))?.report.fits).toBe(false);
    expect(match(GLUE, readWasm(minified(['a', 'b'], ['e', 'z'])))?.report.fits).toBe(false);
    expect(match('var x = 1;')?.report.fits).toBeNull();
    expect(match('this is no script')?.report.fits).toBeNull();
    expect(matchGlue(file, [], words)).toBeNull();
  });

  it('that was minified itself gives no names, but its messages still show it', () => {
    const closure = `var a={},b={a:c,b:d};function c(){}function d(){w("[Emscripten Module object]");w("Cannot set the value of the heap")}
      e=function(){return(e=a.asm.e).apply(null,arguments)};f=function(){return(f=a.asm.f).apply(null,arguments)};`;
    expect(match(closure)?.report).toMatchObject({ fits: true, imports: {}, exports: {} });
  });

  it('is read as data: code in it does not run', () => {
    expect(readGlue('throw new Error("never"); globalThis.ran = true;')).not.toBeNull();
    expect('ran' in globalThis).toBe(false);
  });
});

describe('words of releases', () => {
  it('are found by name and by message', () => {
    const since = (word: string) => words(word)?.map(([first]) => GLUE_RELEASES[first]);
    expect(since('updateMemoryViews')).toEqual(['3.1.30']);
    expect(words('somebodysOwnFunction')).toBeNull();
    expect(words('constructor')).toBeNull();
  });
});

describe('a module in a script', () => {
  it('is the longest one in base64', () => {
    const bytes = Buffer.from(minified(['a'], ['b']));
    const script = `test("AGFzbQEAAAA=");var f="data:application/wasm;base64,${bytes.toString('base64')}";run(f)`;
    expect(Buffer.from(findEmbeddedModule(script)!).equals(bytes)).toBe(true);
    const characters = bytes.toString('latin1').replaceAll('\0', '\u0100');
    const escapes: Record<string, string> = { '\r': '\\r', '\n': '\\n' };
    const quoted = characters.replace(/["\\\r\n]/g, (one) => escapes[one] ?? `\\${one}`);
    expect(Buffer.from(findEmbeddedModule(`x="${quoted}"`)!).equals(bytes)).toBe(true);
    expect(findEmbeddedModule('none')).toBeNull();
  });
});
