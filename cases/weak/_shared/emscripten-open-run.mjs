import { readFileSync } from 'node:fs';
import { WASI } from 'node:wasi';

const wasi = new WASI({ version: 'preview1', returnOnExit: true });
const module = new WebAssembly.Module(readFileSync(process.argv[2]));
// A module that the host does not have is an empty one, so that the host says which function it misses.
const absent = WebAssembly.Module.imports(module).map(({ module: name }) => [name, {}]);
const imports = { ...Object.fromEntries(absent), wasi_snapshot_preview1: wasi.wasiImport };
process.exitCode = wasi.start(await WebAssembly.instantiate(module, imports));
