import { describe, expect, it } from 'vitest';
import libraryNames from '../../evidence/origin/library-names.json' with { type: 'json' };
import { readLibraryNames } from '../../evidence/origin/library-names.ts';
import linkSymbols from '../../evidence/origin/link-symbols.json' with { type: 'json' };
import { readLinkSymbols } from '../../evidence/origin/link-symbols.ts';
import { printAvailability } from '../../evidence/origin/offered-name.ts';
import type { Diagnostic } from '../../model/diagnostic.ts';
import { readText } from '../logs/log.fixture.ts';
import goNames from './data/go-names.json' with { type: 'json' };
import headers from './data/sysroot-headers.json' with { type: 'json' };
import intrinsics from './data/x86-intrinsics.json' with { type: 'json' };
import { WASI_FUNCTIONS } from './families/wasi-imports.ts';
import { FAMILIES } from './families.ts';
import { familiesOf, findMeanings } from './find-meanings.ts';
import type { Named, NameRole } from './name-family.ts';
import { mayHaveUnreadNames, namesIn } from './names-in.ts';

const library = readLibraryNames();
const sources = { availabilityOf: (name: string) => printAvailability(name, library), librariesOf: readLinkSymbols() };

const named = (role: NameRole, name: string, message = name): Named => ({ role, name, message });
const firstOf = (role: NameRole, name: string) => [...familiesOf(named(role, name), sources)][0]?.id ?? null;
/** Which part of some names is of the families. */
const shareOf = (role: NameRole, names: readonly string[], families: readonly string[]) =>
  names.filter((name) => [...familiesOf(named(role, name), sources)].some(({ id }) => families.includes(id))).length /
  names.length;
const words = (lines: readonly string[]) => lines.flatMap((line) => line.split(' '));
const symbolsOf = (name: string) => words(linkSymbols.libraries.find((one) => one.name === name)!.symbols);

/** What is said of the names in a message of a log. */
function meaningsOf(message: Partial<Diagnostic>, log: string) {
  const { context } = readText(log);
  const whole: Diagnostic = {
    reporter: 'unknown',
    severity: 'error',
    code: 'import-missing',
    message: '',
    logLine: 1,
    consequence: false,
    ...message,
  };
  return findMeanings([whole], context, sources);
}

describe('names by the data that the project has', () => {
  it.each(['wasi_snapshot_preview1', 'wasi_unstable', 'snapshot_preview0'])('all functions of WASI in %s', (module) => {
    expect(WASI_FUNCTIONS).toHaveLength(46);
    const family = module === 'wasi_snapshot_preview1' ? 'wasi-preview1' : 'wasi-preview0';
    for (const name of WASI_FUNCTIONS) expect(firstOf('import', `${module}.${name}`)).toBe(family);
    expect(firstOf('import', `${module}.no_such_function`)).toBeNull();
  });

  it('all names of Emscripten’s JavaScript library as imports', () => {
    const all = Object.values(libraryNames.names).flatMap((lines) => words(lines).map((entry) => entry.split(':')[0]!));
    const unknown = [...new Set(all)].filter((name) => firstOf('import', `env.${name}`) === null);
    expect(unknown).toEqual([]);
  });

  it.each([
    ['libcompiler_rt.a', ['compiler-rt', 'atomic-helper', 'setjmp'], 0.8],
    ['libubsan_rt.a', ['sanitizer'], 0.95],
    ['zlib', ['library'], 0.5],
    ['libpng', ['library'], 0.95],
    ['freetype', ['library'], 0.95],
    ['harfbuzz', ['library'], 0.95],
    ['ogg', ['library'], 0.95],
    ['vorbis', ['library'], 0.95],
    ['sdl2', ['library'], 0.95],
    ['sdl2_image', ['library'], 0.95],
    ['sdl2_mixer', ['library'], 0.95],
    ['sdl2_ttf', ['library'], 0.95],
    ['bzip2', ['library'], 0.95],
    ['contrib.lua', ['library'], 0.95],
    ['libglfw.js', ['library'], 0.9],
  ] as const)('symbols of %s', (name, families, least) => {
    expect(shareOf('symbol', symbolsOf(name), families)).toBeGreaterThanOrEqual(least);
  });

  it('a header that the newest Emscripten has is never said to be missing from it', () => {
    for (const [span, lines] of Object.entries(headers.emscripten.names)) {
      if (!span.endsWith('..6.0.5')) continue;
      for (const name of words(lines)) {
        const message = `'${name}' file not found`;
        const said = meaningsOf({ code: 'compile-error', message }, `emcc -c a.c\na.c:1:10: fatal error: ${message}`);
        for (const { says } of said) expect(says).not.toMatch(/does not have the header/);
      }
    }
  });

  it('a header that was removed says until when it was there', () => {
    const [name] = words(headers.emscripten.names['2.0.12..3.1.6']).filter((one) => one.startsWith('sys/eventfd'));
    const said = meaningsOf({ code: 'compile-error', message: `'${name}' file not found` }, 'emcc -c a.c');
    expect(said[0]?.says).toMatch(/up to 3\.1\.6 at least and is removed since \(3\.1\.69 does not have it\)/);
  });

  it('an x86 intrinsic that Emscripten translates is said to be there, any other not', () => {
    const log = 'em++ -c a.cpp';
    for (const entry of words(intrinsics.names['2.0.12..6.0.5']).slice(0, 100)) {
      const [header, name] = entry.split(':');
      const [said] = meaningsOf({ code: 'compile-error', message: `use of undeclared identifier '${name}'` }, log);
      expect(said?.says).toContain(`${header} has it`);
    }
    const [said] = meaningsOf(
      { code: 'compile-error', message: "use of undeclared identifier '_mm512_reduce_add_ps'" },
      log,
    );
    expect(said?.says).toMatch(/AVX-512\).*do not have this one/);
  });

  it('names of Go’s library that came with a release', () => {
    for (const lines of Object.values(goNames.names))
      for (const name of words(lines))
        expect([name, [...familiesOf(named('go', name), sources)].map(({ id }) => id)]).toEqual([
          name,
          expect.arrayContaining(['go-newer-name']),
        ]);
    const said = meaningsOf(
      { code: 'undefined-identifier', symbol: words(goNames.names['1.23..1.27'])[0]! },
      'go build .',
    );
    expect(said[0]).toMatchObject({ certainty: 'possible', says: expect.stringContaining('since Go 1.23') });
  });
});

describe('what is said of a name', () => {
  it('depends on the host that shows', () => {
    const message = { module: 'wasi_snapshot_preview1', symbol: 'fd_readdir', message: 'missing import' };
    const [inEnvoy] = meaningsOf(message, 'envoy: missing import: wasi_snapshot_preview1.fd_readdir');
    expect(inEnvoy).toMatchObject({
      certainty: 'likely',
      says: expect.stringMatching(/Envoy and other hosts of proxy-wasm/),
    });
    const [inPage] = meaningsOf(message, 'LinkError: WebAssembly.instantiate(): Import #0');
    expect(inPage).toMatchObject({ certainty: 'possible', cure: expect.stringMatching(/WASI into the import object/) });
  });

  it('speaks of no toolchain that the log does not use', () => {
    const log = 'error: unknown import: `env::fd_dance` has not been defined\nrustc 1.80.0\nwasmtime 20.0.0';
    for (const name of ['alGenBuffers', 'gethostbyname', 'memcpy', 'glDrawArrays', 'frobnicate'])
      for (const { says, cure } of meaningsOf({ module: 'env', symbol: name }, log))
        expect(`${says} ${cure}`).not.toMatch(/emcc|Emscripten/);
  });

  it('is nothing of a name of no family', () => {
    expect(meaningsOf({ module: 'env', symbol: 'frobnicate' }, 'emcc a.c\nwasmtime a.wasm')).toEqual([]);
    expect(meaningsOf({ code: 'undefined-symbol', symbol: 'my_function' }, 'emcc a.c')).toEqual([]);
    expect(meaningsOf({ code: 'compile-error', message: "'mine/own.h' file not found" }, 'emcc a.c')).toEqual([]);
    expect(meaningsOf({ code: 'undefined-identifier', symbol: 'myFunc' }, 'GOOS=js GOARCH=wasm go build')).toEqual([]);
  });

  it('joins names of one meaning in one sentence', () => {
    const { context } = readText('wasmer a.wasm');
    const one = (symbol: string): Diagnostic => ({
      reporter: 'unknown',
      severity: 'error',
      code: 'import-missing',
      message: symbol,
      logLine: 1,
      consequence: false,
      module: 'javascript_kit',
      symbol,
    });
    const said = findMeanings(['swjs_a', 'swjs_b', 'swjs_c', 'swjs_d', 'swjs_e'].map(one), context, sources);
    expect(said).toHaveLength(1);
    expect(said[0]?.says).toMatch(/^`javascript_kit\.swjs_a`, .* and 1 more each is a function of JavaScriptKit/);
  });

  it('of functions that a program and the C library both have', () => {
    const message =
      'function signature mismatch: gamma >>> defined as (i32) -> i32 in game.o >>> defined as (f64) -> f64 in /x/libc.a(lgamma.o)';
    const [said] = meaningsOf(
      { code: 'function-signature-mismatch', symbol: 'gamma', message },
      `wasm-ld: warning: ${message}`,
    );
    expect(said).toMatchObject({ family: 'clash-with-libc', cure: expect.stringMatching(/^Rename/) });
    const own = message.replace('/x/libc.a(lgamma.o)', 'other.o').replaceAll('gamma', 'spin');
    expect(meaningsOf({ code: 'function-signature-mismatch', symbol: 'spin', message: own }, `emcc\n${own}`)).toEqual(
      [],
    );
  });
});

describe('families', () => {
  it('have each an id of its own, a sentence that goes on after the name, and cases', () => {
    expect(new Set(FAMILIES.map(({ id }) => id)).size).toBe(FAMILIES.length);
    for (const { id, is, cases } of FAMILIES) {
      if (typeof is === 'string')
        expect([id, is]).toEqual([id, expect.stringMatching(/^(?:is|was|belongs|declares|must) .*[^.]$/)]);
      expect(cases.length).toBeGreaterThan(0);
      for (const { here, cure } of cases)
        for (const text of [here, cure])
          if (typeof text === 'string')
            expect(text).toMatch(/^(?:[A-Z{]|wasi-|emcc |rustc|zig cc|crypto|net\/http|os\/|golang|text).*\.$/s);
    }
  });

  it('find names in unread lines by words that are in them', () => {
    for (const { id, unread } of FAMILIES)
      if (unread) expect([id, unread.pattern.flags, unread.words.length > 0]).toEqual([id, 'g', true]);
    const line = `"import object field 'runtime.nanotime' is not a Function"`;
    expect(mayHaveUnreadNames(line)).toBe(true);
    expect(
      namesIn({
        reporter: 'unknown',
        severity: 'error',
        code: 'unrecognised',
        message: line,
        logLine: 1,
        consequence: false,
      }),
    ).toMatchObject([{ role: 'import', name: 'go.runtime.nanotime' }]);
  });
});
