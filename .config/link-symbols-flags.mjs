// What links each library: Emscripten's `tools/system_libs.py` (`get_libs_to_link`), `src/modules.mjs` (`calculateLibraries`) and
// `tools/link.py`, 3.1.69 and 6.0.5. A library that stands first explains a symbol that several have.

/** emcc adds it to each link. */
const always = { flag: '', byDefault: true };
const by = (flag) => ({ flag, byDefault: false });

/** Native libraries, by their name without `lib` and variants; `-mt` stands for what only threads have. */
export const ARCHIVES = {
  c: always,
  compiler_rt: always,
  stubs: always,
  noexit: always,
  dlmalloc: always,
  'c++': always,
  'c++abi': always,
  GL: always,
  html5: always,
  al: always,
  sockets: always,
  'c-mt': by('-pthread'),
  wasm_workers: by('-sWASM_WORKERS'),
  fetch: by('-sFETCH'),
  embind: by('-lembind (--bind)'),
  wasmfs: by('-sWASMFS'),
  stb_image: by('-sSTB_IMAGE'),
  webgpu: by('-sUSE_WEBGPU, or --use-port=emdawnwebgpu since 4.0.10'),
  sockets_proxy: by('-lwebsocket.js -sPROXY_POSIX_SOCKETS'),
  unwind: by('-fexceptions or -fwasm-exceptions'),
  jsmath: by('-sJS_MATH'),
  asan_rt: by('-fsanitize=address'),
  lsan_rt: by('-fsanitize=leak'),
  ubsan_rt: by('-fsanitize=undefined'),
  ubsan_minimal_rt: by('-fsanitize-minimal-runtime'),
  sanitizer_common_rt: by('-fsanitize=address'),
};

/** Parts of the JavaScript library, by their name without `lib` and `library_`. */
export const SCRIPTS = {
  glfw: by('-sUSE_GLFW=3'),
  websocket: by('-lwebsocket.js'),
  webaudio: by('-sAUDIO_WORKLET -sWASM_WORKERS'),
  wasm_worker: by('-sWASM_WORKERS'),
  pthread: by('-pthread'),
  dylink: by('-sMAIN_MODULE'),
  async: by('-sASYNCIFY'),
  fetch: by('-sFETCH'),
  lz4: by('-sLZ4'),
  webgl2: by('-sMAX_WEBGL_VERSION=2'),
  glemu: by('-sLEGACY_GL_EMULATION'),
  webgpu: by('-sUSE_WEBGPU, or --use-port=emdawnwebgpu since 4.0.10'),
  glut: by('-lglut'),
  glew: by('-lGLEW'),
  egl: by('-lEGL'),
  openal: by('-lopenal'),
  xlib: by('-lX11'),
  uuid: by('-luuid'),
  idbstore: by('-lidbstore.js'),
  trace: by('--tracing'),
  embind: by('-lembind (--bind)'),
  emval: by('-lembind (--bind)'),
  promise: by('-lpromise.js'),
  opfs: by('-sWASMFS -lopfs.js'),
};
