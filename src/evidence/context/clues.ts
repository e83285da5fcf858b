import { groupBy } from '../../model/group.ts';
import type { FactGroup } from './context.ts';

/** A pattern and what it shows; its first group, where it has one, is a version. */
export interface Clue {
  readonly group: FactGroup;
  readonly name: string;
  readonly pattern: RegExp;
}

/** `name: pattern, pattern` of one group. Patterns see the whole text with `gm`, so `^` and `$` are a line's. */
function cluesOf(group: FactGroup, table: Readonly<Record<string, readonly RegExp[]>>): readonly Clue[] {
  return Object.entries(table).flatMap(([name, patterns]) =>
    patterns.map((pattern) => ({ group, name, pattern: new RegExp(pattern.source, `gm${pattern.flags}`) })),
  );
}

/** Compilers, linkers, build tools and what they build. Versions as banners, folders and install commands have them. */
const TOOLS = cluesOf('tool', {
  emscripten: [
    /\bemcc(?:\.py)? \(Emscripten [^)]{0,80}\) (\d+\.\d+\.\d+)/,
    /\b[Ee]mscripten(?: version| SDK|:)? v?(\d+\.\d+\.\d+)/,
    /\bemscripten\/emsdk:v?(\d+\.\d+\.\d+)/,
    /\bemsdk(?:\.bat|\.py)?"? (?:install|activate) (?:sdk-)?(\d+\.\d+\.\d+)/,
    /\b(?:EMSDK_VERSION|EM_VERSION|EMSCRIPTEN_VERSION)\b\W{1,4}(\d+\.\d+\.\d+)/,
    /[\\/]emscripten[\\/](?:tag-)?(\d+\.\d+\.\d+)\b/,
    /[\\/]emsdk[-_]?v?(\d+\.\d+\.\d+)\b/,
    /(?<![\w-])(?:emcc|em\+\+|emar|emranlib|emcmake|emmake|emconfigure|emrun|emsdk|emscons|embuilder|file_packager)(?![\w-])/,
    /\bemscripten_temp|wasm32-(?:unknown-)?emscripten|asmjs-unknown-emscripten|[\\/]emscripten[\\/]|\bEMSCRIPTEN\b|\bEmscripten\b/,
    // Names that only Emscripten's own libraries and JavaScript have.
    /\bemscripten_\w+|\b__syscall_[a-z]\w+|\b__sys_[a-z]\w+|\binvoke_[vijdf]+\b|__cxa_find_matching_catch|__resumeException|\b_emval_\w+|\b_embind_\w+/,
    /ERROR_ON_UNDEFINED_SYMBOLS|referenced by (?:top-level compiled C\/C\+\+ code|root reference)|EXPORTED_(?:FUNCTIONS|RUNTIME_METHODS)|\bHEAP(?:U?8|U?16|U?32|F32|F64)\b|\bModule(?:\.|\[["'])\w+|\b(?:Aborted|abort)\(|module\[a\] not|Import #\d+ (?:module=)?"a" |\bFROZEN_CACHE\b|\bASSERTIONS\b|dynCall_[vijdf]+/,
    /\bfastcomp\b|compiler frontend failed to generate LLVM bitcode/,
    /\bports:INFO|\bsystem_libs:INFO|\bcache:INFO|\bINFO:root:generating system|building:ERROR|shared:(?:INFO|ERROR|WARNING)/,
  ],
  'wasi-sdk': [
    /\bwasm32-wasi(?:p1|p2)?-clang\b|--target=wasm32-wasi/,
    /wasi-sdk[-_/](?:v?(\d+(?:\.\d+)?))?/,
    /\bwasi-sdk\b|wasi-sysroot|\bWASI_SDK/,
    /share\/wasi-sysroot/,
  ],
  rust: [
    /\brustc (\d+\.\d+\.\d+)/,
    /\b(?:rustc|cargo|rustup|rust-lld|wasm-pack|rustlib|rust-cgu|\.rlib)\b/,
    /^ *Compiling [\w-]+ v\d|^error\[E\d{4}\]|\/rustc\/[0-9a-f]{40}\//,
  ],
  zig: [
    /\bzig (\d+\.\d+\.\d+)/,
    /\bzig (?:build|cc|c\+\+|build-exe|build-lib)\b|\.zig:\d+:\d+: |zig-cache\/|[\\/]\.cache[\\/]zig[\\/]|\bzig-(?:linux|macos|windows)-|unsupported linker (?:arg|extension flag): /,
  ],
  swift: [
    /\bSwift version (\d+\.\d+)/,
    /\bswift(?:c|wasm)?[ -](?:build|package|frontend|autolink)|\.swift:\d+:\d+: |swiftwasm/,
  ],
  tinygo: [
    /\btinygo version (\d+\.\d+\.\d+)/,
    /tinygo\/tinygo:(\d+\.\d+\.\d+)/,
    /\btinygo\b|[\\/]tinygo[\d.]*[\\/]|^failed to run tool: /,
  ],
  go: [
    /\bgo version go(\d+\.\d+(?:\.\d+|(?:rc|beta)\d+)?)/,
    /[\\/@-]go-?(1\.\d{1,2}(?:\.\d{1,2})?)\b/,
    /\bgolang:(1\.\d{1,2}(?:\.\d{1,2})?)\b/,
    /\b(?:GOOS|GOARCH|CGO_ENABLED|GOROOT|GOFLAGS|GOPATH)=|\bgo (?:build|run|test|install|get|mod|vet|tool|generate)\b|^go: |^# [\w.-]+\.[a-z]+\/|^goroutine \d+ \[|wasm_exec\.js|wasm_exec_node|\.go:\d+(?::\d+)?\b/,
    // Functions that its modules import from its own JavaScript.
    /\bsyscall\/js\.\w|\bruntime\.(?:wasm(?:Exit|Write)|nanotime1?|walltime1?|(?:schedule|clear)TimeoutEvent|getRandomData|resetMemoryDataView)\b/i,
  ],
  clang: [
    /\bclang version (\d+\.\d+\.\d+)/,
    /lib\/clang\/(\d+(?:\.\d+\.\d+)?)/,
    /\bclang(?:\+\+)?(?:-\d+)?(?:\.exe)?(?:"|'|: | )/,
  ],
  llvm: [/\bllvm@(\d+)/, /\bLLVM version (\d+\.\d+\.\d+)/, /Producer: 'LLVM ?(\d+\.\d+(?:\.\d+)?)/, /\/llvm-(\d+)\//],
  'wasm-ld': [/\b(?:wasm-ld|rust-lld)(?:-\d+)?(?:\.exe)?\b/],
  binaryen: [/\bwasm-opt version (\d+)/, /\b(?:wasm-opt|wasm-metadce|wasm-emscripten-finalize|binaryen)\b/],
  cmake: [/\bcmake version (\d+\.\d+\.\d+)/, /^CMake (?:Error|Warning)|^-- [A-Z]|CMakeFiles|CMakeLists\.txt|\bcmake\b/],
  ninja: [/^FAILED: |^ninja: |\[\d+\/\d+\] /],
  make: [/^g?make(?:\.exe)?(?:\[\d+\])?: |\bmingw32-make\b/],
  autotools: [/^configure: (?:error|WARNING)|^checking (?:for|whether) |\blibtool: /],
  msbuild: [/\berror MSB\d{4}|\.csproj\b|\bmsbuild\b|\.targets\(\d+/],
  dotnet: [
    /\bNETSDK\d{4}|Microsoft\.NET|\bdotnet (?:publish|build|workload|run)|WasmApp\.Native|browser-wasm|\bblazor\b/i,
  ],
  gradle: [/^> Task :|\bgradlew?\b|^FAILURE: Build failed/],
  bazel: [/^ERROR: .{0,200}BUILD(?:\.bazel)?:\d+:\d+|\bbazel(?:isk|-out|-bin)?\b/],
  meson: [/\bmeson(?:\.build)?\b/],
  scons: [/\bscons\b|SConstruct/],
  unity: [
    /UnityEditor|\bUnity(?:Engine| Editor)?\b|\bil2cpp\b|Library[\\/]Bee|Bee\.|\.jslib\b|unityframework|UnityLoader/,
  ],
  qt: [
    /[\\/]Qt[\\/]?(?:\d+[\\/])?(\d\.\d+\.\d+)|qt-(\d\.\d+\.\d+)/i,
    /libQt[56]|qmake|Qt[56]\w*Config|qt-cmake|qtloader|qwasm/,
  ],
  godot: [/\bgodot\b/i],
  pyodide: [/\bpyodide(?:-build)?[- =@v]+(\d+\.\d+\.\d+)/, /\bpyodide\b/],
  opencv: [/\bopencv(?:\.js)?\b/i],
  ffmpeg: [/\bffmpeg\b|libavcodec/i],
  docker: [/^(?:Step \d+\/\d+ : |#\d+ \[|Dockerfile:\d+|docker: )|failed to solve: |\bdocker (?:run|build|compose)\b/],
  npm: [/^npm (?:ERR!|error|warn|WARN)|\bnpm (?:run|install|ci|i)\b|node_modules/],
  webpack: [
    /\bwebpack\b|Module parse failed|You may need an appropriate loader|Module not found: Error: Can't resolve/,
  ],
  vite: [/\[?\bvite\b(?::[\w-]+)?|\[plugin:vite/],
  rollup: [/\brollup\b|\(!\) /],
  esbuild: [/\besbuild\b|✘ \[ERROR\]/],
  next: [/\bnext(?:\.js|@|-server| build| dev)\b|\.next\//],
  jest: [/\bjest\b/],
  'wasm-bindgen': [/\bwasm-bindgen(?:-cli)?[ @v-]+(\d+\.\d+\.\d+)/, /wasm-bindgen|__wbindgen|__wbg_|wasm-pack/],
  emsdk: [/\bemsdk\b/],
  homebrew: [/\/(?:opt\/homebrew|usr\/local)\/(?:Cellar|opt)\/|\bbrew (?:install|upgrade)|Homebrew/],
  apt: [/\bapt(?:-get)? install|\/usr\/share\/emscripten|^E: |dpkg/],
  nix: [/\/nix\/store\//],
  assemblyscript: [/\basc\b|assemblyscript/i],
  ghc: [/\bwasm32-wasi-(?:ghc|cabal)|\bcabal(?:-install)?\b|\bghc(?:up)?\b/],
  kotlin: [/\bkotlin\b|\.kt:\d+/i],
  dart: [/\bdart2wasm\b|\bflutter\b|\.dart:\d+|package:\w+\/\w+\.dart/],
  ldc: [/\bldc2?\b|druntime/],
  ocaml: [/\bocaml\w*\b|\bdune\b/],
  gcc: [/\b(?:gcc|g\+\+|x86_64-linux-gnu)\b/],
});

/** What runs modules. Browsers are also known by how they word and place their errors. */
const HOSTS = cluesOf('host', {
  node: [
    /\bNode\.js v(\d+\.\d+\.\d+)/,
    /[\\/]node[\\/](\d+\.\d+\.\d+)_64bit/,
    /\bnode:internal|\(internal\/|node_modules|\bnode(?:js)?(?:\.exe)? [\w./-]+\.[cm]?js|--experimental-wasm/,
  ],
  chrome: [
    /\bChrome\/(\d+)/,
    /chrome-extension:|WebAssembly\.\w+\(\): |Cannot read propert(?:y|ies)|VM\d+:\d+|Failed to load module script/,
  ],
  firefox: [
    /\bFirefox\/(\d+)/,
    /moz-extension:|^[ \t]{0,8}\S{0,200}@(?:https?|blob|file):\S{1,300}:\d+:\d+$|\bis undefined$|can't access property|wasm validation error|import object field '|NetworkError when attempting|uncaught exception: |at offset \d+: /,
  ],
  safari: [
    /Version\/(\d+)[\d.]* (?:Mobile\/\w+ )?Safari/,
    /\(evaluating '|Unhandled Promise Rejection:|WebAssembly\.Module doesn't (?:parse|validate)|safari-extension:|is not an object/,
  ],
  deno: [/\bdeno (\d+\.\d+\.\d+)/i, /\bdeno\b|ext:deno|deno:|error: Uncaught/i],
  bun: [/\bBun v(\d+\.\d+\.\d+)/, /\bbun (?:run|install|test)\b|Bun v/],
  electron: [/\belectron\b/i],
  worker: [/\bimportScripts\b|WorkerGlobalScope|\.worker\.m?js|DedicatedWorker|worker sent an error/],
  cloudflare: [/\bwrangler\b|workerd|cloudflare/i],
  wazero: [/\bwazero[@ v]+(\d+\.\d+\.\d+)/, /\bwazero\b|module\[[^\]]*\] not instantiated|wasm stack trace:/],
  wasmtime: [
    /\bwasmtime(?:-cli)?[@ v-]+(\d+\.\d+\.\d+)/,
    /\bwasmtime\b|failed to run main module|wasm trap: |unknown import: \S+::/,
  ],
  wasmedge: [/\bwasmedge (?:version )?(\d+\.\d+\.\d+)/i, /\bwasmedge\b|, Code: 0x[0-9a-f]+|At AST node:/i],
  wasmer: [
    /\bwasmer(?:-cli)?[@ v-]+(\d+\.\d+\.\d+)/,
    /\bwasmer\b|Error while importing "|[Ii]mport not found, namespace: |ImportNotFound \{|Missing import: `[^`]+`\.`/,
  ],
  wasm3: [/\bwasm3\b|\[trap\] |missing imported function \('/],
  wamr: [
    /\biwasm\b|\bWAMR\b|AOT module|WASM module (?:load|instantiate) failed|failed to (?:link|call unlinked) import/,
  ],
  wasmi: [/\bwasmi\b|definition for import /],
  envoy: [/\benvoy\b|proxy[-_]wasm|proxy_on_|istio/i],
  spin: [/\bspin (?:up|build|deploy)\b|fermyon/i],
  extism: [/\bextism\b/i],
  runwasi: [/runwasi|containerd-shim|io\.containerd\.|crun|\bcontainerd\b/],
  jco: [/\bjco\b|componentize|wasm-tools/],
});

const LANGUAGES = cluesOf('language', {
  rust: [/\.rlib\b|rust_metadata|\brust_begin_unwind|__rust_|\bcore::|_ZN4core|\.rs:\d+:\d+/],
  'c++': [/\bem\+\+|\.(?:cpp|cc|cxx|hpp)\b|\bstd::|_ZNSt|operator (?:new|delete)|libc\+\+/],
  c: [/\.c(?::\d+:\d+|\.o|\b)/],
  go: [/\.go:\d+|^goroutine \d+/],
  swift: [/\.swift\b|\$s\d+\w+/],
  zig: [/\.zig:\d+/],
  python: [/^[ \t]{0,40}File "[^"\n]{1,300}", line \d+/],
  // Statements that Python 3 does not have, as a stack quotes them, and Emscripten from before it could read its own scripts.
  'python-2': [
    /^[ \t]{1,80}print (?:["'%>\w])|^[ \t]{1,80}except [\w.]{1,60}, ?\w{1,60}:|^[ \t]{1,80}raise [\w.]{1,60}, ?["'\w]/,
    /[\\/]emscripten[\\/](?:tag-)?1\.(?:[0-2]\d|3[0-6])\.\d{1,3}[\\/]/,
  ],
});

/** Whose code the frames of a stack belong to. */
const FRAMES = cluesOf('frame', {
  emscripten: [
    /at (?:Object\.|Module\.|async )?(?:abort|assert|callMain|doRun|instantiateAsync|instantiateArrayBuffer|getBinaryPromise|createWasm|receiveInstantiationResult|dynCall\w*|invoke_\w+|_emscripten_\w+|___cxa_throw|stringToUTF8|embind|exposed_ctor|craftInvokerFunction)\b/,
  ],
  'wasm_exec.js': [/wasm_exec(?:_node)?\.js/],
  tinygo: [/targets\/wasm_exec\.js|tinygo.{0,40}wasm_exec/],
  'wasm-bindgen': [/__wbg_|__wbindgen|_bg\.(?:js|wasm)/],
  wasm: [/wasm-function\[\d+\]|wasm:\/\/wasm\//],
});

const PLATFORMS = cluesOf('platform', {
  windows: [/\b[A-Z]:[\\/](?:[\w .()-]+[\\/])|\.exe\b|\.bat\b|PS [A-Z]:\\|is not recognized as an internal/],
  macos: [/\/Users\/|apple-darwin|\/opt\/homebrew|macOS|\bdarwin\b|\/var\/folders\//],
  linux: [/\/home\/|\/usr\/(?:bin|lib|share)\/|linux-gnu|ubuntu|debian/i],
});

const CI = cluesOf('ci', {
  github: [/^##\[|\/home\/runner\/|\bGITHUB_|actions\/\w+@|D:\\a\\/],
  gitlab: [/\bgitlab-runner\b|^section_start:|\/builds\/[\w-]+\//],
  azure: [/\/home\/vsts\/|D:\\a\\1\\|##vso\[/],
  travis: [/travis/i],
  circleci: [/circleci/i],
  appveyor: [/appveyor|C:\\projects\\/i],
});

/** Everything that is looked for in a log's text as a whole, by `group:name`. */
export const CLUES: ReadonlyMap<string, readonly Clue[]> = groupBy(
  [...TOOLS, ...HOSTS, ...LANGUAGES, ...FRAMES, ...PLATFORMS, ...CI],
  ({ group, name }) => `${group}:${name}`,
);
