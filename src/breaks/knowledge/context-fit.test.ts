import { describe, expect, it } from 'vitest';
import { readText } from '../logs/log.fixture.ts';
import { compileContextFit, isForeign } from './context-fit.ts';
import type { KnownBreak } from './knowledge.ts';
import { knownBreak } from './known-break.fixture.ts';

const judge = (fields: Partial<KnownBreak>, log: string) => {
  const { context } = readText(log);
  const { excludes, supports } = compileContextFit(knownBreak(fields));
  return excludes(context) ? 'no' : supports(context) ? 'supported' : 'yes';
};

describe('an entry and the log around its message', () => {
  it.each<[string, Partial<KnownBreak>, string, string]>([
    ['needs a fact that shows', { needs: ['setting:MAIN_MODULE'] }, 'emcc a.c -sMAIN_MODULE=2', 'supported'],
    ['needs a value', { needs: ['setting:SUPPORT_LONGJMP=wasm'] }, 'emcc a.c -sSUPPORT_LONGJMP=wasm', 'supported'],
    ['needs a fact that does not show', { needs: ['setting:MAIN_MODULE'] }, 'emcc a.c', 'no'],
    ['takes one of two', { needs: ['tool:zig | tool:tinygo'] }, 'tinygo build .', 'supported'],
    ['needs part of a line', { needs: ['line:stale *cache'] }, 'x\na stale old cache\n', 'supported'],
    ['needs parts of one line', { needs: ['line:stale *cache'] }, 'stale\nthe cache\n', 'no'],
    ['needs parts in their order', { needs: ['line:stale *cache'] }, 'cache is stale \ncache\nstale cash', 'no'],
    ['needs part of any line', { needs: ['line:stale *cache'] }, 'stale x\nstale y\n\nis stale (cache)', 'supported'],
    ['needs part of the first line', { needs: ['line:*old*cache'] }, 'old cache\n', 'supported'],
    ['hears what speaks against it', { unless: ['tool:rust'] }, 'rustc 1.80.0', 'no'],
    [
      'is of a version that shows',
      { documented: { emsdk: '>=3.1.57' } },
      'emcc (Emscripten gcc/clang-like replacement) 3.1.60',
      'supported',
    ],
    [
      'is of another version',
      { documented: { emsdk: '>=3.1.57' } },
      'emcc (Emscripten gcc/clang-like replacement) 3.1.36',
      'no',
    ],
    ['is of a version that does not show', { documented: { emsdk: '>=3.1.57' } }, 'emcc a.c', 'yes'],
    ['advises Emscripten where only another toolchain shows', { cure: 'Link with em++.' }, 'cargo build', 'no'],
    ['advises Emscripten where it shows too', { cure: 'Link with em++.' }, 'cargo build\nemcc a.c', 'yes'],
    ['advises Emscripten where nothing shows', { cure: 'Link with em++.' }, 'something', 'yes'],
    ['is of Go in a log of TinyGo', { documented: { go: '>=1.21' } }, 'tinygo build .', 'no'],
  ])('%s', (_, fields, log, expected) => {
    expect(judge(fields, log)).toBe(expected);
  });

  it('takes flags from commands alone, not from advice', () => {
    const { context } = readText('wasm-ld: error: a.o: recompile with -fPIC\nemcc -pthread a.c -sASSERTIONS=1\n');
    expect(context.fact('flag:-fPIC')).toBeUndefined();
    expect(context.fact('flag:-pthread')?.line).toBe(2);
    expect(context.fact('setting:ASSERTIONS')?.values).toEqual(['1']);
  });

  it('sees Emscripten by names that only it has', () => {
    expect(isForeign('Use emcc.', readText('wasmtime run a.wasm\nunknown import: `env::emscripten_x`').context)).toBe(
      false,
    );
    expect(isForeign('Use emcc.', readText('wasmtime run a.wasm\nunknown import: `env::memory`').context)).toBe(true);
  });
});

it('numbers the lines of a long log as they stand in it', () => {
  const log = `emcc a.c\n${'quiet line of a build\n'.repeat(60_000)}tinygo build .\n`;
  const { context } = readText(log);
  expect(context.gap).toBeDefined();
  expect(context.fact('tool:emscripten')?.line).toBe(1);
  expect(context.fact('tool:tinygo')?.line).toBe(60_002);
});
