// Calls a C function through Module.asm, or through the way named on the command line.
'use strict';
delete globalThis.fetch; // node's cannot read files; a page's can

const way = process.argv[2];
const createLib = require('./lib.js');
createLib()
  .then((lib) => console.log('add', way === 'asm' ? lib.asm.add(2, 3) : lib._add(2, 3)))
  .catch((error) => {
    console.error(error);
    process.exitCode = 1;
  });
