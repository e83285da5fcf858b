import { BARE, EMSCRIPTEN, SCRIPTED, TINYGO } from '../conditions.ts';
import type { Named, NameFamily } from '../name-family.ts';

/**
 * Imports of Go's modules that not all releases have, with the releases that ask for them (golang/go, misc/wasm/wasm_exec.js by
 * tag; Go 1.12, 1.13, 1.14 and 1.17 changed them, none since).
 */
const GO_IMPORTS: Readonly<Record<string, readonly [since: string | null, until: string | null]>> = {
  'runtime.nanotime': [null, '1.13'],
  'runtime.nanotime1': ['1.14', null],
  'runtime.walltime1': ['1.14', '1.16'],
  'runtime.scheduleCallback': [null, '1.11'],
  'runtime.clearScheduledCallback': [null, '1.11'],
  'runtime.scheduleTimeoutEvent': ['1.12', null],
  'runtime.clearTimeoutEvent': ['1.12', null],
  'runtime.resetMemoryDataView': ['1.14', null],
  'syscall/js.finalizeRef': ['1.14', null],
  'syscall/js.valueDelete': ['1.14', null],
  'syscall/js.copyBytesToGo': ['1.13', null],
  'syscall/js.copyBytesToJS': ['1.13', null],
};

const field = ({ name }: Named) => name.replace(/^(?:gojs|go|env)\./, '');

function sayGo(named: Named): string {
  const known = GO_IMPORTS[field(named)];
  const base = 'is imported by modules that Go’s compiler built for JavaScript, and given by its wasm_exec.js';
  if (/^gojs/.test(named.name)) return `${base}, since Go 1.21 under the module name gojs`;
  if (known === undefined) return `${base}; the module name go is that of Go up to 1.20, gojs that since 1.21`;
  const [since, until] = known;
  if (since === null) return `${base}: only Go up to ${until} asks for it under this name, later releases renamed it`;
  return until === null
    ? `${base}: Go asks for it since ${since}`
    : `${base}: Go ${since} to ${until} ask for it under this name`;
}

function cureGo(named: Named): string {
  const [since, until] = GO_IMPORTS[field(named)] ?? [null, null];
  const old =
    until !== null
      ? ` The module was built by Go ${since === null ? `${until} or older` : `${since} to ${until}`}, and the wasm_exec.js is of another release.`
      : '';
  return `Take the wasm_exec.js of the same Go release that built the module, from its GOROOT ($(go env GOROOT)/lib/wasm, misc/wasm before Go 1.24), with every build, and see that no old copy is cached.${old}`;
}

const TINYGO_ONLY = /^(?:gojs|go|env)\.(?:runtime\.(?:ticks|sleepTicks))$/;

export const LANGUAGE_IMPORTS: readonly NameFamily[] = [
  {
    id: 'tinygo-runtime',
    said: /TinyGo[^.]*wasm_exec|wasm_exec[^.]*TinyGo/,
    roles: ['import'],
    names: (named) => TINYGO_ONLY.test(named.name),
    unread: { words: ['runtime.ticks', 'runtime.sleepTicks'], pattern: /\bruntime\.(?:ticks|sleepTicks)\b/g },
    title: 'wasm_exec.js is not that of TinyGo, which built the module',
    is: 'is imported only by modules that TinyGo built, and given by TinyGo’s own wasm_exec.js; that of Go does not have it',
    cases: [
      {
        needs: [BARE],
        unless: [SCRIPTED],
        here: '{host} has no JavaScript.',
        cure: 'Build with tinygo build -target=wasip1 (wasi in older releases) for hosts without JavaScript.',
      },
      {
        here: 'What loads the module here is another wasm_exec.js, or one of another release.',
        cure: 'Copy wasm_exec.js from the TinyGo that built the module ($(tinygo env TINYGOROOT)/targets/wasm_exec.js), anew with every upgrade.',
      },
    ],
  },
  {
    id: 'go-js',
    roles: ['import'],
    names: /^(?:go|gojs)(?:\.(?:runtime|syscall\/js|debug|internal)\b.*)?$/,
    unread: {
      words: ["'runtime.", '"runtime.', '`runtime.', 'syscall/js.', 'module="go'],
      pattern:
        /(?:'|"|`)(?:(?:runtime|syscall\/js)\.(?:nanotime1?|walltime1?|scheduleCallback|clearScheduledCallback|scheduleTimeoutEvent|clearTimeoutEvent|resetMemoryDataView|wasmExit|wasmWrite|getRandomData|finalizeRef|stringVal|value[A-Z]\w+|copyBytesTo\w+))(?='|"|`)|module="(?:go|gojs)"(?! function=)/g,
    },
    title: 'The wasm_exec.js that loads the module is not the one of the Go that built it',
    is: sayGo,
    cases: [
      {
        needs: [TINYGO],
        here: 'TinyGo’s modules import it from gojs (env in older releases) and need TinyGo’s wasm_exec.js of the same release.',
        cure: 'Copy wasm_exec.js from $(tinygo env TINYGOROOT)/targets of the TinyGo that built the module.',
      },
      {
        needs: [BARE],
        unless: [SCRIPTED],
        here: '{host} has no JavaScript, so that nothing gives it.',
        cure: 'Build with GOOS=wasip1 for hosts without JavaScript, and keep syscall/js out; or run it in a page or Node.js with wasm_exec.js.',
      },
      {
        here: 'The loader does not fit the module: wasm_exec.js is of another version of Go (or of TinyGo).',
        cure: cureGo,
      },
    ],
  },
  {
    id: 'tinygo-js',
    said: /TinyGo/,
    roles: ['import'],
    names: /^env\.(?:syscall\/js\.\w+|io_get_stdout|resource_write)$/,
    title: 'The module of TinyGo needs its wasm_exec.js',
    is: 'is imported by modules that TinyGo built for JavaScript, and given by TinyGo’s wasm_exec.js',
    cases: [
      {
        needs: [BARE],
        unless: [SCRIPTED],
        here: '{host} has no JavaScript.',
        cure: 'Build with tinygo build -target=wasip1 (wasi in older releases), without syscall/js.',
      },
      {
        here: 'The loader does not have it.',
        cure: 'Load it with the wasm_exec.js of the very TinyGo release that built it ($(tinygo env TINYGOROOT)/targets).',
      },
    ],
  },
  {
    id: 'javascript-kit',
    roles: ['import'],
    names: /^(?:javascript_kit|bjs)(?:\.|$)|^(?:env|bjs)\.swjs_/,
    unread: { words: ['javascript_kit'], pattern: /\bjavascript_kit\b/g },
    title: 'The module needs JavaScriptKit’s runtime, which is JavaScript',
    is: 'is a function of JavaScriptKit, by which Swift calls JavaScript: its JavaScript part (SwiftRuntime of javascript-kit-swift, or what swift package js writes) gives it',
    cases: [
      {
        needs: [BARE],
        here: '{host} has no JavaScript, so that a program with JavaScriptKit cannot run there.',
        cure: 'Run it in a browser or Node.js by its loader (carton, or swift package --swift-sdk … js), or build without JavaScriptKit for a host of WASI.',
      },
      {
        here: 'What loads the module does not give it: the JavaScript part is missing, or of another version than the Swift package.',
        cure: 'Load the module in a browser or Node.js through the SwiftRuntime of the same JavaScriptKit version.',
      },
    ],
  },
  {
    id: 'wasm-bindgen',
    said: /wasm-bindgen/,
    roles: ['import'],
    names:
      /^(?:wbg|__wbindgen_placeholder__|__wbindgen_externref_xform__)(?:\.|$)|_bg\.js(?:\.|$)|(?:^|\.)__wb(?:g|indgen)_/,
    unread: { words: ['__wbg_', '__wbindgen_'], pattern: /\b__wb(?:g|indgen)_\w+/g },
    title: 'The module needs the JavaScript that wasm-bindgen writes beside it',
    is: 'is imported by Rust code for the web, through wasm-bindgen, which writes the JavaScript that gives it',
    cases: [
      {
        needs: [BARE],
        here: '{host} has no JavaScript.',
        cure: 'Build for WASI (--target wasm32-wasip1) without the crates or features that call JavaScript (cargo tree -i wasm-bindgen names them), or run it in a browser or Node.js with its generated JavaScript.',
      },
      {
        here: 'The module is loaded without that JavaScript, before wasm-bindgen has processed it, or with that of another build.',
        cure: 'Load it through the JavaScript that wasm-bindgen (wasm-pack, trunk) wrote in the same build; wasm-bindgen of the command line and of Cargo.lock have to be the same version.',
      },
    ],
  },
  {
    id: 'assemblyscript',
    said: /AssemblyScript/,
    roles: ['import'],
    names:
      /^env\.(?:abort|seed|trace|console\.\w+|Date\.\w+|Math\.\w+|performance\.now|process\.\w+|crypto\.\w+|Reflect\.\w+)$/,
    title: 'The module wants what AssemblyScript’s loader or host gives',
    is: 'is what a module of AssemblyScript asks its host for: abort when an assertion fails, seed for random numbers, trace and the functions of JavaScript that it uses',
    cases: [
      {
        needs: ['tool:assemblyscript | line:assembly/ | line:~lib/ | line:as-wasi'],
        here: '{host} does not give it by itself.',
        cure: 'Compile with --use abort= (or your own function) and the wasi-shim for hosts of WASI, load it through the bindings that asc writes, or define env.abort and env.seed in the host.',
      },
      {
        needs: ['line:abort | line:seed'],
        unless: [EMSCRIPTEN, 'tool:rust', TINYGO, 'tool:zig', 'tool:wasi-sdk'],
        certainty: 'possible',
        here: 'AssemblyScript’s modules do so; those of C compilers with undefined symbols allowed may too.',
        cure: 'For a module of AssemblyScript compile with --use abort= or the wasi-shim, load it through the bindings that asc writes, or define the function in the host: abort(message, file, line, column), seed() -> f64.',
      },
    ],
  },
  {
    id: 'kotlin',
    said: /Kotlin/,
    roles: ['import'],
    names: /^js_code\.|^(?:js_code|intrinsics|\.\/\w+\.uninstantiated\.mjs)$|^intrinsics\.(?:js_error_tag|tag)$/,
    title: 'A module of Kotlin/Wasm for JavaScript needs the JavaScript beside it',
    is: 'is imported by Kotlin/Wasm’s target wasmJs, and given by the JavaScript that Kotlin writes beside the module',
    cases: [
      {
        needs: [BARE],
        here: '{host} has no JavaScript.',
        cure: 'Build for the target wasmWasi, for a host with WASI, garbage collection and exception handling; or run the .mjs of the build in a browser or Node.js.',
      },
      {
        here: 'The module is loaded without it.',
        cure: 'Load the .mjs that Kotlin wrote beside the module, of the same build.',
      },
    ],
  },
  {
    id: 'dart',
    said: /[Dd]art/,
    roles: ['import'],
    names: /^dart2wasm(?:\.|$)/,
    title: 'A module of Dart needs the JavaScript beside it',
    is: 'is imported by modules that dart2wasm (Flutter) built, and given by the .mjs that it writes beside them',
    cases: [
      {
        needs: [BARE],
        here: '{host} has no JavaScript, and Dart has no other target.',
        cure: 'Run it in a browser (or Node.js) by the .mjs of the same build.',
      },
      {
        here: 'The module is loaded without it, or with that of another build.',
        cure: 'Load it by the .mjs of the same build, and see that caches keep no older part.',
      },
    ],
  },
  {
    id: 'js-builtins',
    roles: ['import'],
    names: /^wasm:(?:js-string|text-encoder|text-decoder)(?:\.|$)/,
    title: 'The module wants JavaScript’s string built-ins',
    is: 'is of the JavaScript string built-ins, which engines give to modules compiled with {builtins: ["js-string"]}',
    cases: [
      {
        needs: [BARE],
        here: '{host} has no JavaScript.',
        cure: 'Run it in a JavaScript engine by the loader that its compiler wrote, or choose a target without JavaScript.',
      },
      {
        here: 'This engine does not have them or they are not switched on.',
        cure: 'Pass {builtins: ["js-string"]} when compiling (the compiler’s loader does so), with Chrome 130, Firefox 134 or Node.js 24 and newer; older engines need the loader’s polyfill.',
      },
    ],
  },
  {
    id: 'node-api',
    said: /emnapi/,
    roles: ['import'],
    names: /(?:^|\.)_?(?:napi_|emnapi_|node_api_)\w+/,
    title: 'The module is an add-on for Node-API, and needs emnapi',
    is: 'is a function of Node-API (napi), which Node.js gives only to native add-ons; for a wasm module emnapi gives it',
    cases: [
      {
        here: 'The module is loaded without emnapi, or with another version of it.',
        cure: 'Instantiate it by @emnapi/core and @emnapi/runtime (the loader that napi-rs or emnapi generates does), in the versions that it was built with; linked by Emscripten add emnapi’s JavaScript library (--js-library).',
      },
    ],
  },
  {
    id: 'dotnet',
    said: /\.NET/,
    roles: ['import'],
    names: /^env\.(?:mono_wasm_|dotnet_|SystemJS_|SystemInteropJS_|ves_icall)\w*/,
    title: 'The module is of .NET and needs its runtime’s JavaScript',
    is: 'is given by the JavaScript of the .NET runtime (dotnet.native.js)',
    cases: [
      {
        here: 'The module is loaded without it, or by that of another build.',
        cure: 'Publish anew and clear caches (bin, obj and the browser’s), so that dotnet.js and dotnet.native.wasm are of one build; for hosts without JavaScript build for wasi-wasm.',
      },
    ],
  },
  {
    id: 'teavm',
    roles: ['import'],
    names: /^teavm\w*\.|^teavm\w*$/,
    title: 'The module is of TeaVM and needs its runtime’s JavaScript',
    is: 'is given by the JavaScript that TeaVM writes beside a module (…-runtime.js)',
    cases: [
      {
        here: 'The module is loaded without it.',
        cure: 'Load the module by TeaVM’s runtime script of the same build.',
      },
    ],
  },
  {
    id: 'asm-js-module',
    roles: ['import'],
    names: /^(?:global|global\.Math|asm2wasm)\.[\w-]+$/,
    title: 'The module is of Emscripten’s old compiler and needs its JavaScript',
    is: 'is imported by modules of Emscripten’s first compiler (fastcomp, before 2.0), and given by its JavaScript',
    cases: [
      {
        here: 'The module is loaded without that JavaScript.',
        cure: 'Load it by the .js beside it, or rebuild it with a newer Emscripten, for other hosts with -sSTANDALONE_WASM.',
      },
    ],
  },
];
