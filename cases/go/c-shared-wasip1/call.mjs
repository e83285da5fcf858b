// Uses a WASI reactor as a host does: initialize once, then call what it exports.
import { readFileSync } from 'node:fs';
import { WASI } from 'wasi';

const module = await WebAssembly.compile(readFileSync(process.argv[2]));
// node 20 and later insist on a version; node 16 ignores it.
const wasi = new WASI({ version: 'preview1', args: ['main'], env: {} });
const instance = await WebAssembly.instantiate(module, { wasi_snapshot_preview1: wasi.wasiImport });
wasi.initialize(instance);
console.log('add', instance.exports.add(2, 3));
