// Runs a WASI preview 1 command under node:wasi with the working folder open to it.
import { readFileSync } from 'node:fs';
import { WASI } from 'node:wasi';

const wasi = new WASI({
  version: 'preview1',
  args: process.argv.slice(2),
  env: {},
  preopens: { '/': '.' },
  returnOnExit: true,
});
const module = await WebAssembly.compile(readFileSync(process.argv[2]));
process.exitCode = wasi.start(await WebAssembly.instantiate(module, { wasi_snapshot_preview1: wasi.wasiImport }));
