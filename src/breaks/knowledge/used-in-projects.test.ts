import { describe, expect, it } from 'vitest';
import { compileUses } from '../../evidence/uses/find-uses.ts';
import { gatherUses } from '../../evidence/uses/gather-uses.ts';
import { readShippedKnowledge } from './knowledge.fixture.ts';

const LOOK = compileUses(
  readShippedKnowledge().flatMap(({ name, uses = [] }) => uses.map((use) => ({ entry: name, use }))),
);

/** What a project uses: `entry file:line`, and the versions that it names. */
function scan(files: Readonly<Record<string, string>>) {
  const found = Object.entries(files).flatMap(
    ([path, text]) => LOOK(path, Buffer.from(text), Buffer.from(text).length) ?? [],
  );
  const { uses, versions } = gatherUses(found);
  return {
    uses: [...uses].flatMap(([entry, all]) => all.map(({ file, line }) => `${entry} ${file}:${line}`)).sort(),
    versions: versions.map(({ tool, version }) => `${tool} ${version}`),
  };
}

/**
 * Small projects that use the same calls as public ones, each named with its commit. Of those all hits were looked through by
 * hand: 15 of 15 right in the ten by which the texts were chosen, 126 of 126 in eleven that were looked at afterwards.
 */
describe('what the projects of others use', () => {
  it('views of the heap in wrappers of a module that is built elsewhere', () => {
    // jedisct1/libsodium.js a79e5ddbbcfd: 11 of 11 hits.
    expect(
      scan({
        'wrapper.ts': 'function copy(lib, bytes) {\n  lib.HEAPU8.set(bytes, 8);\n  return lib.UTF8ToString(8);\n}\n',
      }).uses,
    ).toEqual(['heap-views-not-exported wrapper.ts:2', 'string-helpers-not-exported wrapper.ts:3']);
    // google/draco 47238930f698 (7 of 7), kripken/ammo.js 1ed8b58c7058 (2 of 2).
    expect(scan({ 'demo.html': '<script>\nnew Float32Array(Lib.HEAPF32.buffer, p, n);\n</script>' }).uses).toEqual([
      'heap-views-not-exported demo.html:2',
    ]);
  });

  it('views in EM_JS and in bindings, though ccall is listed', () => {
    // duckdb/duckdb-wasm c5d5c2bb3f7d: 89 of 89.
    const project = {
      'lib/CMakeLists.txt':
        'set_target_properties(a PROPERTIES LINK_FLAGS\n  "-s EXPORTED_RUNTIME_METHODS=\'[\\"ccall\\"]\'")\n',
      'lib/http.cc': 'EM_JS(void, put, (int p), {\n  Module.HEAPU8.set([1], p);\n});\n',
      'src/bindings.ts': "this.mod.ccall('run', null, [], []);\nconst view = this.mod.HEAPU8.subarray(p, q);\n",
      '.github/workflows/main.yml': 'env:\n  EMSDK_VERSION: "3.1.71"\n',
    };
    expect(scan(project)).toEqual({
      uses: ['heap-views-not-exported lib/http.cc:2', 'heap-views-not-exported src/bindings.ts:2'],
      versions: ['emsdk 3.1.71'],
    });
  });

  it('nothing where the lists name what is used, in whatever build script', () => {
    // sql-js/sql.js 00787b940c6c, cornerstonejs/codecs af11a7753171, tree-sitter/tree-sitter 74b7d0c951eb: no hits.
    const page = { 'src/api.ts': "lib.cwrap('a', 'number', []);\nC.UTF8ToString(p);\n" };
    expect(scan({ ...page, Makefile: 'EXPORTS = -s EXPORTED_RUNTIME_METHODS=@exports.json\n' }).uses).toEqual([]);
    const rust = 'const EXPORTED_RUNTIME_METHODS: [&str; 2] = [\n    "UTF8ToString",\n    "cwrap",\n];\n';
    expect(scan({ ...page, 'xtask/src/build.rs': rust }).uses).toEqual([]);
    // ffmpegwasm/ffmpeg.wasm 4f34ae567432: a program writes the list.
    expect(scan({ ...page, 'build.sh': 'emcc a.c -sEXPORTED_RUNTIME_METHODS=$(node list.js)\n' }).uses).toEqual([]);
    // kleisauke/wasm-vips ec8ead9f9c7c: no hits.
    expect(scan({ Dockerfile: 'FROM docker.io/emscripten/emsdk:6.0.7\n' }).versions).toEqual(['emsdk 6.0.7']);
  });

  it('old settings and allocations in a library for JavaScript', () => {
    // rhysd/vim.wasm 310836b3824a: 9 of 9.
    const project = {
      'build.sh':
        'emcc a.c \\\n  -s "EXPORTED_FUNCTIONS=[\'_run\']" \\\n  -s "EXTRA_EXPORTED_RUNTIME_METHODS=[\'cwrap\']"\n',
      'runtime.ts': "const run = Module.cwrap('run', null, []);\nconst p = Module._malloc(8);\n",
    };
    expect(scan(project).uses).toEqual([
      'malloc-not-exported runtime.ts:2',
      'setting-extra-exported-runtime-methods build.sh:3',
    ]);
  });

  it('post-js code and pages of examples', () => {
    // naptha/tesseract.js-core acffef2b66eb: 13 of 13; its modules are not counted.
    const project = {
      'glue.js': "Module['_free'](p);\n",
      'page.html': "<script>\nvar v = Module.getValue(p, 'i32');\nLibModule.HEAPU8.set(data, p);\n</script>",
      'core.js':
        'e("both async and sync fetching of the wasm failed");e("wasm streaming compile failed");Module.HEAPU8=x;Module.getValue(p);',
    };
    expect(scan(project).uses).toEqual([
      'heap-views-not-exported page.html:3',
      'malloc-not-exported glue.js:1',
      'string-helpers-not-exported page.html:2',
    ]);
  });

  it('hosts in Go that offer what modules import', () => {
    // jerbob92/wazero-emscripten-embind 7121552a1acb: 2 of 2.
    const host =
      'b.NewFunctionBuilder().\n\tWithFunc(f).\n\tExport("_embind_register_bigint")\nb.WithName("_embind_register_void")\n';
    expect(scan({ 'host.go': host, 'go.mod': 'module a\n\ngo 1.20\n' })).toEqual({
      uses: ['embind-imports host.go:3'],
      versions: ['go 1.20'],
    });
    // klippa-app/go-pdfium 2e39b09190bb: 4 of 4.
    expect(scan({ 'pdf.go': 'malloc := mod.ExportedFunction("malloc")\n' }).uses).toEqual([
      'malloc-not-exported pdf.go:1',
    ]);
  });

  it('wasm_exec.js where Go has it, and where a URL names the release', () => {
    // hajimehoshi/wasmserve eee238e37f75: it looks in both places; nlepage/go-wasm-http-server fb62588b31e3: a pinned address.
    const both = 'f := filepath.Join(root, "lib/wasm")\ng := filepath.Join(root, "misc", "wasm", "wasm_exec.js")\n';
    expect(scan({ 'main.go': both }).uses).toEqual([]);
    expect(
      scan({ 'sw.js': "importScripts('https://cdn.jsdelivr.net/gh/golang/go@go1.22.1/misc/wasm/wasm_exec.js');\n" })
        .uses,
    ).toEqual([]);
    // evanw/esbuild f6058f8364fe, syumai/workers 06859bd5039c: 1 of 1 and 3 of 3.
    expect(
      scan({ Makefile: '\t$(MAKE) GOOS=wasip1 GOARCH=wasm all\n', 'a.go': '//go:wasmimport host ready\n' }).uses,
    ).toEqual(['wasip1-before-1.21 Makefile:1', 'wasmimport-before-1.21 a.go:1']);
    // What many projects had until Go 1.24.
    expect(scan({ 'build.sh': 'cp "$(go env GOROOT)/misc/wasm/wasm_exec.js" .\n' }).uses).toEqual([
      'wasm-exec-moved build.sh:1',
    ]);
  });

  it('nothing, where projects of Go do without all that', () => {
    // agnivade/wasmbrowsertest b23259a4bdf0, maxence-charriere/go-app 921e186d4540, hajimehoshi/ebiten 33e311224daf: no hits.
    expect(
      scan({ 'main.go': 'js.Global().Set("f", js.FuncOf(f))\n', 'a.sh': 'GOOS=js GOARCH=wasm go build .\n' }).uses,
    ).toEqual([]);
  });
});
