// Stands in for a page: loads the Emscripten module's factory, then runs the Go program, which calls it.
'use strict';
const { readFileSync } = require('fs');
if (!globalThis.crypto) globalThis.crypto = require('crypto').webcrypto; // node 16 has no such global
delete globalThis.fetch; // node's cannot read files; a page's can

const [program, library] = process.argv.slice(2);
globalThis.createLib = require(`./${library}`);
require('./wasm_exec.js');

const go = new Go();
go.exit = (code) => (process.exitCode = code);
WebAssembly.instantiate(readFileSync(program), go.importObject)
  .then(({ instance }) => go.run(instance))
  .catch((error) => {
    console.error(error);
    process.exitCode = 1;
  });
