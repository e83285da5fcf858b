import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { PROGRAM } from './run-command.fixture.ts';

const LOG = 'wasm-ld: error: a.o: undefined symbol: h\u00f6st\n';

let folder: string;
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'emrift-explain-'));
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

/** Runs it in a shell, as a user pipes a build into it. */
function explain(line: string) {
  const node = `'${process.execPath}' '${PROGRAM}' explain`;
  const done = spawnSync('sh', ['-c', line.replaceAll('explain', node)], {
    cwd: folder,
    encoding: 'utf8',
    maxBuffer: 1 << 28,
  });
  expect(done.stderr).toBe('');
  return { status: done.status, json: JSON.parse(done.stdout) };
}

const FOUND = {
  reporter: 'wasm-ld',
  severity: 'error',
  code: 'undefined-symbol',
  symbol: 'h\u00f6st',
  file: 'a.o',
  logLine: 1,
};

describe('emrift explain reads', () => {
  it.each([
    ['a pipe', Buffer.from(LOG), 'cat log | explain --json'],
    ['a pipe called -', Buffer.from(LOG), 'cat log | explain - --json'],
    ['a redirected file', Buffer.from(LOG), 'explain --json < log'],
    ['a byte order mark', Buffer.from(`\ufeff${LOG}`), 'explain log --json'],
    ['what PowerShell writes', Buffer.from(`\ufeff${LOG.replace('\n', '\r\n')}`, 'utf16le'), 'explain log --json'],
  ])('%s', (_, bytes, line) => {
    writeFileSync(join(folder, 'log'), bytes);
    const { status, json } = explain(line);
    expect(json.diagnostics).toMatchObject([FOUND]);
    expect(json.causes).toMatchObject([
      { kind: 'undefined-symbol', subjects: [{ id: 'undefined-symbol:h\u00f6st', count: 1 }] },
    ]);
    expect(status).toBe(0);
  });

  it('characters that two reads share', () => {
    const { json } = explain(
      `node -e 'const b = Buffer.from("wasm-ld: error: a.o: undefined symbol: h\u00f6st\\n"); for (const x of b) process.stdout.write(Buffer.of(x))' | explain --json`,
    );
    expect(json.diagnostics).toMatchObject([FOUND]);
  });

  it('any number of distinct messages, of which it keeps ten thousand', () => {
    const lines = Array.from({ length: 12_000 }, (_, at) => `wasm-ld: error: a.o: undefined symbol: s${at}\n`);
    writeFileSync(join(folder, 'log'), lines.join('') + lines[0]!.repeat(1000));
    const { json } = explain('explain log --json');
    expect([json.lines, json.omitted]).toEqual([13_000, 2000]);
    expect(json.causes[0].subjects.length).toBe(10_000);
    expect(json.causes[0].subjects[0].count).toBe(1001);
  });
});
