// Runs a WASI preview 1 command under node:wasi with the further arguments; this folder is its root. Ends with its exit code.
// Nothing is imported from node:process: that opens process.stdin, which makes the guest's standard input non-blocking.
import { readFileSync } from 'node:fs';
import { WASI } from 'node:wasi';

const [module, ...args] = process.argv.slice(2);
const wasi = new WASI({ version: 'preview1', args: [module, ...args], preopens: { '/': '.' }, returnOnExit: true });
const { instance } = await WebAssembly.instantiate(readFileSync(module), { wasi_snapshot_preview1: wasi.wasiImport });
process.exit(wasi.start(instance));
