// Runs a WASI preview 1 command under node:wasi with the further arguments and ends with its exit code.
import { readFileSync } from 'node:fs';
import { WASI } from 'wasi';

const wasi = new WASI({ version: 'preview1', args: process.argv.slice(2), env: {}, returnOnExit: true });
const { instance } = await WebAssembly.instantiate(readFileSync(process.argv[2]), {
  wasi_snapshot_preview1: wasi.wasiImport,
});
process.exitCode = wasi.start(instance);
