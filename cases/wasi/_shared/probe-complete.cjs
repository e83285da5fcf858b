// Reads a module and prints C functions for what it imports from other modules than WASI's:
//     node probe-complete.cjs MODULE > functions.c
// Linked in, they let hosts for WASI load the module, and leave a note when they are called. So one call that Emscripten does
// not translate fails one question and not all. (Types: WebAssembly core specification 2.0, 5.3 and 5.5.)
'use strict';
const { readFileSync } = require('fs');
const bytes = readFileSync(process.argv[2]);
let at = 8;
const number = () => {
  let value = 0;
  for (let shift = 0; ; shift += 7) {
    const byte = bytes[at++];
    value += (byte & 127) * 2 ** shift;
    if (byte < 128) return value;
  }
};
const text = () => {
  const length = number();
  return bytes.toString('utf8', at, (at += length));
};
const limits = () => {
  const flags = number();
  number();
  if (flags & 1) number();
};
const C_TYPES = { 0x7f: 'int', 0x7e: 'long long', 0x7d: 'float', 0x7c: 'double' };
const list = (read) => Array.from({ length: number() }, read);
const types = [];
const functions = [];
const SECTIONS = {
  1: () => list(() => (number(), types.push({ takes: list(() => C_TYPES[number()]), gives: list(() => C_TYPES[number()]) }))),
  2: () =>
    list(() => {
      const [module, name, kind] = [text(), text(), number()];
      if (kind === 0) functions.push({ module, name, type: types[number()] });
      if (kind === 1) number(), limits();
      if (kind === 2) limits();
      if (kind === 3) number(), number();
    }),
};
while (at < bytes.length) {
  const [id, size] = [bytes[at++], number()];
  const end = at + size;
  if (SECTIONS[id]) SECTIONS[id]();
  at = end;
}
console.log('#include <errno.h>\nextern const char *not_offered;');
for (const { module, name, type } of functions) {
  if (module !== 'env') continue;
  const parameters = type.takes.map((what, i) => `${what} p${i}`).join(', ') || 'void';
  const result = type.gives[0];
  // What libc calls a system call gives an error as a negative number.
  console.log(`${result || 'void'} ${name}(${parameters}) { not_offered = "${name}";${result ? ' return -ENOSYS;' : ''} }`);
}
