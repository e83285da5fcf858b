import { describe, expect, it } from 'vitest';
import { processorTime } from '../../model/processor-time.fixture.ts';
import { CORPORA, readCorpus } from './corpus.fixture.ts';
import { createRandom } from './hostile.fixture.ts';
import { parseAnew } from './parse-anew.fixture.ts';
import { parseLog } from './parse-log.ts';

/** A memory that remembers no line. */
const FORGETFUL = () => ({ createRepeats: () => ({ find: () => undefined, keep: () => {} }) });

const LOGS = CORPORA.flatMap((folder) => readCorpus(folder)).map(({ log }) => log.trimEnd().split('\n'));

describe('a line that was read before', () => {
  it('comes to the same as one that is read anew, whatever stands around it', async () => {
    const anew = await parseAnew('./repeats.ts', FORGETFUL);
    const random = createRandom(5);
    const below = (count: number) => Math.floor(random() * count);
    for (let round = 0; round < 60; round++) {
      const chosen = Array.from({ length: 6 }, () => LOGS[below(LOGS.length)]!);
      const frame = ['', '', '  ', '2026-01-02T03:04:05.1234567Z ', '\x1b[1m', '#12 3.456 '][round % 6]!;
      const lines: string[] = [];
      while (lines.length < 400) {
        const some = chosen[below(chosen.length)]!;
        const from = below(some.length);
        lines.push(...some.slice(from, from + 1 + below(4)).map((line) => frame + line));
      }
      const log = lines.join('\n');
      expect(parseLog(log)).toEqual(anew(log));
    }
  });

  it('has its own further lines each time', () => {
    const warning = 'wasm-ld: warning: function signature mismatch: f';
    const places = (name: string) => [
      `>>> defined as () -> void in ${name}.o`,
      `>>> defined as (i32) -> void in ${name}2.o`,
    ];
    const found = parseLog(['a', 'b', 'c', 'd'].flatMap((name) => [warning, ...places(name)]).join('\n'));
    expect(found.map(({ files }) => files)).toEqual(['a', 'b', 'c', 'd'].map((name) => [`${name}.o`, `${name}2.o`]));
    expect(found.map(({ logLine }) => logLine)).toEqual([1, 4, 7, 10]);
  });

  it('costs little', () => {
    const lines = 40_000;
    const log = (nameOf: (at: number) => string) =>
      Array.from({ length: lines }, (_, at) => `./main.go:1:2: undefined: ${nameOf(at)}\n`).join('');
    const [same, other] = [log((at) => `f${1e6 + (at % 50)}`), log((at) => `f${1e6 + at}`)];
    const [fast, slow] = [same, other].map((one) => processorTime(() => parseLog(one)));
    expect(fast!).toBeLessThan(slow! * 0.7);
  });
});
