// What a page can do to learn how a Go program ended: wait for run().
'use strict';
const { readFileSync } = require('fs');
const { webcrypto } = require('crypto');
const host = process;
if (!globalThis.crypto) globalThis.crypto = webcrypto; // node 16 has no such global
delete globalThis.process;

require('./wasm_exec.js');

const go = new Go();
let code;
if (host.argv[3] === 'exit') go.exit = (given) => (code = given);
WebAssembly.instantiate(readFileSync(host.argv[2]), go.importObject)
  .then(({ instance }) => go.run(instance))
  .then((given) => console.log('ended with', given === undefined ? code : given))
  .catch((error) => console.log('failed', error.message));
