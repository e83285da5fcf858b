import type { Maker } from '../origin/makers.ts';
import type { Import } from '../wasm/externals.ts';
import type { Host } from './host.ts';

/** Hosts that run JavaScript, so that whatever a module wants can be written for it. */
const SCRIPTED: readonly string[] = ['node', 'chromium', 'deno', 'bun', 'wasi-shim'];

/** How people come to run a module of a maker that imports what a host does not have. */
export function cureImport(host: Host, { module, name }: Import, maker: Maker | null): string {
  const scripted = SCRIPTED.includes(host.family);
  if (host.family === 'wasm_exec.js' && maker !== 'go') return 'it loads only what Go built for js';
  if (name === 'emscripten_notify_memory_growth') {
    return 'link without -sALLOW_MEMORY_GROWTH, or with -sPURE_WASI since Emscripten 3.1.46';
  }
  if (module === 'go' || module === 'gojs') {
    if (host.family === 'wasm_exec.js') return 'the wasm_exec.js of the Go release that built it';
    return scripted ? 'load it with the wasm_exec.js of the Go release that built it' : 'build it with GOOS=wasip1';
  }
  if (maker === 'emscripten') {
    if (scripted) return 'load it with the JavaScript that Emscripten wrote beside it';
    if (module === 'env' && host.family === 'wazero') {
      return `a host module env with ${name}, or link with -sSTANDALONE_WASM`;
    }
    return 'link with -sSTANDALONE_WASM';
  }
  if (module === 'wasi_unstable') return 'rebuild it with a toolchain that imports wasi_snapshot_preview1';
  if (module === 'wasi_snapshot_preview1' && scripted) return 'a WASI in JavaScript';
  return 'the program that loads it has to give it';
}
