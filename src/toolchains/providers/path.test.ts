import { chmodSync, mkdirSync, mkdtempSync, rmSync, utimesSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { ProblemInInput, printProblem } from '../../model/errors.ts';
import type { Tool } from '../../model/tools.ts';
import { readInstallation } from './path.ts';

let dir: string;
beforeEach(() => {
  dir = mkdtempSync(join(tmpdir(), 'emrift-path-'));
});
afterEach(() => rmSync(dir, { recursive: true, force: true }));

function put(files: Readonly<Record<string, string>>): string {
  for (const [path, content] of Object.entries(files)) {
    mkdirSync(dirname(join(dir, path)), { recursive: true });
    writeFileSync(join(dir, path), content, { mode: 0o755 });
  }
  return dir;
}

const read = (tool: Tool, root: string) => readInstallation(tool, root, { file: `--${tool}` });
const problem = async (tool: Tool, root: string) =>
  read(tool, root).then(
    () => 'no problem',
    (error) => {
      if (error instanceof ProblemInInput) return printProblem(error).replaceAll(dir, 'DIR');
      throw error;
    },
  );

describe('an installation of the user', () => {
  it('is a GOROOT', async () => {
    const root = put({ VERSION: 'go1.26.8\ntime 2026\n', 'bin/go': '#!/bin/sh\n', 'lib/wasm/wasm_exec.js': '' });
    expect(await read('go', root)).toMatchObject({
      id: 'go1.26.8-path',
      dir: root,
      layout: 'relocatable',
      provenance: 'first-use',
      env: { GOTOOLCHAIN: 'local' },
      files: { 'wasm_exec.js': 'lib/wasm/wasm_exec.js' },
    });
  });

  it('is an emsdk folder, named at its top or at the folder with emcc', async () => {
    const root = put({
      '.emscripten': '',
      'upstream/emscripten/emcc.py': '',
      'upstream/emscripten/emscripten-version.txt': '"4.0.10"\n',
      'upstream/emscripten/cache/sysroot/lib/wasm32-emscripten/libc.a': '',
      'node/22.16.0_64bit/bin/node': '#!/bin/sh\n',
    });
    const top = await read('emsdk', root);
    expect(top).toMatchObject({
      id: 'em4.0.10-path',
      dir: root,
      path: ['upstream/emscripten', 'node/22.16.0_64bit/bin', 'upstream/bin'],
      env: { EM_CONFIG: '{mount}/.emscripten', EM_FROZEN_CACHE: '1' },
      buildsLibraries: false,
    });
    expect(await read('emsdk', join(root, 'upstream/emscripten'))).toEqual(top);
  });

  it('is a root file system with Emscripten, or a folder with emcc', async () => {
    const files = { 'usr/share/emscripten/emcc.py': '', 'usr/share/emscripten/emscripten-version.txt': '3.1.6' };
    const root = put(files);
    expect(await read('emsdk', root)).toMatchObject({
      id: 'em3.1.6-path',
      layout: 'root',
      path: ['usr/bin'],
      dir: root,
    });
    const folder = join(root, 'usr/share/emscripten');
    const plain = { layout: 'relocatable', path: ['.'], dir: folder, buildsLibraries: true };
    expect(await read('emsdk', folder)).toMatchObject(plain);
    expect(await read('emsdk', join(root, 'usr'))).toMatchObject(plain);
  });

  it('is the folder of a TinyGo, whose program states the version', async () => {
    const says = (text: string) =>
      put({ 'bin/tinygo': `#!/bin/sh\necho "${text} $TINYGOROOT"\n`, 'targets/wasm_exec.js': '' });
    // A step is another user than emrift, and has to be able to read it.
    chmodSync(dir, 0o755);
    expect(await read('tinygo', says('tinygo version 0.34.0 linux/amd64'))).toMatchObject({
      ...{ id: 'tinygo0.34.0-path', layout: 'relocatable', env: { TINYGOROOT: '{mount}' } },
      files: { 'wasm_exec.js': 'targets/wasm_exec.js' },
    });
    expect(await problem('tinygo', says('something else'))).toMatch(/its bin\/tinygo states no version/);
    rmSync(join(dir, 'bin'), { recursive: true });
    expect(await problem('tinygo', dir)).toMatch(/no bin\/tinygo in it \(name the folder of a release\)/);
  });

  it('is another one when a file changes', async () => {
    const root = put({ VERSION: 'go1.26.8', 'bin/go': 'one' });
    const before = (await read('go', root)).digest;
    expect((await read('go', root)).digest).toBe(before);
    utimesSync(join(root, 'bin/go'), new Date(0), new Date(0));
    expect((await read('go', root)).digest).not.toBe(before);
  });

  it('is refused by name where it is none', async () => {
    expect(await problem('go', join(dir, 'nowhere'))).toBe('--go: path:DIR/nowhere: there is no such folder');
    expect(await problem('go', dir)).toBe('--go: path:DIR: no bin/go in it (name a GOROOT)');
    expect(await problem('emsdk', dir)).toMatch(/^--emsdk: path:DIR: no emcc in it/);
    expect(await problem('node', dir)).toMatch(/^--node: path:DIR: a Node\.js of one's own cannot be used yet/);
    put({ VERSION: 'devel go1.28-abcdef', 'bin/go': '' });
    expect(await problem('go', dir)).toMatch(/no release of Go in its VERSION file/);
    put({ VERSION: 'go1.28-abcdef', 'bin/go': '' });
    expect(await problem('go', dir)).toMatch(/"1\.28-abcdef" is no released Go version/);
  });
});
