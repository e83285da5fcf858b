// Runs a js/wasm program under node with an environment of the length asked for.
'use strict';
globalThis.fs = require('fs');
globalThis.path = require('path');
if (!globalThis.crypto) globalThis.crypto = require('crypto').webcrypto; // node 16 has no such global

require('./wasm_exec.js');

const go = new Go();
const changes = 'x'.repeat(Number(process.argv[3]));
// A second argument says how the text goes over: in the environment, or in a global that Go reads.
if (process.argv[4] === 'global') globalThis.changes = changes;
else go.env = { CHANGES: changes };
go.exit = process.exit;
WebAssembly.instantiate(fs.readFileSync(process.argv[2]), go.importObject)
  .then(({ instance }) => go.run(instance))
  .catch((error) => {
    console.error(error);
    process.exit(1);
  });
