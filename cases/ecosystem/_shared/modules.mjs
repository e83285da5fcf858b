// How the real modules of matrix.yaml are started and asked, by package, in node and in a page alike. Each row has
//   node, page   the package's own script there, for users of that host; null: it has none, and the case leaves it out
//   global       the name under which that script stands in a page, where it is no ES module
//   start        gives what users of the package work with; `at` gives the place of a file of the package
//   answer       has the module itself work out 42
//   heap         its view of the module's memory, as the package gives it
//   need         makes the module need more memory than it began with
//   end          lets go of threads
const SQL = 'select 6 * 7 as a';
const MEGABYTE = 1 << 20;

const treeSitter = {
  start: async ({ Parser }) => {
    await Parser.init();
    return new Parser();
  },
  // It has no language to read yet. What C keeps is asked back: how long it may read, or since 0.22 the one range to read.
  answer: (parser) => {
    if (parser.getIncludedRanges) return parser.getIncludedRanges().length + 41;
    parser.setTimeoutMicros(42);
    return parser.getTimeoutMicros();
  },
};

const vips = {
  start: (create) => create({ dynamicLibraries: [], print: () => {}, printErr: () => {} }),
  answer: (module) => {
    const image = module.Image.black(6, 7);
    return image.width * image.height;
  },
  heap: (module) => module.HEAPU8,
  need: (module) => module.Image.black(16384, 8192).writeToMemory(),
  end: (module) => module.shutdown(),
};

const zbar = {
  start: (scanner) => scanner,
  // An image of six by seven grey pixels without any bar code.
  answer: async (scanner) => (await scanner.scanGrayBuffer(new Uint8Array(42).buffer, 6, 7)).length + 42,
};

const ROWS = [
  {
    package: 'sql.js',
    ...{ node: 'dist/sql-wasm.js', page: 'dist/sql-wasm.js', global: 'initSqlJs' },
    start: (init, at) => init({ locateFile: (file) => at(`dist/${file}`) }),
    answer: (sql) => new sql.Database().exec(SQL)[0].values[0][0],
    heap: (sql) => sql.HEAPU8,
    need: (sql) => new sql.Database().exec(`select length(randomblob(${64 * MEGABYTE}))`),
  },
  {
    package: '@sqlite.org/sqlite-wasm',
    ...{ node: 'sqlite-wasm/jswasm/sqlite3-node.mjs', page: 'sqlite-wasm/jswasm/sqlite3.mjs' },
    start: (init) => init({ print: () => {}, printErr: () => {} }),
    answer: (sqlite) => new sqlite.oo1.DB(':memory:').selectValue(SQL),
    heap: (sqlite) => sqlite.wasm.heap8u(),
    need: (sqlite) => new sqlite.oo1.DB(':memory:').selectValue(`select length(randomblob(${64 * MEGABYTE}))`),
  },
  {
    package: 'node-sqlite3-wasm',
    ...{ node: 'dist/node-sqlite3-wasm.js', page: null },
    start: ({ Database }) => new Database(),
    answer: (database) => database.get(SQL).a,
  },
  {
    package: 'web-tree-sitter',
    until: '0.25',
    ...{ node: 'tree-sitter.js', page: 'tree-sitter.js', global: 'TreeSitter' },
    ...treeSitter,
    start: (Parser) => treeSitter.start({ Parser }),
  },
  { package: 'web-tree-sitter', until: '0.26', node: 'tree-sitter.js', page: 'tree-sitter.js', ...treeSitter },
  { package: 'web-tree-sitter', node: 'web-tree-sitter.js', page: 'web-tree-sitter.js', ...treeSitter },
  {
    package: '@jitl/quickjs-wasmfile-release-sync',
    ...{ node: 'dist/emscripten-module.mjs', page: 'dist/emscripten-module.browser.mjs' },
    start: (create) => create(),
    answer: (module) => {
      const context = module._QTS_NewContext(module._QTS_NewRuntime(), 0);
      return module._QTS_GetFloat64(context, module._QTS_NewFloat64(context, 42));
    },
    heap: (module) => module.HEAPU8,
    need: (module) => module._malloc(64 * MEGABYTE),
  },
  {
    package: 'pyodide',
    ...{ node: 'pyodide.mjs', page: 'pyodide.mjs' },
    start: ({ loadPyodide }, at) => loadPyodide({ indexURL: at('') }),
    answer: (pyodide) => pyodide.runPython('6 * 7'),
    heap: (pyodide) => pyodide._module.HEAPU8,
    need: (pyodide) => pyodide.runPython(`kept = bytearray(${64 * MEGABYTE})`),
  },
  {
    package: 'wasm-vips',
    until: '0.0.3',
    ...{ node: 'lib/node-es6/vips.mjs', page: 'lib/vips-es6.js' },
    ...vips,
  },
  {
    package: 'wasm-vips',
    ...{ node: 'lib/vips-node.mjs', page: 'lib/vips-es6.js' },
    ...vips,
  },
  { package: '@undecaf/zbar-wasm', until: '0.10', node: 'dist/main.cjs', page: 'dist/index.js', global: 'zbarWasm', ...zbar },
  { package: '@undecaf/zbar-wasm', node: 'dist/main.mjs', page: 'dist/index.mjs', ...zbar },
  {
    package: 'harfbuzzjs',
    ...{ node: 'hb.js', page: 'hb.js', global: 'createHarfBuzz' },
    start: (create) => create(),
    answer: ({ wasmExports: { memory, malloc, ...hb } }) => {
      const [buffer, text] = [hb.hb_buffer_create(), malloc(42)];
      new Uint8Array(memory.buffer).fill(0x61, text, text + 42);
      hb.hb_buffer_add_utf8(buffer, text, 42, 0, 42);
      return hb.hb_buffer_get_length(buffer);
    },
    heap: (module) => module.HEAPU8,
    need: (module) => module.wasmExports.malloc(64 * MEGABYTE),
  },
  {
    package: 'tesseract.js-core',
    ...{ node: 'tesseract-core.js', page: 'tesseract-core.js', global: 'TesseractCoreWASM' },
    // What its promise gives is a promise again, of itself: whoever awaits it waits for ever.
    start: (create, at) => new Promise((done) => create({ locateFile: at }).then((core) => done({ core }))),
    answer: ({ core }) => {
      const api = new core.TessBaseAPI();
      api.SetVariable('tessedit_char_whitelist', '42');
      return Number(api.GetStringVariable('tessedit_char_whitelist'));
    },
    heap: ({ core }) => core.HEAPU8,
    need: ({ core }) => core._malloc(64 * MEGABYTE),
  },
  {
    package: 'web-ifc',
    ...{ node: 'web-ifc-api-node.js', page: 'web-ifc-api.js' },
    start: async ({ IfcAPI }, at) => {
      const api = new IfcAPI();
      api.SetWasmPath(at(''), true);
      // In a page that may share memory it would take another module, with threads.
      await api.Init(undefined, true);
      return api;
    },
    answer: (api) => (api.IsModelOpen(api.CreateModel({ schema: 'IFC4' })) ? 42 : 0),
  },
  {
    package: '@jsquash/avif',
    ...{ node: 'codec/dec/avif_dec.js', page: 'codec/dec/avif_dec.js' },
    start: (create) => create(),
    // What is no image is refused by C++.
    answer: (module) => (module.decode(new Uint8Array(42), 8) === null ? 42 : 0),
  },
];

/** The row of a package's version. */
export function findRow({ name, version }) {
  const row = ROWS.find((one) => one.package === name && (!one.until || isOlder(version, one.until)));
  if (!row) throw new Error(`modules.mjs has no row for ${name} ${version}`);
  return row;
}

function isOlder(version, than) {
  const [left, right] = [version, than].map((text) => text.split('.').map((part) => Number.parseInt(part, 10)));
  const at = right.findIndex((number, place) => left[place] !== number);
  return at >= 0 && left[at] < right[at];
}
