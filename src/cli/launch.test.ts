import { spawnSync } from 'node:child_process';
import {
  chmodSync,
  copyFileSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterAll, beforeEach, describe, expect, it } from 'vitest';
import { PROGRAM } from './run-command.fixture.ts';

const home = dirname(dirname(PROGRAM));
const dir = mkdtempSync(join(tmpdir(), 'emrift-launch-'));
const dist = join(dir, 'dist');
const compiled = join(dist, 'compiled');
const LOG = 'wasm-ld: error: main.o: undefined symbol: load_table\n';

beforeEach(() => {
  rmSync(dist, { recursive: true, force: true });
  mkdirSync(dist, { recursive: true });
  for (const file of ['cli.js', 'emrift.js', 'package.json', 'knowledge.jsonl']) {
    copyFileSync(join(home, 'dist', file), join(dist, file));
  }
  for (const name of ['package.json', 'src', 'reports']) {
    if (!existsSync(join(dir, name))) symlinkSync(join(home, name), join(dir, name));
  }
});
afterAll(() => rmSync(dir, { recursive: true, force: true }));

const start = (...args: string[]) =>
  spawnSync(process.execPath, [join(dist, 'cli.js'), ...args], { input: LOG, encoding: 'utf8', cwd: dir });

describe('a start of the program', () => {
  it('keeps the compiled code of its command, and the next one takes it', () => {
    const first = start('explain', '-');
    expect(first.stdout).toContain('load_table');
    expect(readdirSync(compiled)).toEqual([`explain-${process.version}-${process.arch}`]);
    const kept = readFileSync(join(compiled, readdirSync(compiled)[0]!));
    expect(kept.length).toBeGreaterThan(100_000);
    expect(start('explain', '-')).toMatchObject({ status: 0, stdout: first.stdout });
    expect(readFileSync(join(compiled, readdirSync(compiled)[0]!)).equals(kept)).toBe(true);
  });

  it('passes over what is no compiled code, and leaves its own instead', () => {
    mkdirSync(compiled);
    const path = join(compiled, `explain-${process.version}-${process.arch}`);
    writeFileSync(path, 'nothing that V8 wrote');
    expect(start('explain', '-').stdout).toContain('load_table');
    expect(readFileSync(path).length).toBeGreaterThan(100_000);
  });

  it('leaves nothing of a command that does not exist', () => {
    expect(start('expalin').status).toBe(2);
    expect(existsSync(compiled)).toBe(false);
  });

  it('imports nothing while it runs: a script that V8 keeps the code of cannot', () => {
    expect(readFileSync(join(home, 'dist', 'emrift.js'), 'utf8')).not.toMatch(/[^.\w"'`]import\((?!\))/);
  });

  it('reads the bundle byte by byte: what is beyond ASCII in its patterns is escaped', () => {
    expect(readFileSync(join(home, 'dist', 'emrift.js')).findIndex((byte) => byte > 0x7f)).toBe(-1);
    const page =
      'Loading module from “https://a.example/b.js” was blocked because of a disallowed MIME type (“text/html”).\n';
    const { stdout } = spawnSync(process.execPath, [join(dist, 'cli.js'), 'explain', '-'], {
      input: page,
      encoding: 'utf8',
      cwd: dir,
    });
    expect(stdout).toContain('A script address was answered with an HTML page');
  });

  it('goes without where it may not write', () => {
    writeFileSync(compiled, '');
    chmodSync(compiled, 0o444);
    expect(start('--help')).toMatchObject({ status: 0, stderr: '' });
    expect(readdirSync(dist).sort()).toEqual(['cli.js', 'compiled', 'emrift.js', 'knowledge.jsonl', 'package.json']);
  });
});

describe('the notices of libraries', () => {
  const text = readFileSync(join(home, 'dist', 'third-party-licenses.txt'), 'utf8');
  const listed = [...text.matchAll(/^(\S+) (\d+\.\S+) \(([^)]+)\)$/gm)].map(
    ([, name, version]) => `${name}@${version}`,
  );

  it('are there for each of the fixed packages that are bundled and for what they need', () => {
    const lock = JSON.parse(readFileSync(join(home, 'package-lock.json'), 'utf8')) as {
      packages: Record<string, { name?: string; version: string; dependencies?: Record<string, string> }>;
    };
    const needed = new Set<string>();
    const visit = (name: string) => {
      const entry = lock.packages[`node_modules/${name}`];
      // A package that stands in for another has a name of its own.
      const own = `${entry?.name ?? name}@${entry?.version}`;
      if (!entry || needed.has(own)) return;
      needed.add(own);
      for (const other of Object.keys(entry.dependencies ?? {})) visit(other);
    };
    for (const name of ['yargs', 'semver', 'execa', 'js-yaml', 'diff', 'listr2']) visit(name);
    for (const one of ['yargs', 'semver', 'execa', 'js-yaml', 'diff', 'listr2']) {
      expect(listed.some((entry) => entry.startsWith(`${one}@`))).toBe(true);
    }
    expect(needed.size).toBeGreaterThan(20);
    // argparse serves js-yaml's own command line alone, which is not bundled.
    expect([...needed].filter((one) => !listed.includes(one)).map((one) => one.split('@')[0])).toEqual(['argparse']);
  });

  it('have a text each', () => {
    const parts = text.split(/^-{80}$/m).slice(1);
    expect(parts.length).toBe(listed.length);
    for (const part of parts) expect(part).toMatch(/permission|redistribution|licensed under/i);
  });
});
