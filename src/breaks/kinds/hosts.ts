import { type KindInfo, ONLY_EXPECT } from './kind-info.ts';

/** What a host says before a module runs: reading, linking, loaders. */
export const HOSTS = {
  'wasm-bad-magic': {
    title: 'Not a wasm file',
    meaning: 'The bytes do not begin with the wasm magic number.',
    causes: [
      'An HTML error page was fetched instead of the module; the path names a script, a text file or a native program.',
    ],
    cures: ["Look at the first bytes of the file, and at the server's answer."],
    actor: 'your build',
    check: 'The first bytes of what was loaded: `00 61 73 6d` is wasm, `3c` begins HTML such as a page that says 404.',
    silence: ONLY_EXPECT,
  },
  'wasm-bad-version': {
    title: 'A wasm version that the host does not take',
    meaning: 'The file is a wasm component, or of a future version.',
    causes: ['wasip2 output given to a host for core modules.'],
    cures: ['Build for preview 1, or use a host for components.'],
    actor: 'the host',
    check: 'Bytes 4 to 7 of the file: `01 00 00 00` is a module, `0d 00 01 00` a component.',
    silence: ONLY_EXPECT,
  },
  'wasm-truncated': {
    title: 'The module ends too early',
    meaning: 'A section says it is longer than the file.',
    causes: ['An interrupted copy or download.'],
    cures: ['Build or fetch it again.'],
    actor: 'your build',
    check: "The size of the file, compared with that of the build's output.",
    silence: ONLY_EXPECT,
  },
  'wasm-invalid': {
    title: 'The host finds the module invalid',
    meaning: 'The module parses and breaks a rule of wasm: types that do not fit, an index that does not exist.',
    causes: [
      "A Go function without a body for wasm, which Go's linker does not report.",
      'A tool that rewrote the module wrongly, or a feature that the host does not know by name.',
    ],
    cures: ['Validate after each tool to find the one that makes it invalid.'],
    actor: 'your build',
    check: '`emrift inspect MODULE.wasm`: which features it needs and which hosts can run it.',
    silence: ONLY_EXPECT,
  },
  'wasm-feature-unsupported': {
    title: 'The module uses a feature that the host lacks',
    meaning: 'A newer compiler uses instructions that this host does not have, or has switched off.',
    causes: [
      'Defaults grow: sign extension in Emscripten 3.1.26 and Go 1.26, reference types in Emscripten 3.1.62, bulk memory in Emscripten 4.0.0 and Go 1.21.',
      'Legacy exceptions, which no wazero runs.',
    ],
    cures: ['Use a newer host or switch the feature on there; with Emscripten before 6.0, `-mno-…` for that feature.'],
    actor: 'the host',
    check: '`emrift inspect MODULE.wasm`: which features it needs and which hosts can run it.',
    silence: 'Hosts have flags such as `--experimental-wasm-…`.',
  },
  'import-missing': {
    title: 'The host does not offer an import',
    meaning: 'The module asks for a function, memory or table of that name and the host gives none. It cannot start.',
    causes: [
      'Emscripten renamed or added an import in this version; its own JavaScript follows, other hosts do not.',
      'The wrong `wasm_exec.js` for this Go.',
    ],
    cures: ['Offer the import in the host; use the loader of the same version; build with `-sSTANDALONE_WASM`.'],
    actor: 'the host',
    check: '`emrift inspect --imports MODULE.wasm`: what it imports, and which hosts offer that.',
    silence: ONLY_EXPECT,
  },
  'import-module-missing': {
    title: "The host does not offer the import's module",
    meaning:
      'All imports of that module name are missing: `gojs` is Go for JavaScript from 1.21 on (`go` before), `env` is Emscripten, `a` is Emscripten with minified names.',
    causes: [
      '`wasm_exec.js` of the other side of Go 1.21.',
      'A WASI host was given a module that is made for JavaScript.',
    ],
    cures: ['Take the loader from the version that built the module, or build for the host.'],
    actor: 'your build',
    check: '`emrift inspect --imports MODULE.wasm`: which modules it imports from.',
    silence: ONLY_EXPECT,
  },
  'import-type-mismatch': {
    title: 'The host offers an import of another type',
    meaning: 'Name and module agree, the parameters do not.',
    causes: [
      'Emscripten changed the signature in this version (`_mmap_js`, `_localtime_js`).',
      '64 bit integers: two halves before 4.0.0, one BigInt since.',
    ],
    cures: ["Recognise the version by the module's import types and offer the matching function."],
    actor: 'the host',
    check: 'Whether the JavaScript and the module come from one build.',
    silence: ONLY_EXPECT,
  },
  'import-memory-mismatch': {
    title: 'The memory offered does not fit',
    meaning:
      'The module imports a memory, and the one it is given is too small, may grow too far, or differs in being shared.',
    causes: ['Sizes in the page that do not follow `INITIAL_MEMORY` and `MAXIMUM_MEMORY` of the build.'],
    cures: ['Let the module make its memory (the default since 2.0.10), or use the same numbers.'],
    actor: 'your build',
    check: 'The memory that `emrift inspect --imports MODULE.wasm` lists, compared with the one that the host gives.',
    silence: ONLY_EXPECT,
  },
  'import-table-mismatch': {
    title: 'The table offered does not fit',
    meaning: 'The module imports a function table and gets one that is too small or of another type.',
    causes: ['A host written for another version: the module makes its own table since 2.0.5.'],
    cures: ['Let the module make its table.'],
    actor: 'the host',
    silence: ONLY_EXPECT,
  },
  'data-segment-out-of-bounds': {
    title: 'Static data lies outside the memory',
    meaning: 'At start the module copies its data, and the memory is too small for it.',
    causes: ['An imported memory smaller than the module needs.'],
    cures: ['Give it at least the initial size.'],
    actor: 'your build',
    check: 'The memory sizes that `emrift inspect --imports MODULE.wasm` lists.',
    silence: ONLY_EXPECT,
  },
  'runtime-export-missing': {
    title: 'Something that the caller expects is not exported',
    meaning:
      'JavaScript, Go or a host looks up a function, a runtime method or a memory view of the module and finds nothing.',
    causes: [
      'Emscripten exports less by default: `malloc` (2.0.4), `ccall` (3.1.21), `UTF8ToString` (3.1.35), `HEAPU8` and other views (4.0.7).',
      'A rename: `stackSave` became `emscripten_stack_get_current` in 3.1.57.',
    ],
    cures: ['Name it in `EXPORTED_FUNCTIONS` or `EXPORTED_RUNTIME_METHODS`.'],
    actor: 'your build',
    check:
      'Compare the name in the message with the exports that `emrift inspect --imports MODULE.wasm` lists; check that the code runs after the module is initialised.',
    silence: ONLY_EXPECT,
  },
  'bigint-abi-mismatch': {
    title: 'A number where a BigInt belongs',
    meaning:
      '64 bit integers cross to JavaScript as BigInt when the module is built that way, which is the default since 4.0.0.',
    causes: [
      'Calling code that was written for two 32 bit halves, or the reverse.',
      'An engine that cannot pass BigInt to wasm, such as that of node 14.',
    ],
    cures: ['Pass `5n` for 64 bit parameters, or keep such values out of the interface.'],
    actor: 'your build',
    check:
      'The signatures that `emrift inspect --imports MODULE.wasm` lists: where they have i64, JavaScript has BigInt.',
    silence: '`-sWASM_BIGINT=0`, until 6.0.6.',
  },
  'loader-host-incompatible': {
    title: 'The loader does not fit this host',
    meaning: 'Generated JavaScript assumes an environment that this node or browser does not have.',
    causes: [
      'Emscripten up to 3.1.12 uses `fetch` on files where node 18 has it.',
      "Go's loader up to 1.19 sets `crypto`, which node 19 protects; newer ones need it, which node 16 lacks.",
      'Syntax newer than the host.',
    ],
    cures: ['Take host and loader from one time, or set up the missing globals before loading.'],
    actor: 'your build',
    check: 'Which version of the host runs it, and for which environment the JavaScript was made.',
    silence: 'Node 18 and 20 have `--no-experimental-fetch`; node 24 refuses that option.',
  },
} as const satisfies Record<string, KindInfo>;
