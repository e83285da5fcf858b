import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { emrift, median, NOTHING, pair, time } from './bench-tools.mjs';

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
  const start = pair(emrift('explain', small), NOTHING, 15);
  console.log(
    `explain a log of ${LOUD.length} lines: ${start.a.toFixed(0)} ms, node -e 0 ${start.b.toFixed(0)} ms: ratio ${start.ratio.toFixed(2)} (goal 3)`,
  );
  for (const [everyLoud, goal] of [
    [100, 50],
    [1, 20],
  ]) {
    const big = join(folder, `big-${everyLoud}.log`);
    writeLog(big, everyLoud);
    const times = [];
    for (let run = 0; run < RUNS; run++) {
      const ours = time(emrift('explain', big), { peak: join(folder, 'peak') });
      const grep = time(['grep', '-cE', WORDS, big]);
      times.push({ ms: ours.ms - start.a, peak: ours.peak, ratio: ours.ms / grep.ms, grep: grep.ms });
    }
    const speed = SIZE / 1e6 / (median(times.map(({ ms }) => ms)) / 1000);
    console.log(
      `        100 MB, one line in ${everyLoud} a message: ${speed.toFixed(0)} MB/s beyond start-up (goal ${goal}), peak ${(Math.max(...times.map(({ peak }) => peak)) / 1e6).toFixed(0)} MB (goal 150), grep -cE ${median(times.map(({ grep }) => grep)).toFixed(0)} ms: ratio ${median(times.map(({ ratio }) => ratio)).toFixed(1)}`,
    );
  }
}
