const SUPPORT_FILE = /(?:^|[\\/])(?:wasm_exec\w*\.[cm]?js|wasm_exec\.html|go_(?:js|wasip1)_wasm_exec)$/;

/**
 * Whether a path is that of a file which Go ships to run its wasm programs (`lib/wasm`, until Go 1.23 `misc/wasm`).
 * False: it is any other file.
 */
export function isSupportFile(path: string): boolean {
  return SUPPORT_FILE.test(path);
}
