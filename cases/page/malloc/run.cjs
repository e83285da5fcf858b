// Gives C an array: memory for it comes from the module's own malloc.
'use strict';
delete globalThis.fetch; // node's cannot read files; a page's can

const createLib = require('./lib.js');
createLib()
  .then((lib) => {
    const values = lib._malloc(12);
    new Int32Array((lib.HEAPU8 || lib.wasmMemory).buffer, values, 3).set([1, 2, 3]);
    console.log('sum', lib._sum(values, 3));
  })
  .catch((error) => {
    console.error(error);
    process.exitCode = 1;
  });
