import { describe, expect, it } from 'vitest';
import { compiles, goTarget, libraryProfiles } from './profile.ts';

describe('goTarget', () => {
  it.each([
    ['go build', { GOOS: 'js', GOARCH: 'wasm' }, 'js/wasm'],
    ['GOOS=wasip1 GOARCH=wasm go build', {}, 'wasip1/wasm'],
    ['go build', {}, 'linux/amd64'],
  ])('%s with %j compiles for %s', (run, env, expected) => {
    const { goos, goarch } = goTarget(run, env);
    expect(`${goos}/${goarch}`).toBe(expected);
  });

  it.each([
    ['go build .', true],
    ['GOOS=js go  run main.go', true],
    ['cp "$(go env GOROOT)/lib/wasm/wasm_exec.js" .', false],
    ['mygo build', false],
  ])('%s needs a warmed cache: %s', (run, expected) => expect(compiles(run)).toBe(expected));
});

describe('libraryProfiles', () => {
  it.each([
    ['emcc a.c -o a.js', ['emcc']],
    ['emcc a.c -O2 -s STANDALONE_WASM=1 -s EXPORTED_FUNCTIONS=_f -o a.wasm', ['emcc -O2 -sSTANDALONE_WASM=1']],
    ['emcc a.c -O2 -sSTANDALONE_WASM=1 -o a.wasm', ['emcc -O2 -sSTANDALONE_WASM=1']],
    ['em++ a.cpp -fexceptions', ['em++ -fexceptions']],
    ['emcc a.cpp', ['em++']],
    ['emcc -c a.c -o a.o && emar rc a.a a.o\nemcc a.a -O1', ['emcc -O1', 'emcc -c']],
    ['em++ -O2 -c a.cpp -o a.o', ['emcc -c']],
    ['sh build.sh main.wasm', ['emcc']],
    ['emcc -c a.c\nsh link.sh', ['emcc', 'emcc -c']],
    ['cd lib && make all', ['emcc']],
    ['sh build.sh\nemcc a.c -O1', ['emcc -O1']],
    ['node make.js', []],
    ['go build', []],
    ['node emcc.js', []],
    ['emcc \'a b.c\' "-O3"', ['emcc -O3']],
  ])('%s', (run, expected) => expect(libraryProfiles(run)).toEqual(expected));
});
