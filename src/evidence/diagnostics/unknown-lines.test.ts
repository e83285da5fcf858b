import { describe, expect, it } from 'vitest';
import { processorTime } from '../../model/processor-time.fixture.ts';
import { CORPORA, readCorpus } from './corpus.fixture.ts';
import { createRandom } from './hostile.fixture.ts';
import { parseAnew } from './parse-anew.fixture.ts';
import { parseLog } from './parse-log.ts';
import { DRESSES, mayWear } from './undress.ts';

/** A memory that remembers no line. */
const FORGETFUL = () => ({ createUnknownLines: () => ({ find: () => undefined, keep: () => {} }) });

const KNOWN = CORPORA.flatMap((folder) => readCorpus(folder)).flatMap(({ log }) => log.trimEnd().split('\n'));
const UNKNOWN = [
  ...['error: x', 'warning: x', 'undefined symbol: a1', 'fatal: y', 'foo: error: z', 'ERROR: a: b', '  error: x'],
  ...['exit status 2', 'Error: whatever 0 errors', 'failed', '[1] failed', 'Killed', 'npm ERR! code 1'],
];

describe('a line that nothing knows', () => {
  it('comes to the same however often it was read, whatever stands between', async () => {
    const anew = await parseAnew('./unknown-lines.ts', FORGETFUL);
    const random = createRandom(7);
    const pick = (list: readonly string[]) => list[Math.floor(random() * list.length)]!;
    for (let round = 0; round < 20; round++) {
      const lines = [...Array(1_200).fill(pick(UNKNOWN))];
      for (let at = 0; at < 600; at++) lines.push(random() < 0.05 ? pick(KNOWN) : pick(UNKNOWN));
      const log = lines.join('\n');
      expect(parseLog(log)).toEqual(anew(log));
    }
  });

  it('is read once, so that a million of them cost little', () => {
    const lines = 60_000;
    const same = 'error: x\n'.repeat(lines);
    const other = Array.from({ length: lines }, (_, at) => `error: ${at.toString(26).replace(/\d/g, 'x')}y\n`).join('');
    const [fast, slow] = [same, other].map((log) => processorTime(() => parseLog(log)));
    expect(fast!).toBeLessThan(slow! / 2);
  });
});

describe('what a line wears', () => {
  it('is looked for by its first letter and a part of it without anything being missed', () => {
    const firsts = Array.from({ length: 128 }, (_, code) => String.fromCharCode(code));
    const worn = KNOWN.flatMap((line) => DRESSED.map((dress) => `${dress}${line}`));
    const missed = [...KNOWN, ...worn, ...firsts.flatMap((first) => DRESSED.map((dress) => first + dress))].filter(
      (line) =>
        DRESSES.some(
          (dress) =>
            dress.strip(line) !== null &&
            !(mayWear(line).includes(dress) && (dress.part === undefined || line.includes(dress.part))),
        ),
    );
    expect(missed).toEqual([]);
  });
});

/** One of each dress, as far as it is a prefix. */
const DRESSED = [
  ...['', '1>', '  2> ', ':-1: ', 'builder-1  | ', '[CI/build]   | ', '[pod/b/w] ', 'x : error : ', 'Fehler: '],
  ...['E0102 15:04:05.000000       1 build.go:123] ', ' => => # ', '=> => # ', 'bk;t=1700000000000', '01O ', '<nil> '],
  ...['build\tRun\t2026-01-02T03:04:05.1Z ', '12:34:56 ', '[1:02:03.4 PM]: ', '2026/01/02 15:04:05 a.go:1: <nil> '],
  ...['app.js:12 ', './a.mjs:1:2 ', 'main.go:12: ', 'cargo:warning=', '  = note: ', 'error: a@1.0: x: error: '],
  ...[
    'npm ERR! ',
    'yarn warn ',
    'pnpm: ',
    'web:build: ',
    '@a/b c: ',
    'x : error',
    'stderr: ',
    'E| ',
    'Console.error > ',
  ],
  ...['ERROR:root: ', '[ERROR] ', 'warn ', '[x] ', '12 ', '[3] a', '| ', '✘ ', '❌ ', 'Caused by: ', 'panic: ', '    '],
];
