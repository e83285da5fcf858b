import { compareVersions } from './versions.ts';

/** The files of Go's tree that run a wasm program: glue for the page, for node, and wrappers for `go run -exec`. */
export const WASM_EXEC_FILES = ['wasm_exec.js', 'wasm_exec_node.js', 'go_js_wasm_exec', 'go_wasip1_wasm_exec'] as const;

/** Go's folders for them, the newer one first. */
export const WASM_EXEC_FOLDERS = ['lib/wasm', 'misc/wasm'] as const;

/** The folder of a release: moved in 1.24 (Go 1.24 release notes, "WebAssembly"). */
export function wasmExecFolder(version: string): (typeof WASM_EXEC_FOLDERS)[number] {
  return compareVersions('go', version, '1.24rc1') >= 0 ? 'lib/wasm' : 'misc/wasm';
}
