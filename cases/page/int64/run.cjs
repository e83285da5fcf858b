// Passes a number where C takes 64 bits; the old convention splits it into two halves of 32.
'use strict';
delete globalThis.fetch; // node's cannot read files; a page's can

const createLib = require('./lib.js');
createLib()
  .then((lib) => console.log('twice', Number(process.argv[2] === 'bigint' ? lib._twice(21n) : lib._twice(21, 0))))
  .catch((error) => {
    console.error(error);
    process.exitCode = 1;
  });
