/** A change to a log that must not change what it says. */
export interface Transform {
  readonly name: string;
  readonly apply: (log: string, random: () => number) => string;
  /** What the change makes of the text in a diagnostic's fields; nothing unless given. */
  readonly inField?: (text: string) => string;
}

const LINKERS = [
  'wasm-ld',
  'wasm-ld-19',
  'lld',
  '/usr/bin/wasm-ld',
  'wasm-ld.exe',
  'C:\\llvm\\bin\\wasm-ld.exe',
  'rust-lld',
  'tinygo:wasm-ld',
];
const CLANGS = ['clang', 'clang-19', '/usr/lib/llvm-21/bin/clang-21', 'clang++.exe'];
const DRIVERS = [
  'emcc',
  'em++',
  '/opt/emsdk/upstream/emscripten/emcc',
  'emcc.py',
  'C:\\emsdk\\upstream\\emscripten\\em++',
];

/** Lines that say nothing: progress of makers, compilers' counts, Emscripten's cache. */
const NOISE = [
  '[12/99] Building CXX object CMakeFiles/error.dir/fatal_error.cc.o',
  "make[1]: Entering directory '/w/error-handling'",
  'cc -Wall -Werror -DERROR="error: %s" -c undefined.c -o undefined.o',
  'cache:INFO: generating system library: sysroot/lib/wasm32-emscripten/libc.a... (this will be cached in "/c/libc.a")',
  'go: downloading golang.org/x/errors v0.1.0',
  'ok  \texample.com/errors\t0.012s',
  '2 warnings generated.',
  '--- PASS: TestFatalError (0.00s)',
  '✓ reports a missing symbol (3 ms)',
];

/** Changes after which every diagnostic is the same in all its fields, but for its line. */
const TRANSFORMS: readonly Transform[] = [
  { name: 'line breaks of Windows', apply: (log) => log.replaceAll('\n', '\r\n') },
  { name: 'coloured lines', apply: eachLine((line) => `\x1b[0;1;31m${line}\x1b[0m`) },
  { name: 'a coloured severity', apply: (log) => log.replace(/\b(error|warning): /g, '\x1b[0;1;31m$1: \x1b[0m') },
  { name: 'a coloured letter', apply: colourLetter },
  { name: 'times of GitHub', apply: eachLine((line) => `2026-11-22T10:00:00.1234567Z ${line}`) },
  { name: 'times of Jenkins', apply: eachLine((line) => `[2026-11-22T10:00:00.123Z] ${line}`) },
  { name: 'steps of BuildKit', apply: eachLine((line) => `#12 3.456 ${line}`) },
  { name: 'indentation', apply: eachLine((line) => `  ${line}`) },
  { name: 'a mark of the byte order', apply: (log) => `\ufeff${log}` },
  { name: 'progress that is overwritten', apply: (log) => `linking 10%\rlinking 90%\r${log}` },
  { name: 'noise around', apply: (log, random) => `${pick(NOISE, random)}\n${ended(log)}${pick(NOISE, random)}\n` },
  {
    name: 'another name of the linker',
    apply: rename(/^(?:wasm-ld|lld|rust-lld)(?:-\d+)?(?=: (?:error|warning): )/gm, LINKERS),
  },
  { name: 'another name of clang', apply: rename(/^clang(?:\+\+)?(?:-\d+)?(?=: (?:error|warning): )/gm, CLANGS) },
  { name: 'another name of emcc', apply: rename(/^em(?:cc|\+\+)(?=: (?:error|warning): )/gm, DRIVERS) },
];

/** Changes that the fields have to follow. */
const MOVES: readonly Transform[] = [
  move('another root', '/usr/', '/home/dev/my-tools/usr/'),
  move('a folder with blanks', 'main.o', 'build dir (2)/main.o'),
  move('a folder of Windows', 'main.o', 'C:\\build\\main.o'),
];

/** Changes after which every diagnostic is the same, but for its line and for what `inField` does to its fields. */
export const ALL_TRANSFORMS: readonly Transform[] = [...TRANSFORMS, ...MOVES];

/** The lines of two logs that say each message in one line, in any order that keeps both their own. */
export function interleave(one: string, other: string, random: () => number): string {
  const [a, b] = [linesOf(one), linesOf(other)];
  const mixed: string[] = [];
  while (a.length > 0 || b.length > 0) {
    const from = b.length === 0 || (a.length > 0 && random() < 0.5) ? a : b;
    mixed.push(from.shift()!);
  }
  return `${mixed.join('\n')}\n`;
}

/** A log with noise between its lines. */
export function scatterNoise(log: string, random: () => number): string {
  return interleave(
    log,
    linesOf(log)
      .map(() => pick(NOISE, random))
      .join('\n'),
    random,
  );
}

/** A log that ends with a line break. */
export function ended(log: string): string {
  return log.endsWith('\n') ? log : `${log}\n`;
}

function linesOf(log: string): string[] {
  return ended(log).slice(0, -1).split('\n');
}

function eachLine(change: (line: string) => string): (log: string) => string {
  return (log) => `${linesOf(log).map(change).join('\n')}\n`;
}

function move(name: string, from: string, to: string): Transform {
  const inText = (text: string) => text.replaceAll(from, to);
  return { name, apply: inText, inField: inText };
}

function rename(pattern: RegExp, names: readonly string[]): Transform['apply'] {
  return (log, random) => {
    const name = pick(names, random);
    return log.replace(pattern, () => name);
  };
}

function colourLetter(log: string, random: () => number): string {
  const at = Math.floor(random() * log.length);
  // A sequence inside another one, or inside a pair of surrogates, would be another log.
  if (log.includes('\x1b') || !/[ -~]/.test(log.charAt(at))) return log;
  return `${log.slice(0, at)}\x1b[32m${log.charAt(at)}\x1b[0m${log.slice(at + 1)}`;
}

function pick<T>(from: readonly T[], random: () => number): T {
  return from[Math.floor(random() * from.length)]!;
}
