import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { join as bytes, custom, func, list, section, text, wasm } from '../evidence/wasm/builder.fixture.ts';
import { runCommand } from './run-command.fixture.ts';

const folder = mkdtempSync(join(tmpdir(), 'emrift-plain-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));
beforeAll(() => {
  const producers = list(bytes(text('processed-by'), list(bytes(text('rustc'), text('1.97.0 (ß)')))));
  const module = wasm(
    section(1, list(func([]))),
    section(3, list(0)),
    section(7, list(bytes(text('größe'), 0, 0))),
    section(10, list(bytes(2, 0, 0x0b))),
    custom('producers', producers),
  );
  writeFileSync(join(folder, 'a.wasm'), module);
  writeFileSync(join(folder, '7'), module);
  writeFileSync(join(folder, 'page.wasm'), '<!doctype html>');
  writeFileSync(join(folder, 'build.log'), 'wasm-ld: error: größe.o: undefined symbol: größe\n');
  writeFileSync(join(folder, '1.20'), 'all is well\n');
});

/** Runs a command as it is, and by the whole program: `--no-json`, which says nothing else, is no word of a plain one. */
async function saysTheSame(verb: string, words: readonly string[], code: number) {
  const plain = await runCommand([verb, ...words], { cwd: folder });
  const whole = await runCommand([verb, '--no-json', ...words], { cwd: folder });
  expect(plain).toMatchObject({ stdout: whole.stdout, stderr: whole.stderr, exitCode: whole.exitCode });
  expect(plain.exitCode).toBe(code);
}

describe('inspect of files alone', () => {
  it.each<[string, readonly string[], number]>([
    ['a file', ['a.wasm'], 0],
    ['a number', ['7'], 0],
    ['a folder', ['.'], 0],
    ['a pattern', ['a.*'], 0],
    ['one that is not there', ['none.wasm', 'a.wasm'], 2],
    ['a page', ['page.wasm'], 2],
    ['a pattern of nothing', ['*.none'], 2],
    ['nothing', [], 2],
  ])('says what the whole program says: %s', (_, files, code) => saysTheSame('inspect', files, code));
});

describe('help alone', () => {
  it.each(['--help', '-h'])('says what the whole program says: %s', async (word) => {
    const [plain, whole] = [await runCommand([word], { cwd: folder }), await runCommand([word, word], { cwd: folder })];
    expect(plain).toMatchObject({ stdout: whole.stdout, stderr: '', exitCode: 0 });
    expect(plain.stdout).toContain('explain [what]');
  });
});

describe('explain of a log alone', () => {
  it.each<[string, readonly string[], number]>([
    ['a log', ['build.log'], 0],
    ['one that is called like a number', ['1.20'], 0],
    ['a folder', ['.'], 2],
    ['no text', ['a.wasm'], 2],
    ['a kind', ['undefined-symbol'], 0],
    ['neither', ['none.log'], 2],
    ['two', ['build.log', '1.20'], 2],
  ])('says what the whole program says: %s', (_, words, code) => saysTheSame('explain', words, code));
});
