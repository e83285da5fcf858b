// Loads the program's script. node's fetch cannot read files and is no part of what is asked here.
'use strict';
delete globalThis.fetch;
require('./main.js');
