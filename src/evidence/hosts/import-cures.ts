import type { Maker } from '../origin/makers.ts';
import type { Import } from '../wasm/externals.ts';
import type { Host } from './host.ts';

/** Hosts that run JavaScript, so that whatever a module wants can be written for it. */
export const SCRIPTED: readonly string[] = ['node', 'chromium', 'deno', 'bun'];

/** Loaders that makers bring along, by who made the module: whose JavaScript it is. */
const LOADERS: Readonly<Partial<Record<Maker, string>>> = {
  emscripten: 'load it with the JavaScript that Emscripten wrote beside it',
  tinygo: 'load it with TinyGo’s own wasm_exec.js of the release that built it',
  rust: 'load it with the JavaScript that wasm-bindgen wrote beside it',
  assemblyscript: 'load it with the JavaScript that AssemblyScript writes, or @assemblyscript/loader',
  kotlin: 'load it with the JavaScript that Kotlin wrote beside it',
  dart: 'load it with the JavaScript that Dart wrote beside it',
  dotnet: 'load it with the .NET runtime’s JavaScript',
};

/** How people come to run a module of a maker that imports what a host does not have. */
export function cureImport(host: Host, { module, name }: Import, maker: Maker | null): string {
  const scripted = SCRIPTED.includes(host.family) || host.family === 'wasi-shim';
  if (host.family === 'wasm_exec.js' && maker !== 'go') return 'it loads only what Go built for js';
  if (name === 'emscripten_notify_memory_growth') {
    return 'link without -sALLOW_MEMORY_GROWTH, or with -sPURE_WASI since Emscripten 3.1.46';
  }
  if (maker !== 'tinygo' && (module === 'go' || module === 'gojs')) {
    if (host.family === 'wasm_exec.js') return 'the wasm_exec.js of the Go release that built it';
    return scripted ? 'load it with the wasm_exec.js of the Go release that built it' : 'build it with GOOS=wasip1';
  }
  const loader = maker === null || !isFromLoader(maker, module, name) ? undefined : LOADERS[maker];
  if (loader && scripted) return loader;
  if (module === 'wasi_snapshot_preview1' && scripted) return 'a WASI in JavaScript';
  if (module === 'wasi_unstable') return 'rebuild it with a toolchain that imports wasi_snapshot_preview1';
  if (maker === 'emscripten') {
    if (module === 'env' && host.family === 'wazero') {
      return `a host module env with ${name}, or link with -sSTANDALONE_WASM`;
    }
    return 'link with -sSTANDALONE_WASM';
  }
  return 'the program that loads it has to give it';
}

/** Whether a maker's loader is what gives an import. False: a program of its own has to, as with functions that Rust imports without wasm-bindgen. */
function isFromLoader(maker: Maker, module: string, name: string): boolean {
  if (maker === 'rust') return /^(?:wbg|__wbindgen_.*)$|_bg\.js$/.test(module) || name.startsWith('__wb');
  if (maker === 'tinygo') return /^(?:gojs|env)$/.test(module) && /^(?:runtime|syscall\/js)\./.test(name);
  return maker === 'emscripten' || !module.startsWith('wasi_');
}
