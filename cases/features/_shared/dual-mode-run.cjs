// Runs a js/wasm program under node with what Go's own wrapper gives it: files, arguments, environment.
'use strict';
const { webcrypto } = require('crypto');
globalThis.fs = require('fs');
globalThis.path = require('path');
if (!globalThis.crypto) globalThis.crypto = webcrypto;
require('./wasm_exec.js');

const go = new Go();
go.argv = process.argv.slice(2);
go.env = { ...process.env };
go.exit = process.exit;
WebAssembly.instantiate(fs.readFileSync(process.argv[2]), go.importObject).then(({ instance }) => go.run(instance));
