// Runs a WASI preview 1 command under node:wasi with the further arguments: the machine's files are the guest's, as are
// the variables that a Go test looks at. Ends with the guest's exit code.
import { readFileSync } from 'node:fs';
import { WASI } from 'node:wasi';

const [module, ...args] = process.argv.slice(2);
const { PATH, PWD, TMPDIR } = process.env;
const env = { PATH, PWD, TMPDIR };
const wasi = new WASI({ version: 'preview1', args: [module, ...args], env, preopens: { '/': '/' }, returnOnExit: true });
const { instance } = await WebAssembly.instantiate(readFileSync(module), { wasi_snapshot_preview1: wasi.wasiImport });
process.exit(wasi.start(instance));
