// Starts a WASI preview 1 module under Node.js, as the file says that is named first:
//     {"module": PATH, "args": [...], "env": {...}, "preopens": [{"from": PATH, "to": NAME}]}
// The exit code is the guest's; a trap is an error that nobody caught, as in any program of Node.js.
// Nothing is imported from node:process: that opens process.stdin, which makes the guest's standard input non-blocking.
import { readFileSync } from 'node:fs';
import { WASI } from 'node:wasi';

const { module, args, env, preopens } = JSON.parse(readFileSync(process.argv[2], 'utf8'));
const wasi = new WASI({
  version: 'preview1',
  args: [module, ...args],
  env,
  preopens: Object.fromEntries(preopens.map(({ from, to }) => [to, from])),
  // Before 20 this is not what is taken where nothing is said.
  returnOnExit: true,
});
const { instance } = await WebAssembly.instantiate(readFileSync(module), { wasi_snapshot_preview1: wasi.wasiImport });
process.exit(wasi.start(instance));
