import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type BenchDocument, readDocument } from './bench-document.ts';
import { FIGURES } from './bench-figures.ts';

const folder = mkdtempSync(join(tmpdir(), 'emrift-bench-test-'));
const measured = join(folder, 'measured.json');
let printed: string;
let written: BenchDocument;

function start(program: string, args: readonly string[], env: Record<string, string> = {}) {
  const path = join(import.meta.dirname, program);
  return spawnSync(process.execPath, [path, ...args], { encoding: 'utf8', env: { ...process.env, ...env } });
}

/** A file with a document like the measured one. */
function older(name: string, change: (text: string) => string): string {
  const path = join(folder, name);
  writeFileSync(path, change(readFileSync(measured, 'utf8')));
  return path;
}

beforeAll(() => {
  const { status, stdout, stderr } = start('bench.mjs', ['help', '--json', measured]);
  expect(stderr).toBe('');
  expect(status).toBe(0);
  printed = stdout;
  written = readDocument(readFileSync(measured, 'utf8'), measured);
}, 60_000);

afterAll(() => rmSync(folder, { recursive: true }));

describe('npm run bench', () => {
  it('prints a line for each figure', () => {
    expect(printed.replace(/, missed/g, '').replace(/ +\d[\d,.]*/g, ' #')).toBe(
      'help\n  emrift --help # ms\n  node -e # # ms\n  emrift --help ÷ node -e # # ×   goal ≤ # ×\n',
    );
  });

  it('keeps them with the machine, the commit and what was chosen', () => {
    expect(written.figures.map(({ name }) => name)).toEqual(['help/emrift', 'help/node', 'help/to-node']);
    for (const { value, spread } of written.figures) {
      expect(spread.runs).toBe(15);
      expect(value).toBeGreaterThanOrEqual(spread.least);
      expect(value).toBeLessThanOrEqual(spread.most);
    }
    expect(written).toMatchObject({ choice: ['help'], machine: { node: process.versions.node }, notes: [] });
    expect(written.machine.cores).toBeGreaterThan(0);
    expect(Math.abs(Date.now() - Date.parse(written.date))).toBeLessThan(600_000);
  });

  it('refuses a measure that there is none of in a line, and knows the figures of all that there are', () => {
    const { status, stderr } = start('bench.mjs', ['hepl']);
    expect(status).toBe(2);
    const [, names = ''] = /^bench: no measure hepl; there are (.*)\n$/.exec(stderr) ?? [];
    expect(names.split(', ').sort()).toEqual(Object.keys(FIGURES).sort());
  });
});

describe('a comparison of documents', () => {
  it('tells a ratio that grew, as a warning and in the summary of the step, and ends with 0', () => {
    const faster = older('faster.json', (text) => {
      const given = JSON.parse(text);
      for (const figure of given.figures) figure.value /= 2;
      return JSON.stringify({ ...given, date: '2026-01-01T00:00:00.000Z' });
    });
    const summary = join(folder, 'summary.md');
    const { status, stdout, stderr } = start('bench-compare.mjs', ['--github', faster, measured], {
      GITHUB_STEP_SUMMARY: summary,
    });
    expect({ status, stderr }).toEqual({ status: 0, stderr: '' });
    expect(stdout).toContain('::warning title=emrift bench::help/to-node, emrift --help ÷ node -e 0: ');
    expect(stdout.match(/^::/gm)).toHaveLength(1);
    expect(readFileSync(summary, 'utf8')).toContain(
      '1 ratio costs more than a tenth more, against 1 earlier document.',
    );
  });

  it('leaves out earlier documents that cannot be read, each with a line', () => {
    const broken = older('broken.json', (text) => text.slice(0, 100));
    const newer = older('newer.json', (text) => text.replace('"schema": 1', '"schema": 2'));
    const missing = join(folder, 'missing.json');
    const { status, stdout, stderr } = start('bench-compare.mjs', [broken, newer, missing, measured]);
    expect(status).toBe(0);
    expect(stdout).toContain('There is no earlier document to compare with.');
    const lines = stderr.trimEnd().split('\n');
    expect(lines).toHaveLength(3);
    expect(lines[0]).toContain(`bench: ${broken}: is no JSON: `);
    expect(lines[1]).toBe(`bench: ${newer}: was written by a newer emrift (schema 2); left out`);
    expect(lines[2]).toContain(missing);
  });

  it('refuses a newer one that cannot be read in a line', () => {
    const broken = older('broken.json', () => '[]');
    expect(start('bench-compare.mjs', [measured, broken])).toMatchObject({
      status: 2,
      stdout: '',
      stderr: `bench: ${broken}: is no document of \`npm run bench\`\n`,
    });
  });
});
