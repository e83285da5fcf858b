// Uses the factory's result at once, or after waiting for it where the command line says so.
'use strict';
delete globalThis.fetch; // node's cannot read files; a page's can

const createLib = require('./lib.js');

async function load() {
  const lib = process.argv[2] === 'wait' ? await createLib() : createLib();
  console.log('add', lib._add(2, 3));
}
load().catch((error) => {
  console.error(error);
  process.exitCode = 1;
});
