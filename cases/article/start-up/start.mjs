// Compiles and runs a command for WASI once, in a process of its own, and writes into a file how long that took and how
// much memory it has at its end:  start.mjs MODULE FILE
import { appendFileSync, readFileSync } from 'node:fs';
import { WASI } from 'node:wasi';

const [file, results] = process.argv.slice(2);
const bytes = readFileSync(file);
const wasi = new WASI({ version: 'preview1', args: ['start'], returnOnExit: true });
const begin = performance.now();
const module = await WebAssembly.compile(bytes);
const instance = await WebAssembly.instantiate(module, { wasi_snapshot_preview1: wasi.wasiImport });
wasi.start(instance);
const micros = Math.round((performance.now() - begin) * 1000);
const { byteLength } = instance.exports.memory.buffer;
appendFileSync(results, `${micros} ${Math.round(byteLength / 2 ** 16)}\n`);
