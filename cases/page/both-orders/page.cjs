// A page with two scripts, loaded in the order given, as globals like <script> elements; then both programs run.
'use strict';
const vm = require('vm');
const { readFileSync } = require('fs');
if (!globalThis.crypto) globalThis.crypto = require('crypto').webcrypto; // node 16 has no such global
delete globalThis.fetch; // node's cannot read files; a page's can
Object.assign(globalThis, { require, __dirname, __filename });

const added = new Promise((resolve) => {
  globalThis.Module = { onRuntimeInitialized: () => resolve(Module._add(2, 3)) };
});
for (const script of process.argv.slice(2)) {
  vm.runInThisContext(readFileSync(script, 'utf8'), { filename: script });
}

async function run() {
  console.log('C adds', await added);
  const go = new Go();
  go.exit = (code) => (process.exitCode = code);
  const { instance } = await WebAssembly.instantiate(readFileSync('main.wasm'), go.importObject);
  await go.run(instance);
}
run().catch((error) => {
  console.error(error);
  process.exitCode = 1;
});
