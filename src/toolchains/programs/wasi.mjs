// Starts a WASI preview 1 module under Node.js, as the file says that is named first:
//     {"module": PATH, "args": [...], "env": {...}, "preopens": [{"from": PATH, "to": NAME}], "trace": {...}}
// The exit code is the guest's; a trap is an error that nobody caught, as in any program of Node.js.
// With "trace" ({"file": PATH, "calls": N, "bytes": N, "notes": {NAME: [[PARAMETER, WHAT]]}}) a line of JSON is written for
// each call: name, numbers, what lies in memory at some of them, error, nanoseconds. "text" and "later" are a pointer and a
// length before and after the call, "iovs" a list of buffers, a number so many bytes of a result.
// Nothing is imported from node:process: that opens process.stdin, which makes the guest's standard input non-blocking.
import { openSync, readFileSync, writeSync } from 'node:fs';
import { WASI } from 'node:wasi';

const { module, args, env, preopens, trace } = JSON.parse(readFileSync(process.argv[2], 'utf8'));
const wasi = new WASI({
  version: 'preview1',
  args: [module, ...args],
  env,
  preopens: Object.fromEntries(preopens.map(({ from, to }) => [to, from])),
  // Before 20 this is not what is taken where nothing is said.
  returnOnExit: true,
});
let memory;
const imports = trace ? wrapAll() : wasi.wasiImport;
const { instance } = await WebAssembly.instantiate(readFileSync(module), { wasi_snapshot_preview1: imports });
memory = instance.exports.memory;
process.exit(wasi.start(instance));

function wrapAll() {
  const file = openSync(trace.file, 'w');
  let [calls, bytes] = [0, 0];
  const write = (line) => {
    if (calls > trace.calls || bytes > trace.bytes) return;
    const isLast = ++calls > trace.calls || (bytes += Buffer.byteLength(line)) > trace.bytes;
    writeSync(file, `${isLast ? '"cut"' : line}\n`);
  };
  return Object.fromEntries(Object.keys(wasi.wasiImport).map((name) => [name, wrap(name, trace.notes[name] ?? [], write)]));
}

function wrap(name, notes, write) {
  return (...given) => {
    // JavaScript takes numbers of 32 bits as signed, and Node.js refuses negative ones where a host sees a large one.
    const numbers = given.map((value) => (typeof value === 'bigint' ? value : value >>> 0));
    const noted = {};
    for (const [at, what] of notes) {
      if (what === 'text') noted[at] = hexOf(numbers[at], numbers[at + 1]);
      if (what === 'iovs') noted[at] = lengthsOf(numbers[at], numbers[at + 1]);
    }
    const texts = numbers.map((value) => `${typeof value === 'bigint' ? BigInt.asUintN(64, value) : value}`);
    if (name === 'proc_exit') write(JSON.stringify([name, texts, noted, null, null]));
    const started = process.hrtime.bigint();
    // Looked up now: some of them are put in only when the guest starts.
    const errno = wasi.wasiImport[name](...numbers);
    const took = Number(process.hrtime.bigint() - started);
    for (const [at, what] of errno === 0 ? notes : []) {
      if (what === 'later') noted[at] = hexOf(numbers[at], numbers[at + 1]);
      if (typeof what === 'number') noted[at] = hexOf(numbers[at], what);
    }
    write(JSON.stringify([name, texts, noted, errno, took]));
    return errno;
  };
}

function hexOf(at, length) {
  return Buffer.from(memory.buffer).subarray(at, at + Math.min(length, 4096)).toString('hex');
}

function lengthsOf(at, count) {
  const view = new DataView(memory.buffer);
  const lengths = [];
  for (let i = 0; i < Math.min(count, 64) && at + 8 * i + 8 <= view.byteLength; i++) {
    lengths.push(view.getUint32(at + 8 * i + 4, true));
  }
  return lengths.join(', ') + (count > 64 ? ', …' : '');
}
