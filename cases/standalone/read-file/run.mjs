// Runs a WASI preview 1 command under node:wasi with the folder data open to it.
import { readFileSync } from 'node:fs';
import { WASI } from 'wasi';

const module = await WebAssembly.compile(readFileSync(process.argv[2]));
// node 20 and later insist on a version; node 16 ignores it.
const preopens = { '/data': 'data' };
const wasi = new WASI({ version: 'preview1', args: ['main'], env: {}, preopens, returnOnExit: true });
const instance = await WebAssembly.instantiate(module, { wasi_snapshot_preview1: wasi.wasiImport });
process.exitCode = wasi.start(instance);
