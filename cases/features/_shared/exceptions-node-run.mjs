// Calls what a module exports as `probe`; the module imports nothing.
import { readFileSync } from 'node:fs';

const { instance } = await WebAssembly.instantiate(readFileSync(process.argv[2]));
instance.exports._initialize?.();
console.log(instance.exports.probe());
