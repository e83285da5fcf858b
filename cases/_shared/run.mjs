// Runs a WASI preview 1 command under node:wasi and ends with its exit code.
import { readFileSync } from 'node:fs';
import { WASI } from 'wasi';

const module = await WebAssembly.compile(readFileSync(process.argv[2]));
// node 20 and later insist on a version; node 16 ignores it.
const wasi = new WASI({ version: 'preview1', args: ['main'], env: {}, returnOnExit: true });
const instance = await WebAssembly.instantiate(module, { wasi_snapshot_preview1: wasi.wasiImport });
process.exitCode = wasi.start(instance);
