// Runs a WASI preview 1 command under node:wasi with the working folder open to it.
import { readFileSync } from 'node:fs';
import { WASI } from 'node:wasi';

const module = await WebAssembly.compile(readFileSync(process.argv[2]));
const env = { EMRIFT_PROBE: 'seen' };
const wasi = new WASI({ version: 'preview1', args: process.argv.slice(2), env, preopens: { '/': '.' }, returnOnExit: true });
const instance = await WebAssembly.instantiate(module, { wasi_snapshot_preview1: wasi.wasiImport });
process.exitCode = wasi.start(instance);
