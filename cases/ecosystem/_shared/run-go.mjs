// Stands in for a page: runs a Go program with the wasm_exec.js beside this file, whose folder is the working folder.
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { webcrypto } from 'node:crypto';

const require = createRequire(import.meta.url);

/** Takes Go's script as a page would, which gives the global `Go`. */
export function takeScript() {
  if (!globalThis.crypto) globalThis.crypto = webcrypto; // node 16 has no such global
  require('./wasm_exec.js');
}

/** Runs a program; gives its exit code once it has ended. */
export async function runGo(program) {
  const go = new globalThis.Go();
  let ended = null;
  go.exit = (code) => (ended = code);
  const { instance } = await WebAssembly.instantiate(readFileSync(program), go.importObject);
  await go.run(instance);
  return ended ?? 0;
}
