import { describe, expect, it } from 'vitest';
import type { Diagnostic } from '../../model/diagnostic.ts';
import { CORPORA, readCorpus } from './corpus.fixture.ts';
import { parseLog } from './parse-log.ts';

/** What stands between a tool and its reader makes this of each line. */
const DRESSES: readonly (readonly [string, (line: string, at: number) => string])[] = [
  [
    "MSBuild's own format",
    (line) => `${line.replace(/^([^\s:]+): (error|warning): /, '$1 : $2 : ')} [C:\\app\\app.csproj]`,
  ],
  ['Visual Studio', (line) => `  2>${line}`],
  ['Qt Creator', (line) => `:-1: ${line}`],
  ['docker compose', (line) => `builder-1  | ${line}`],
  ['act', (line) => `[CI/build]   | ${line}`],
  ['kubectl logs --prefix', (line) => `[pod/build-7f/worker] ${line}`],
  ['klog', (line) => `E0102 15:04:05.000000       1 build.go:123] ${line}`],
  ['BuildKit', (line) => ` => => # ${line}`],
  ['Buildkite', (line) => `\x1b_bk;t=1700000000000\x07${line}`],
  ['gh run view', (line) => `build\tRun make\t2026-01-02T03:04:05.1234567Z ${line}`],
  ['GitLab', (line) => `2026-01-02T03:04:05.123456Z 01O ${line}`],
  ['GitHub', (line) => `2026-01-02T03:04:05.1234567Z ##[error]${line}`],
  ['Azure', (line) => `2026-01-02T03:04:05.1234567Z ${line}`],
  ['a clock', (line) => `[12:34:56] ${line}`],
  ["Go's log", (line) => `2026/01/02 15:04:05 <nil> ${line}`],
  ["Go's log with a place", (line) => `2026/01/02 15:04:05 main.go:12: ${line}`],
  ['a note of rustc', (line, at) => (at === 0 ? `  = note: ${line}` : `          ${line}`)],
  ['a build script of cargo', (line) => `cargo:warning=${line}`],
  ['an uncaught rejection', (line) => `Uncaught (in promise) ${line}`],
  ['logging of Python', (line, at) => (at === 0 ? `ERROR:root:${line}` : line)],
  ['npm', (line) => `npm ERR! ${line}`],
  ['turborepo', (line) => `web:build: ${line}`],
  ['a stream', (line) => `stderr: ${line}`],
  ['a level', (line) => `[ERROR] ${line}`],
  ['a level without brackets', (line) => `ERROR: ${line}`],
  ['a number', (line, at) => `[${at}] ${line}`],
  ['a log of Docker', (line) => JSON.stringify({ log: `${line}\n`, stream: 'stderr', time: '2026-01-02T03:04:05Z' })],
  ['a structured log', (line) => JSON.stringify({ level: 'error', msg: line })],
  ['logfmt', (line) => `time=2026-01-02T03:04:05Z level=error msg=${JSON.stringify(line)}`],
  ['blanks', (line) => `      ${line}`],
];

/** What a message says, whoever wrapped it. */
function say({ code, symbol, module }: Diagnostic): string {
  return [code, symbol, module].join(' ');
}

/** Recorded logs of one line whose message has a template. */
const LOGS = CORPORA.flatMap((folder) => readCorpus(folder)).flatMap(({ log }) => {
  const line = log.trimEnd();
  if (line.includes('\n') || line.includes('\t') || /^\s|^[#[{]/.test(line)) return [];
  const [only, ...more] = parseLog(log);
  return only && more.length === 0 && only.code !== 'unrecognised' ? [{ line, said: say(only) }] : [];
});

describe('a message says the same', () => {
  it('for many messages', () => {
    expect(LOGS.length).toBeGreaterThan(30);
  });

  it.each(DRESSES)('in %s', (_, wear) => {
    const wrong = LOGS.filter(
      ({ line, said }) =>
        !parseLog(`${wear(line, 0)}\n`)
          .map(say)
          .includes(said),
    );
    // Messages that begin like the dress itself cannot be distinguished from it.
    expect(wrong.map(({ line }) => line)).toEqual([]);
  });

  it.each(DRESSES)('over further lines in %s', (_, wear) => {
    const log = ['wasm-ld: error: duplicate symbol: helper', '>>> defined in a.o', '>>> defined in b.o'];
    const found = parseLog(log.map(wear).join('\n'));
    expect(found.map(say)).toEqual(['duplicate-symbol helper ']);
    expect(found[0]!.files).toEqual(['a.o', 'b.o']);
  });
});
