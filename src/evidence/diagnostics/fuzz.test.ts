import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { processorTime } from '../../model/processor-time.fixture.ts';
import { readCorpus } from './corpus.fixture.ts';
import { badFields, createRandom, mutate } from './hostile.fixture.ts';
import { normaliseLog } from './normalise.ts';
import { createLogParser, parseLog } from './parse-log.ts';

/** `EMRIFT_FUZZ` sets how many mutated logs are read, `EMRIFT_FUZZ_SEED` which. */
const COUNT = Number(process.env.EMRIFT_FUZZ ?? 400);
const SEED = Number(process.env.EMRIFT_FUZZ_SEED ?? 1);

/** Texts that make a careless pattern try every way of splitting them. */
const REPEATED = [
  '(',
  ')',
  ': ',
  ':',
  '.',
  'a',
  '-1',
  '1:',
  '0x1 ',
  '[',
  ']',
  '[-Wx] ',
  "'",
  '"',
  '\\"',
  '`',
  '>>> ',
  '/',
]
  .concat([
    '\t',
    ' ',
    '\x1b[',
    '\x1b]',
    '\r',
    '.c',
    '.js:1 ',
    'Error: ',
    'error: ',
    'a: ',
    'X_',
    'at ',
    'é',
    "' failed",
  ])
  .concat(["(Producer: '", ' in ', 'a.b.', 'a(...).', 'tmp', 'a/', 'exception thrown: ', '/tmp/a-', 'not ', ' in 1']);
const LEADS = [
  '',
  'wasm-ld: error: ',
  "emcc: error: '",
  'error: undefined symbol: x (referenced by ',
  'go: ',
  'x.c:1:2: error: ',
]
  .concat(['main.go:1:2: ', 'TypeError: ', '[', 'Aborted(', 'panic: ', 'Stack dump:\n', 'bash: ', 'LLVM ERROR: '])
  .concat([
    'Traceback (most recent call last):\n',
    'wasmtime._trap.Trap: ',
    '[wasm-validator error in ',
    'syscall/js.f(0x',
  ])
  .concat(['CompileError: WebAssembly.instantiate(): Compiling function #1:"', '[2026-01-01 00:00:00.000] [error] ']);

describe('hostile logs', () => {
  it(`are read without an exception, ${COUNT} of seed ${SEED}`, { timeout: 30_000 + COUNT * 50 }, () => {
    const logs = readCorpus(join(import.meta.dirname, 'corpus')).map(({ log }) => log);
    const random = createRandom(SEED);
    const pick = () => logs[Math.floor(random() * logs.length)]!;
    for (let round = 0; round < COUNT; round++) {
      const log = mutate(pick(), pick(), random);
      const diagnostics = parseLog(log);
      const bad = diagnostics.flatMap((one) => badFields(one).map((name) => `${one.code}.${name}`));
      expect(bad, `round ${round} of seed ${SEED}`).toEqual([]);
      const normal = normaliseLog(log);
      expect(normal.length).toBeLessThan(8000);
      expect(parseInPieces(log, random)).toEqual(diagnostics);
    }
  });

  it('take time that grows with their length alone', { timeout: 120_000 }, () => {
    for (const lead of LEADS) {
      for (const part of REPEATED) {
        const log = `${lead}${part.repeat(Math.ceil(60_000 / part.length))} not\n`;
        const took = processorTime(() => {
          parseLog(log);
          normaliseLog(log);
        });
        // Linear ones take some milliseconds, quadratic ones seconds.
        expect(took, `${JSON.stringify(lead)} and many ${JSON.stringify(part)}`).toBeLessThan(1000);
      }
    }
  });
});

function parseInPieces(log: string, random: () => number): unknown {
  const parser = createLogParser();
  const bytes = Buffer.from(log);
  for (let at = 0; at < bytes.length; ) {
    const size = 1 + Math.floor(random() * 300);
    parser.push(bytes.subarray(at, at + size));
    at += size;
  }
  return parser.end().diagnostics;
}
