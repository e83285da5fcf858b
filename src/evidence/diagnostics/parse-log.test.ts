import { describe, expect, it } from 'vitest';
import { DISTINCT_KEPT } from './collect.ts';
import { createLogParser, parseLog } from './parse-log.ts';

describe('parseLog', () => {
  it('reads colours, carriage returns and progress like the plain message', () => {
    const log =
      '[1/2] compiling\r[2/2] linking\r\x1b[1mwasm-ld: \x1b[0;31merror: \x1b[0ma.o: undefined symbol: f\x1b[0m\r\n';
    expect(parseLog(log)).toEqual([
      {
        reporter: 'wasm-ld',
        severity: 'error',
        code: 'undefined-symbol',
        message: 'a.o: undefined symbol: f',
        logLine: 1,
        consequence: false,
        file: 'a.o',
        referencedBy: 'a.o',
        symbol: 'f',
      },
    ]);
  });

  it.each([
    'wasm-ld',
    'wasm-ld-19',
    '/usr/lib/llvm-16/bin/wasm-ld',
    'C:\\emsdk\\upstream\\bin\\wasm-ld.exe',
    'lld-19',
    'rust-lld',
    'tinygo:wasm-ld',
    '2026-01-02T03:04:05.678Z wasm-ld',
    'building app... wasm-ld',
  ])('knows the linker as %s', (prefix) => {
    expect(parseLog(`${prefix}: error: a.o: undefined symbol: f\n`)).toMatchObject([
      { code: 'undefined-symbol', symbol: 'f' },
    ]);
  });

  it("takes the linker's message as the cause and emcc's as a consequence", () => {
    const log = `wasm-ld: error: unable to find library -lx\nemcc: error: '/usr/bin/wasm-ld -o a.wasm -lx --error: x' failed (returned 1)\n`;
    const found = parseLog(log).map(({ code, consequence, tool }) => [code, consequence, tool]);
    expect(found).toEqual([
      ['library-not-found', false, undefined],
      ['subprocess-failed', true, 'wasm-ld'],
    ]);
  });

  it('keeps what looks like an error and fits no template, with its text', () => {
    const log = 'wasm-ld: error: a.o: the moon is in the wrong phase\nFooError: no such phase\n';
    expect(parseLog(log).map(({ code, message }) => `${code}: ${message}`)).toEqual([
      'unrecognised: a.o: the moon is in the wrong phase',
      'unrecognised: FooError: no such phase',
    ]);
  });

  it('reads a log that ends in the middle', () => {
    const log = 'wasm-ld: error: duplicate symbol: f\n>>> defined in a.o\n>>> defi';
    expect(parseLog(log)).toMatchObject([{ code: 'duplicate-symbol', symbol: 'f', files: ['a.o'] }]);
    expect(parseLog('Traceback (most recent call last):\n  File "x.py", li')).toMatchObject([
      { code: 'python-traceback' },
    ]);
  });

  it('gives messages torn by parallel compilers their files back', () => {
    const log =
      "s4.cs3.c:1:2: error: use of undeclared identifier 'a'\n:1:2: error: use of undeclared identifier 'b'\n";
    expect(parseLog(log).map(({ file, symbol }) => [file, symbol])).toEqual([
      ['s3.c', 'a'],
      ['s4.c', 'b'],
    ]);
  });

  it('splits lines the same wherever chunks end', () => {
    const log = 'go: unsupported GOOS/GOARCH pair js/wasm32\nwasm-ld: error: a.o: undefined symbol: f\n';
    const whole = parseLog(log);
    const bytes = Buffer.from(log);
    for (let size = 1; size < 20; size++) {
      const parser = createLogParser();
      for (let at = 0; at < bytes.length; at += size) parser.push(bytes.subarray(at, at + size));
      expect(parser.end().diagnostics).toEqual(whole);
    }
  });

  it('counts repeats and what is beyond the limit', () => {
    const parser = createLogParser();
    for (let n = 0; n < 1000; n++) parser.push(Buffer.from('wasm-ld: error: a.o: undefined symbol: f\n'));
    for (let n = 0; n < DISTINCT_KEPT + 500; n++)
      parser.push(Buffer.from(`wasm-ld: error: a.o: undefined symbol: f${n}\n`));
    const { diagnostics, omitted, lines } = parser.end();
    const repeats = diagnostics.filter(({ symbol }) => symbol === 'f');
    expect(repeats.reduce((sum, { count }) => sum + (count ?? 1), 0)).toBe(1000);
    expect(new Set(diagnostics.map(({ symbol }) => symbol)).size).toBe(DISTINCT_KEPT);
    expect(omitted).toBe(501);
    expect(lines).toBe(1000 + DISTINCT_KEPT + 500);
  });

  it('keeps the errors of tools that no table knows, and nothing that only uses the word', () => {
    const log = [
      'foo: fatal error: something that nobody knows',
      '/opt/bin/tool-x: error: bad input',
      'PASS: error: empty input is refused',
      'the server said: error: none',
      'foo: warning: old style',
    ].join('\n');
    expect(parseLog(log).map(({ code, severity, logLine, message }) => [code, severity, logLine, message])).toEqual([
      ['unrecognised', 'error', 1, 'foo: something that nobody knows'],
      ['unrecognised', 'error', 2, '/opt/bin/tool-x: bad input'],
    ]);
  });

  it('finds the further line of a message that names what it is about', () => {
    const wasmtime = [
      'Error: failed to run main module `a.wasm`',
      '',
      'Caused by:',
      '    0: failed to instantiate "a.wasm"',
      '    1: unknown import: `env::f` has not been defined',
    ];
    const wasmedge = [
      '[2026-01-02 03:04:05.678] [error] instantiation failed: unknown import, Code: 0x62',
      '[2026-01-02 03:04:05.678] [error]     When linking module: "env" , function name: "f"',
      '[2026-01-02 03:04:05.678] [error]     At AST node: import description',
    ];
    for (const [log, below] of [
      [wasmtime, 4],
      [wasmedge, 1],
    ] as const) {
      const wanted = { code: 'import-missing', module: 'env', symbol: 'f', logLine: 1, subjectBelow: below };
      expect(parseLog(log.join('\n'))).toMatchObject([wanted]);
    }
    expect(parseLog(`Error: ${wasmtime[4]!.slice(7)}`)[0]?.subjectBelow).toBeUndefined();
  });

  it('reads what a build script of cargo passed on as what it is', () => {
    const [error, warning] = parseLog(
      [
        "warning: kzg@2.1.0: /x/alloc.h:25:10: fatal error: 'stdlib.h' file not found",
        'warning: kzg@2.1.0: src/a.c:3:7: warning: unused variable ‘x’ [-Wunused-variable]',
      ].join('\n'),
    );
    expect(error).toMatchObject({ severity: 'error', code: 'compile-error' });
    expect(warning?.severity).not.toBe('error');
  });

  it('reads what the JavaScript compiler says through the logger of emcc', () => {
    for (const head of ['error: ', 'emscripten:ERROR: ', 'ERROR:root:', 'shared:ERROR: ']) {
      const [only] = parseLog(`${head}undefined symbol: f (referenced by top-level compiled C/C++ code)`);
      expect(only).toMatchObject({ code: 'undefined-symbol', symbol: 'f', severity: 'error' });
    }
    expect(parseLog('emscripten:INFO: undefined symbol: f')).toEqual([]);
  });
});
