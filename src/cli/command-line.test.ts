import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { runCommand } from './run-command.fixture.ts';

/** Whole command lines as a user types them, with what they print and their exit code, as reviewable markdown. */

const CASE = 'title: A title\nwhy: A reason\nsteps:\n  build: {run: go build -o main.wasm ., outputs: [main.wasm]}\n';
const MATRIX =
  "go: {versions: ['1.27.4'], from: [goproxy]}\nemsdk: {versions: ['3.1.6'], from: [debian]}\nhosts: {node: ['20']}\n";

const BUILD_LOG = `wasm-ld: error: old.o: undefined symbol: __sys_open
emcc: error: '/usr/bin/wasm-ld -o x.wasm old.o' failed (returned 1)
`;

let folder: string;
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'emrift-cli-'));
  const write = (path: string, text: string) => {
    mkdirSync(dirname(join(folder, path)), { recursive: true });
    writeFileSync(join(folder, path), text);
  };
  write('project/matrix.yaml', MATRIX);
  write('project/cases/go/one/case.yaml', CASE);
  write('project/cases/go/one/main.go', 'package main\n\nfunc main() {}\n');
  write('broken-yaml/matrix.yaml', 'go: {versions: [1.20\n');
  write('broken-yaml/cases/a/case.yaml', CASE);
  write('float/matrix.yaml', `${MATRIX}profiles: {nightly: {go: [1.20, 1.99]}}\n`);
  write('float/cases/a/case.yaml', CASE);
  write('unknown-step/cases/a/b/case.yaml', CASE.replace('{run', '{needs: [missing], run'));
  write('unknown-step/matrix.yaml', MATRIX);
  write(
    'cycle/cases/a/b/case.yaml',
    'title: t\nwhy: w\nsteps:\n  a: {run: go x, needs: [b]}\n  b: {run: go y, needs: [a]}\n',
  );
  write('cycle/matrix.yaml', MATRIX);
  write('a-file', 'not a folder');
  write('not-results/results.json', '{"schema": 99}');
  write('build.log', BUILD_LOG);
  write('quiet.log', 'cache:INFO: generating system asset: crt1.o... (this will be cached)\n');
  write('main.wasm', '\0asm\x01\0\0\0');
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const LINES: readonly [name: string, args: string[], options?: { cwd?: string; env?: Record<string, string> }][] = [
  ['help', ['--help']],
  ['help of run', ['run', '--help']],
  ['nothing to do', []],
  ['unknown command', ['rnu']],
  ['unknown option', ['run', '--golang', '1.23']],
  ['cases list', ['cases', 'list']],
  ['unknown case', ['run', '--dry-run', '--case', 'go/two']],
  ['unknown profile', ['run', '--dry-run', '--profile', 'weekly']],
  ['unknown Go', ['run', '--dry-run', '--go', '1.99']],
  ['a word for a Go', ['run', '--dry-run', '--go', 'newest']],
  ['empty range', ['run', '--dry-run', '--go', '>=3 <4']],
  ['unknown host', ['run', '--dry-run', '--host', 'netscape=4']],
  ['bad jobs', ['run', '--jobs', 'many']],
  ['update and locked', ['run', '--update', '--locked']],
  ['cases without out', ['run', '--cases', 'cases']],
  ['no such cases', ['run', '--cases', 'nowhere', '--out', 'x']],
  ['no such matrix', ['run', '--matrix', 'nowhere.yaml']],
  ['no such installation', ['run', '--go', 'path:/nonexistent/go']],
  ['broken YAML', ['run'], { cwd: 'broken-yaml' }],
  ['floats are versions', ['run', '--dry-run', '--profile', 'nightly'], { cwd: 'float' }],
  ['a step that needs an unknown step', ['run'], { cwd: 'unknown-step' }],
  ['a circle of steps', ['cases', 'check'], { cwd: 'cycle' }],
  ['unwritable store', ['run'], { env: { EMRIFT_STORE: '{folder}/a-file/store' } }],
  ['no bubblewrap', ['run'], { env: { PATH: '/nonexistent' } }],
  ['no catalogue', ['pair', '1.25', '4.0.10', '--out', 'nowhere']],
  ['results of a newer emrift', ['report', '--out', '{folder}/not-results']],
  ['explain a kind', ['explain', 'runtime-export-missing']],
  ['explain nothing known', ['explain', 'gremlins']],
  ['explain a break', ['explain', 'undefined-symbol:__sys_open']],
  ['explain without the catalogue asked for', ['explain', '{folder}/build.log', '--out', '{folder}/nowhere']],
  ['explain a log', ['explain', '{folder}/build.log']],
  ['explain a log and fail', ['explain', '{folder}/build.log', '--fail-on', 'error', '--json']],
  ['explain a folder', ['explain', '{folder}']],
  ['explain a module', ['explain', '{folder}/main.wasm']],
  ['explain a quiet log', ['explain', '{folder}/quiet.log', '--fail-on', 'error']],
  ['a case begun twice', ['cases', 'new', 'go/one']],
];

describe('emrift', () => {
  it.each(LINES)('%s', async (name, args, options = {}) => {
    const fill = (text: string) => text.replaceAll('{folder}', folder);
    const env = Object.fromEntries(Object.entries(options.env ?? {}).map(([key, value]) => [key, fill(value)]));
    const done = await runCommand(args.map(fill), {
      cwd: join(folder, options.cwd ?? 'project'),
      env: { EMRIFT_STORE: join(folder, 'store'), ...env },
    });
    // What sources offer grows with every release.
    const clean = (text: string) =>
      text
        .replaceAll(folder, '/folder')
        .replace(/offered: [^)]*\)/, 'offered: …)')
        .trimEnd();
    const block = (title: string, text: string) =>
      text === '' ? '' : `\n${title}\n\n\`\`\`\`\n${clean(text)}\n\`\`\`\`\n`;
    const page = `# ${name}\n\n    $ emrift ${clean(args.map(fill).join(' '))}\n\nExit code ${done.exitCode}\n${block('Standard output', done.stdout)}${block('Standard error', done.stderr)}`;
    await expect(page).toMatchFileSnapshot(`snapshots/${name.replaceAll(' ', '-').toLowerCase()}.md`);
  });
});
