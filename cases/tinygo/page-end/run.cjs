// Runs a js/wasm program the way a page does, and tells whether the promise of run() is kept within two seconds.
'use strict';
const { readFileSync } = require('fs');
const host = process;
delete globalThis.process;
require('./wasm_exec.js');

const go = new Go();
WebAssembly.instantiate(readFileSync(host.argv[2]), go.importObject).then(async ({ instance }) => {
  const ended = go.run(instance).then(() => true);
  const late = new Promise((resolve) => setTimeout(resolve, 2000, false));
  // _start returns when main has; nothing else of the program waits here.
  console.log('ended', host.argv[3] === 'when-started' ? true : await Promise.race([ended, late]));
  host.exit(0);
});
