// Starts a js/wasm program that waits, then calls the function it exports, as a page would.
'use strict';
globalThis.fs = require('fs');
globalThis.path = require('path');
if (!globalThis.crypto) globalThis.crypto = require('crypto').webcrypto; // node 16 has no such global

require('./wasm_exec.js');

const go = new Go();
WebAssembly.instantiate(fs.readFileSync(process.argv[2]), go.importObject)
  .then(({ instance }) => {
    go.run(instance);
    // Where Go exports nothing, it may have put the function into a global.
    const add = instance.exports.add || globalThis.add;
    console.log('add', add(2, 3));
  })
  .catch((error) => {
    console.error(error);
    process.exitCode = 1;
  })
  .finally(() => process.exit());
