// Offers the host function that the module imports and prints what it was given.
import { readFileSync } from 'node:fs';
import { WASI } from 'wasi';

const module = await WebAssembly.compile(readFileSync(process.argv[2]));
// node 20 and later insist on a version; node 16 ignores it.
const wasi = new WASI({ version: 'preview1', args: ['main'], env: {}, returnOnExit: true });
const instance = await WebAssembly.instantiate(module, {
  wasi_snapshot_preview1: wasi.wasiImport,
  host: {
    report(pointer, length, urgent) {
      const bytes = new Uint8Array(instance.exports.memory.buffer, pointer, length);
      console.log(new TextDecoder().decode(bytes), urgent);
    },
  },
});
process.exitCode = wasi.start(instance);
