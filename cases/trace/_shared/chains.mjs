// Runs a module of WASI preview 1 under node:wasi and prints, for each stretch that the guest marks, which calls it made:
//     node chains.mjs main.wasm
// A guest marks by what it writes to standard error: "mark NAME" begins a stretch, "mark" ends it, and so does "mark !" where
// what it tried failed. It marks each of them several times; the first is left out, for it may set things up, and the others have to agree.
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { WASI } from 'node:wasi';

mkdirSync('files', { recursive: true });
writeFileSync('files/f.txt', 'hello\n');
const module = new WebAssembly.Module(readFileSync(process.argv[2]));
const wasi = new WASI({
  version: 'preview1',
  args: ['main.wasm', 'one'],
  env: { EMRIFT: 'seen' },
  preopens: { '/': 'files' },
  returnOnExit: true,
});
let memory;
let stretch = { name: 'before-main', calls: [] };
const chains = new Map([['before-main', [stretch]]]);

const imports = {};
for (const { module: from, name, kind } of WebAssembly.Module.imports(module)) {
  if (kind !== 'function') throw new Error(`import ${from}.${name} is a ${kind}`);
  const isWasi = from === 'wasi_snapshot_preview1';
  imports[from] ??= {};
  // What Emscripten does not translate to WASI stays an import in its own words; -52 is ENOSYS there.
  imports[from][name] = isWasi ? (...given) => call(name, given) : () => note(`${from}.${name}`) ?? -52;
}
const instance = new WebAssembly.Instance(module, imports);
memory = instance.exports.memory;
wasi.start(instance);
for (const [name, all] of chains) {
  const texts = new Set((all.length > 1 ? all.slice(1) : all).map(print));
  console.log(`${name}=${texts.size > 1 ? 'varies' : [...texts][0]}`);
}

function call(name, given) {
  if (name === 'fd_write' && given[0] === 2) {
    const mark = /^mark ?(.*)\n$/.exec(textOf(given[1], given[2]));
    if (mark) {
      if (mark[1] === '!') note('(fails)');
      stretch = /^[^!]/.test(mark[1]) ? { name: mark[1], calls: [] } : null;
      if (stretch) chains.set(stretch.name, [...(chains.get(stretch.name) ?? []), stretch]);
      // Whoever marks may not be told that it was not written.
      const numbers = given.map((value) => value >>> 0);
      return wasi.wasiImport[name](...numbers);
    }
  }
  note(name);
  // JavaScript takes numbers of 32 bits as signed, and Node.js refuses negative ones where a host sees a large one.
  return wasi.wasiImport[name](...given.map((value) => (typeof value === 'bigint' ? value : value >>> 0)));
}

function note(name) {
  stretch?.calls.push(name);
}

function textOf(list, count) {
  const view = new DataView(memory.buffer);
  let text = '';
  for (let at = list; at < list + 8 * count; at += 8) {
    text += Buffer.from(memory.buffer, view.getUint32(at, true), view.getUint32(at + 4, true)).toString();
  }
  return text;
}

// The same call again and again is one with its number; before main the clock is asked as often as the runtime likes.
function print({ name, calls }) {
  const kept = name === 'before-main' ? calls.filter((one) => one !== 'clock_time_get') : calls;
  const runs = [];
  for (const one of kept) {
    if (runs.at(-1)?.[0] === one) runs.at(-1)[1]++;
    else runs.push([one, 1]);
  }
  const texts = runs.map(([one, count]) => (count > 1 ? `${one}×${count}` : one));
  return (runs.length === 0 || runs[0][0] === '(fails)' ? ['none', ...texts] : texts).join(' ');
}
