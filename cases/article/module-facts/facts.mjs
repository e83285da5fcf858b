// Tells what a module imports and which debugging sections it has.
import { readFileSync } from 'node:fs';

const bytes = readFileSync(process.argv[2]);
const module = await WebAssembly.compile(bytes);
const imports = WebAssembly.Module.imports(module);
const yes = (is) => (is ? 'yes' : 'no');
const has = (name) => yes(imports.some((one) => one.name === name));
const sections = (name) => WebAssembly.Module.customSections(module, name).length > 0;
const { least, most } = readMemory(bytes);
const facts = {
  dwarf: yes(sections('.debug_info') || sections('.zdebug_info')),
  'env-imports': imports.filter((one) => one.module === 'env').length,
  'futex-imports': imports.filter((one) => /futex/.test(one.name)).length,
  'wasi-imports': yes(imports.some((one) => /^wasi_/.test(one.module))),
  modules: [...new Set(imports.map((one) => one.module))].sort().join(' '),
  'memory-mib': Math.round((least * 10) / 16) / 10,
  'memory-grows': yes(most === null || most > least),
  'path-open': has('path_open'),
  'path-filestat-get': has('path_filestat_get'),
  'path-stat-get': has('path_stat_get'),
  'clock-time-get': has('clock_time_get'),
  'poll-oneoff': has('poll_oneoff'),
};
for (const [name, value] of Object.entries(facts)) console.log(`${name}=${value}`);

/** The pages of the module's own memory: how many it begins with, and how many it may have. */
function readMemory(wasm) {
  let at = 8;
  const read = () => {
    let value = 0;
    for (let shift = 0; ; shift += 7) {
      const byte = wasm[at++];
      value += (byte & 0x7f) * 2 ** shift;
      if (byte < 0x80) return value;
    }
  };
  while (at < wasm.length) {
    const id = wasm[at++];
    const size = read();
    const end = at + size;
    if (id === 5) {
      read();
      const flags = wasm[at++];
      const least = read();
      return { least, most: flags & 1 ? read() : null };
    }
    at = end;
  }
  throw new Error('no memory of its own');
}
