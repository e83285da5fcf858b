// Runs a js/wasm program the way a page does: no fs, path or process but those that wasm_exec.js brings.
'use strict';
const { readFileSync } = require('fs');
const { webcrypto } = require('crypto');
const host = process;
if (!globalThis.crypto) globalThis.crypto = webcrypto; // node 16 has no such global
delete globalThis.process;

require('./wasm_exec.js');

const go = new Go();
WebAssembly.instantiate(readFileSync(host.argv[2]), go.importObject)
  .then(({ instance }) => go.run(instance))
  .catch((error) => {
    console.error(error);
    host.exitCode = 1;
  });
