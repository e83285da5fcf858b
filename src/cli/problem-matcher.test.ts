import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';

/** One pattern as actions/runner reads it (docs/adrs/0276-problem-matchers.md, src/Runner.Worker/IssueMatcher.cs). */
interface Pattern {
  readonly regexp: string;
  readonly file?: number;
  readonly line?: number;
  readonly column?: number;
  readonly severity?: number;
  readonly message?: number;
  readonly loop?: boolean;
}

interface Matcher {
  readonly owner: string;
  readonly severity?: string;
  readonly pattern: readonly Pattern[];
}

const { problemMatcher } = JSON.parse(
  readFileSync(new URL('../../.github/emrift-matcher.json', import.meta.url), 'utf8'),
) as { readonly problemMatcher: readonly Matcher[] };

/** Colours, which the runner takes off before it matches. */
const COLOURS = /\x1b\[[0-9;]*m/g;

/** Matches as the runner does: the first matcher whose pattern fits makes the issue; severities of other names are dropped. */
function match(line: string) {
  for (const { owner, severity = 'error', pattern } of problemMatcher) {
    const [only] = pattern;
    const found = new RegExp(only!.regexp).exec(line.replace(COLOURS, ''));
    if (!found) continue;
    const at = (index: number | undefined) => (index === undefined ? undefined : found[index]);
    const level = (at(only!.severity) ?? severity).toLowerCase();
    if (!['error', 'warning', 'notice'].includes(level)) continue;
    return {
      owner,
      level,
      file: at(only!.file),
      line: at(only!.line),
      column: at(only!.column),
      message: at(only!.message),
    };
  }
  return null;
}

const LINES = [
  [
    'wasm-ld: error: a.o: undefined symbol: f',
    { owner: 'emrift-wasm-ld', level: 'error', message: 'a.o: undefined symbol: f' },
  ],
  [
    '/usr/bin/wasm-ld-19: warning: function signature mismatch: f',
    { level: 'warning', message: 'function signature mismatch: f' },
  ],
  ['\x1b[1mwasm-ld: \x1b[31merror: \x1b[0ma.o: undefined symbol: f', { message: 'a.o: undefined symbol: f' }],
  [
    'wasm-ld : error : initial memory too small, 9 bytes needed',
    { message: 'initial memory too small, 9 bytes needed' },
  ],
  ["em++: error: '/usr/bin/wasm-ld -o a.wasm' failed (returned 1)", { owner: 'emrift-emcc', level: 'error' }],
  ['C:\\emsdk\\upstream\\emscripten\\emcc.bat: warning: cache ignored', { owner: 'emrift-emcc', level: 'warning' }],
  ['error: undefined symbol: g (referenced by top-level compiled C/C++ code)', { owner: 'emrift-js-compiler' }],
  ['src/a.c:3:7: fatal error: x.h file not found', { file: 'src/a.c', line: '3', column: '7', level: 'error' }],
  [
    './main.go:12:2: undefined: js.FuncOf',
    { file: 'main.go', line: '12', message: 'undefined: js.FuncOf', level: 'error' },
  ],
  ['/usr/lib/go/pkg/tool/linux_amd64/link: running gcc failed: exit status 1', { owner: 'emrift-go-link' }],
  ['main.main: relocation target main.add not defined', { owner: 'emrift-go-relocation' }],
] as const;

const QUIET = [
  'make: *** [Makefile:2: x.js] Error 1',
  '[1/2] em++ -O2 -c src/error.cpp -o error.o',
  'cache:INFO: generating system library: libc.a',
  'ok  \texample.com/errors\t0.012s',
  'main.go:12: listening',
];

describe("the problem matcher for GitHub's runner", () => {
  it('has what the runner demands', () => {
    expect(new Set(problemMatcher.map(({ owner }) => owner)).size).toBe(problemMatcher.length);
    for (const { pattern } of problemMatcher) {
      expect(pattern).toHaveLength(1);
      const [only] = pattern;
      const groups = new RegExp(`${only!.regexp}|`).exec('')!.length - 1;
      expect(only!.message).toBeGreaterThan(0);
      for (const [name, index] of Object.entries(only!)) {
        if (name !== 'regexp' && name !== 'loop') expect(index).toBeLessThanOrEqual(groups);
      }
      // The runner's regular expressions are .NET's in ECMAScript mode, which know neither of these.
      expect(only!.regexp).not.toMatch(/\(\?<|\\p\{|\(\?[imsx]/);
    }
  });

  it.each(LINES)('reads %s', (line, expected) => {
    expect(match(line)).toMatchObject(expected);
  });

  it.each(QUIET)('leaves %s', (line) => {
    expect(match(line)).toBeNull();
  });
});
