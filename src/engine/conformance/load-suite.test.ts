import { lstatSync, mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { Operation } from '../../evidence/conformance/operation.ts';
import { ProblemInInput } from '../../model/errors.ts';
import { quoteWord } from '../../model/quote-word.ts';
import type { Origin } from '../../model/tools.ts';
import { openBlobs } from '../../run/storage/blobs.ts';
import { copyFolder } from './copy-folder.ts';
import { driveScript } from './drive-script.ts';
import { hostCommand, namedHosts, type WasiHost, whyHostCannot } from './host-command.ts';
import { loadSuites } from './load-suite.ts';

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'emrift-suite-'));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

const write = (path: string, content = '') => {
  mkdirSync(dirname(join(folder, path)), { recursive: true });
  writeFileSync(join(folder, path), content);
};
const load = (path = '.') =>
  loadSuites(join(folder, path)).map(({ name, version, tests }) => [name, version, tests.length]);

describe('suites', () => {
  it('are the folders with modules, but for the folders of guests', () => {
    write('tests/c/wasm32-wasip1/b.wasm');
    write('tests/c/wasm32-wasip1/a.wasm');
    write('tests/c/wasm32-wasip1/a.json', '{"root": "files"}');
    write('tests/c/wasm32-wasip1/files/x.wasm');
    write('tests/c/wasm32-wasip1/fs-tests.dir/y.wasm');
    write('tests/c/wasm32-wasip3/c.wasm');
    write('tests/c/wasm32-wasip3/manifest.json', '{"name": "C tests"}');
    write('tests/.git/d.wasm');
    expect(load('tests')).toEqual([
      ['tests/c', 'wasm32-wasip1', 2],
      ['C tests', 'wasm32-wasip3', 1],
    ]);
    expect(load('tests/c/wasm32-wasip1')).toEqual([['c', 'wasm32-wasip1', 2]]);
    const [suite] = loadSuites(join(folder, 'tests'));
    expect(suite!.tests.map(({ name }) => name)).toEqual(['a', 'b']);
  });

  it('are refused where there are none, or a manifest is malformed', () => {
    expect(() => load()).toThrow(ProblemInInput);
    expect(() => load('nowhere')).toThrow('there is no such folder');
    write('file');
    expect(() => load('file')).toThrow(/no folder/);
    write('a.wasm');
    write('manifest.json', '{"colour": 1}');
    expect(() => load()).toThrow(/colour/);
  });
});

describe('a folder for guests', () => {
  it('is copied with files that begin with a dot, with links as links, and without what tests left', () => {
    write('fs.dir/a/.keep');
    write('fs.dir/f', 'x');
    write('fs.dir/old.cleanup');
    symlinkSync('../../outside', join(folder, 'fs.dir/link'));
    const copy = copyFolder(join(folder, 'fs.dir'), 'guest/fs', openBlobs(folder));
    if ('reason' in copy) throw new Error(copy.reason);
    expect(copy.files.map(({ path }) => path)).toEqual(['guest/fs/a/.keep', 'guest/fs/f']);
    expect(copy.commands).toEqual([
      "mkdir -p 'guest/fs'",
      "mkdir -p 'guest/fs/a'",
      "ln -s '../../outside' 'guest/fs/link'",
    ]);
    expect(lstatSync(join(folder, 'fs.dir/old.cleanup')).isFile()).toBe(true);
  });

  it('is reported where it is not there', () => {
    write('f');
    const copy = (name: string) => copyFolder(join(folder, name), 'guest/x', openBlobs(folder));
    expect(copy('none')).toEqual({ reason: 'there is no such folder' });
    expect(copy('f')).toEqual({ reason: 'is no folder' });
  });
});

describe('a command line', () => {
  const hostOf = (tool: WasiHost, version: string, origin: Origin = 'npm') => ({ tool, version, origin });
  const guest = { module: './a.wasm', args: ['-x'], env: { A: 'b c' }, preopens: [{ from: 'guest/r', to: '/' }] };
  it('is written as each host takes it', () => {
    expect(hostCommand(hostOf('wasmtime', '50.0.0'), guest, 0).slice(2, 6)).toEqual([
      '--dir',
      'guest/r::/',
      '--env',
      'A=b c',
    ]);
    expect(hostCommand(hostOf('wasmedge', '0.0.0'), guest, 0).slice(1, 5)).toEqual([
      '--dir',
      '/:guest/r',
      '--env',
      'A=b c',
    ]);
    expect(hostCommand(hostOf('wazero', '1.0.0'), guest, 0).slice(2, 4)).toEqual(['-mount=guest/r:/', '-env=A=b c']);
    expect(hostCommand(hostOf('node', '16.0.0'), guest, 1).slice(2)).toEqual([
      '--experimental-wasi-unstable-preview1',
      'control/wasi.mjs',
      'control/guest-1.json',
    ]);
    expect(hostCommand(hostOf('deno', '2.9.6', 'npm'), guest, 1).slice(2, 5)).toEqual(['deno', 'run', '-A']);
    expect(hostCommand(hostOf('bun', '1.4.5', 'npm'), guest, 1)).toEqual([
      'bun',
      'control/wasi.mjs',
      'control/guest-1.json',
    ]);
  });

  it('calls folders for wasmi as they are called outside, which no root can be', () => {
    const preopens = [{ from: 'guest/old.dir', to: 'old.dir' }];
    const wasmi = hostOf('wasmi', '2.0.0', 'crates');
    const start = 'cd guest && exec wasmi run "$@"';
    const rest = ['wasmi', '--dir', 'old.dir', '--env', 'A=b c', '.././a.wasm', '-x'];
    expect(hostCommand(wasmi, { ...guest, preopens }, 0)).toEqual(['sh', '-c', start, ...rest]);
    expect(hostCommand(wasmi, { ...guest, env: {}, preopens: [] }, 0)).toEqual(['wasmi', 'run', './a.wasm', '-x']);
    const run = (root: string | null): Operation => ({ type: 'run', args: [], env: {}, root });
    expect(whyHostCannot('wasmi', { operations: [run('fs.dir')] })).toMatch(/^needs a folder as \//);
    expect(whyHostCannot('wasmi', { operations: [run(null)] })).toBeNull();
    expect(whyHostCannot('deno', { operations: [run('fs.dir')] })).toBeNull();
  });

  it('asks the command of wasmtime to keep nothing, which its binding cannot be asked', () => {
    const cache = ['-C', 'cache=n'];
    expect(hostCommand(hostOf('wasmtime', '49.0.3', 'pypi-bin'), guest, 0).slice(2, 4)).toEqual(cache);
    expect(hostCommand(hostOf('wasmtime', '50.0.0', 'pypi'), guest, 0)).not.toContain('-C');
  });

  it('comes through a shell whatever is in it', () => {
    expect(quoteWord("a'b $(c)")).toBe("'a'\\''b $(c)'");
    const run: Operation = { type: 'run', args: [], env: {}, root: null };
    expect(driveScript([run, { type: 'wait', exit_code: 0 }], [['x', '$(y)']], 5)).toContain("'x' '$(y)' <control/");
  });

  it('is for hosts of WASI alone', () => {
    expect([...namedHosts(['node=20', 'wazero'])]).toEqual(['node', 'wazero']);
    expect(() => namedHosts(['chromium=150'])).toThrow(ProblemInInput);
    expect(() => namedHosts(['__proto__=1'])).toThrow(/runs no modules/);
  });
});
