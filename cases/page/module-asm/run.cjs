// Calls a C function through Module.asm, or through its wrapper where the command line says so.
'use strict';
delete globalThis.fetch; // node's cannot read files; a page's can

const createLib = require('./lib.js');
createLib()
  .then((lib) => console.log('add', pick(lib, process.argv[2])(2, 3)))
  .catch((error) => {
    console.error(error);
    process.exitCode = 1;
  });

function pick(lib, way) {
  if (way === 'wrapper') return lib._add;
  const { add } = lib.asm;
  return add;
}
