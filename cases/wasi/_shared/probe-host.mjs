// Runs a WASI preview 1 command under node:wasi and ends with its exit code:
//     node probe-host.mjs [--dir=GUEST=FOLDER | --env NAME=VALUE]... MODULE [ARGUMENT]...
import { readFileSync } from 'node:fs';
import { WASI } from 'wasi';

const words = process.argv.slice(2);
const preopens = {};
const env = {};
while (words[0].startsWith('--')) {
  const word = words.shift();
  const [name, ...value] = (word === '--env' ? words.shift() : word.slice('--dir='.length)).split('=');
  (word === '--env' ? env : preopens)[name] = value.join('=');
}
const module = await WebAssembly.compile(readFileSync(words[0]));
// node 20 and later insist on a version; node 16 ignores it.
const wasi = new WASI({ version: 'preview1', args: words, env, preopens, returnOnExit: true });
const instance = await WebAssembly.instantiate(module, { wasi_snapshot_preview1: wasi.wasiImport });
process.exitCode = wasi.start(instance);
