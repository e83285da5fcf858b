// Gives the module's function a text of five letters in the module's memory.
import { readFileSync } from 'node:fs';

const { instance } = await WebAssembly.instantiate(readFileSync(process.argv[2]), { env: {} });
const { app, memory } = instance.exports;
const at = 1024;
new Uint8Array(memory.buffer).set([104, 101, 108, 108, 111, 0], at);
console.log('length', app(at));
