/** What log conditions of families are made of, in the words of knowledge's `needs`. */

export const EMSCRIPTEN = 'tool:emscripten';
/** Compiles with wasi-libc. */
export const WASI = 'tool:wasi-sdk | line:wasm32-wasi | line:wasi-sysroot | line:wasm32-wasip';
/** JavaScript loads the module. */
export const SCRIPTED =
  'line:WebAssembly. | line:LinkError: | line:import object field | line:must be callable | line:requires a callable | line:WebAssembly Instantiation';
/** Hosts without JavaScript. */
export const BARE =
  'host:wasmtime | host:wasmer | host:wasmedge | host:wazero | host:wasm3 | host:wamr | host:wasmi | host:envoy | host:spin | host:runwasi';
/** Builds by TinyGo. */
export const TINYGO = 'tool:tinygo';
