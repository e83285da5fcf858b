import { execFileSync } from 'node:child_process';
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { emrift, median, most, NOTHING, pair, time } from './bench-tools.mjs';

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
  const { a, b, ratio } = pair(emrift(...ask), NOTHING, RUNS);
  const start = median(a);
  const [large, small] = [join(folder, 'large'), join(folder, 'small')];
  writeLarge(large);
  writeSmall(small);
  const bytes = Number(execFileSync('du', ['-sb', '--apparent-size', large], { encoding: 'utf8' }).split('\t')[0]);
  const measure = (project) => {
    const found = { ms: [], peak: [], grep: [], ratio: [] };
    for (let run = 0; run <= RUNS; run++) {
      const { ms, peak } = time(emrift(...ask, project), { tell: join(folder, 'tell') });
      const grep = time(['grep', '-rcE', 'HEAPU8|ccall|misc/wasm', project], { codes: null }).ms;
      // The first run fills the caches of the disk.
      if (run === 0) continue;
      found.ms.push(ms - start);
      found.peak.push(peak / 1e6);
      found.grep.push(grep);
      found.ratio.push(ms / grep);
    }
    return found;
  };
  const read = measure(large);
  const walked = measure(small);
  return {
    values: {
      alone: a,
      node: b,
      'alone-to-node': ratio,
      'large-size': bytes / 1e6,
      'large-speed': read.ms.map((ms) => bytes / 1e3 / ms),
      'large-peak': most(read.peak),
      'large-grep': read.grep,
      'large-to-grep': read.ratio,
      'small-time': walked.ms.map((ms) => ms / 1000),
      'small-peak': most(walked.peak),
      'small-grep': walked.grep,
      'small-to-grep': walked.ratio,
    },
  };
}
