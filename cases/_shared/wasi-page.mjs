// Runs in a page: starts a WASI module by the browser_wasi_shim in the folder `shim`, with what the page's address says
// (`?module=main.wasm&arg=a&env=A=1&file=data/word.txt&stdin=word.txt`), and ends with its exit code. Files are in memory;
// where one is named, the guest has `/`. A trap is an exception that nobody caught, as in any page.
import { ConsoleStdout, Directory, File, OpenFile, PreopenDirectory, WASI } from './shim/index.js';

const asked = new URLSearchParams(location.search);
const module = asked.get('module');
const load = async (path) => new File(await (await fetch(path)).arrayBuffer());

/** Lines to the console; what has no line break at the end is a line all the same. */
function tellLines(write) {
  const decoder = new TextDecoder();
  let rest = '';
  const stream = new ConsoleStdout((bytes) => {
    const lines = (rest + decoder.decode(bytes, { stream: true })).split('\n');
    rest = lines.pop();
    for (const line of lines) write(line);
  });
  return { stream, end: () => rest && write(rest) };
}

async function loadFiles(paths) {
  const root = new Map();
  for (const path of paths) {
    const folders = path.split('/');
    const name = folders.pop();
    let inside = root;
    for (const folder of folders) {
      if (!inside.has(folder)) inside.set(folder, new Directory(new Map()));
      inside = inside.get(folder).contents;
    }
    inside.set(name, await load(path));
  }
  return root;
}

const [out, err] = [tellLines((line) => console.log(line)), tellLines((line) => console.error(line))];
const stdin = asked.has('stdin') ? await load(asked.get('stdin')) : new File(new ArrayBuffer(0));
const open = [new OpenFile(stdin), out.stream, err.stream];
if (asked.has('file')) open.push(new PreopenDirectory('/', await loadFiles(asked.getAll('file'))));
// Where nothing is said of it, the shim tells what the guest asks for.
const wasi = new WASI([module, ...asked.getAll('arg')], asked.getAll('env'), open, { debug: false });
const imports = { wasi_snapshot_preview1: wasi.wasiImport };
const { instance } = await WebAssembly.instantiateStreaming(fetch(module), imports);
try {
  const code = wasi.start(instance);
  queueMicrotask(() => finish(code));
} finally {
  out.end();
  err.end();
}
