import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { emrift, median, most, NOTHING, pair, time } from './bench-tools.mjs';

const SIZE = 100e6;
const RUNS = 5;
const WORDS = 'error|warning|undefined|panic|abort';

/** Lines that a build prints when nothing is wrong. */
const QUIET = [
  '[ 12%] Building CXX object src/CMakeFiles/core.dir/mixer.cpp.o',
  'cache:INFO:  - ok',
  'emcc -O2 -c src/decoder/frame_header.c -o build/decoder/frame_header.o -Iinclude -DNDEBUG',
  'em++ -O2 -std=c++20 -c src/mixer.cpp -o build/mixer.o -Iinclude -Ithird_party/audio/include -fno-exceptions',
  'checking whether the compiler supports GNU C... yes',
  'go: downloading example.com/module v1.2.3',
  '-- Installing: /usr/local/include/codec/frame_header.h',
  'ok  \texample.com/module/codec\t0.012s',
];

/** Messages of several tools, each with names that change from line to line. */
const LOUD = [
  (at) => `wasm-ld: error: build/part_${at % 97}.o: undefined symbol: codec_entry_${at % 5000}`,
  (at) => `wasm-ld: warning: function signature mismatch: callback_${at % 3000}`,
  (at) => `src/file_${at % 89}.c:${at % 4000}:7: error: use of undeclared identifier 'name_${at % 2500}'`,
  (at) => `./main.go:${at % 3000}:2: undefined: symbol${at % 2000}`,
];

function writeLog(path, everyLoud) {
  const lines = [];
  for (let size = 0, at = 0; size < SIZE; at++) {
    const line = at % everyLoud === 0 ? LOUD[(at / everyLoud) % LOUD.length](at) : QUIET[at % QUIET.length];
    size += line.length + 1;
    lines.push(line);
  }
  writeFileSync(path, `${lines.join('\n')}\n`);
}

/** A log of 100 MB against grep on the same file, and a small one against Node that does nothing. */
export function measureExplain(folder) {
  const small = join(folder, 'small.log');
  writeFileSync(small, `${LOUD.map((line) => line(1)).join('\n')}\n`);
  const { a, b, ratio } = pair(emrift('explain', small), NOTHING, 15);
  const values = { small: a, node: b, 'small-to-node': ratio };
  const start = median(a);
  for (const [name, everyLoud] of [
    ['sparse', 100],
    ['dense', 1],
  ]) {
    const big = join(folder, `big-${everyLoud}.log`);
    writeLog(big, everyLoud);
    const ours = [];
    const grep = [];
    for (let run = 0; run < RUNS; run++) {
      ours.push(time(emrift('explain', big), { tell: join(folder, 'tell') }));
      grep.push(time(['grep', '-cE', WORDS, big]).ms);
    }
    values[`${name}-speed`] = ours.map(({ ms }) => SIZE / 1e3 / (ms - start));
    values[`${name}-peak`] = most(ours.map(({ peak }) => peak / 1e6));
    values[`${name}-grep`] = grep;
    values[`${name}-to-grep`] = ours.map(({ ms }, at) => ms / grep[at]);
  }
  return { values };
}
