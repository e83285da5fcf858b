import { execFileSync } from 'node:child_process';
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { emrift, median, NOTHING, pair, time } from './bench-tools.mjs';

const RUNS = 5;
/** Half of what one file may have at most. */
const SIZE_OF_FILE = 1e6;
const LARGE_FILES = 200;
const SMALL_FILES = 50_000;
const IN_FOLDER = 50;

/** Lines of programs and build files; one in so many uses what an upgrade breaks. */
const LINES = [
  'export function decode(buffer: Uint8Array, options: Options = {}): Frame {',
  '  const header = readHeader(buffer.subarray(0, options.length ?? HEADER_SIZE));',
  '  if (header.version !== CURRENT_VERSION) throw new RangeError(header.version);',
  '  for (let index = 0; index < header.planes; index++) planes.push(module.allocate(index));',
  '  // Frames that come late are dropped, unless the caller keeps them.',
  '  return { header, planes, timestamp: performance.now() - started };',
  '}',
  '',
];
const USE = '  const view = new Uint8Array(Module.HEAPU8.buffer, pointer, length);';
const EVERY = 5000;

function textOf(size, seed) {
  const lines = [];
  for (let length = 0, at = seed; length < size; at++) {
    const line = at % EVERY === 0 ? USE : `${LINES[at % LINES.length]}${at % 3 === 0 ? ` // ${at}` : ''}`;
    length += line.length + 1;
    lines.push(line);
  }
  return `${lines.join('\n')}\n`;
}

function writeLarge(folder) {
  mkdirSync(folder, { recursive: true });
  for (let at = 0; at < LARGE_FILES; at++) writeFileSync(join(folder, `part${at}.ts`), textOf(SIZE_OF_FILE, at * 7));
}

function writeSmall(folder) {
  const text = textOf(600, 1);
  for (let at = 0; at < SMALL_FILES; at += IN_FOLDER) {
    const part = join(folder, `group${at % 20}`, `part${at}`);
    mkdirSync(part, { recursive: true });
    for (let file = 0; file < IN_FOLDER; file++) writeFileSync(join(part, `module${file}.ts`), text);
  }
  writeFileSync(join(folder, '.gitignore'), '*.log\nbuild/\n/dist/\n**/generated/*.ts\n');
}

/** A project of 200 MB against grep over the same files, and one of 50,000 files, both beyond an upgrade without a project. */
export function measureUpgrade(folder) {
  const ask = ['upgrade', '--emsdk', '3.1.69..6.0.5'];
  const start = pair(emrift(...ask), NOTHING, RUNS);
  console.log(
    `upgrade without a project ${start.a.toFixed(0)} ms, node -e 0 ${start.b.toFixed(0)} ms: ratio ${start.ratio.toFixed(1)}`,
  );
  const [large, small] = [join(folder, 'large'), join(folder, 'small')];
  writeLarge(large);
  writeSmall(small);
  const bytes = Number(execFileSync('du', ['-sb', '--apparent-size', large], { encoding: 'utf8' }).split('\t')[0]);
  const measure = (project) => {
    const times = [];
    for (let run = 0; run <= RUNS; run++) {
      const ours = time(emrift(...ask, project), { peak: join(folder, 'peak') });
      const grep = time(['grep', '-rcE', 'HEAPU8|ccall|misc/wasm', project]);
      // The first run fills the caches of the disk.
      if (run > 0) times.push({ ms: ours.ms - start.a, peak: ours.peak, grep: grep.ms, ratio: ours.ms / grep.ms });
    }
    const of = (key) => median(times.map((one) => one[key]));
    return {
      ms: of('ms'),
      grep: of('grep'),
      ratio: of('ratio'),
      peak: Math.max(...times.map(({ peak }) => peak)) / 1e6,
    };
  };
  const read = measure(large);
  console.log(
    `        ${(bytes / 1e6).toFixed(0)} MB in ${LARGE_FILES} files: ${(bytes / 1e3 / read.ms).toFixed(0)} MB/s beyond start-up (goal 200), peak ${read.peak.toFixed(0)} MB, grep -rcE ${read.grep.toFixed(0)} ms: ratio ${read.ratio.toFixed(1)}`,
  );
  const walked = measure(small);
  console.log(
    `        ${SMALL_FILES} files: ${(walked.ms / 1000).toFixed(2)} s beyond start-up (goal 3), peak ${walked.peak.toFixed(0)} MB, grep -rcE ${walked.grep.toFixed(0)} ms: ratio ${walked.ratio.toFixed(1)}`,
  );
}
