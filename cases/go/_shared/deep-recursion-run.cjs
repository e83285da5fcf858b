// Runs a js/wasm program under node: the support file first, then the module, as Go's own wrapper does.
'use strict';
globalThis.fs = require('fs');
globalThis.path = require('path');
if (!globalThis.crypto) globalThis.crypto = require('crypto').webcrypto; // node 16 has no such global

require('./wasm_exec.js');

const go = new Go();
go.exit = process.exit;
WebAssembly.instantiate(fs.readFileSync(process.argv[2]), go.importObject)
  .then(({ instance }) => go.run(instance))
  .catch((error) => {
    console.error(error);
    process.exit(1);
  });
