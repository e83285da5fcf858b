// Runs a js/wasm program with the glue that is named first and an object that it calls.
'use strict';
const { webcrypto } = require('crypto');
const fs = require('fs');
const [, , glue, module_] = process.argv;
globalThis.host = { add: (a, b) => a + b };
if (!globalThis.crypto) globalThis.crypto = webcrypto;
require(`./${glue}`);

const go = new Go();
WebAssembly.instantiate(fs.readFileSync(module_), go.importObject).then(({ instance }) => go.run(instance));
