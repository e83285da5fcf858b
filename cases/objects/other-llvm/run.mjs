import { readFileSync } from 'node:fs';

const { exports } = new WebAssembly.Instance(new WebAssembly.Module(readFileSync(process.argv[2])));
console.log('computed', exports.compute(0, 5, 2), exports.compute(1, 5, 2));
