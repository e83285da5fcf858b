import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { failure, message, ran } from '../breaks/evidence.fixture.ts';
import { bad, build, good } from '../breaks/results/results.fixture.ts';
import { buildGnuArchive } from '../evidence/wasm/archive.fixture.ts';
import {
  func,
  I32,
  join as joinParts,
  list,
  type Part,
  section,
  text,
  wasm,
} from '../evidence/wasm/builder.fixture.ts';
import { buildObject } from '../evidence/wasm/object.fixture.ts';
import { startServer, type TestServer } from '../toolchains/providers/server.fixture.ts';
import { runCommand } from './run-command.fixture.ts';

/** Whole command lines as a user types them, with what they print and their exit code, as reviewable markdown. */

const CASE = 'title: A title\nwhy: A reason\nsteps:\n  build: {run: go build -o main.wasm ., outputs: [main.wasm]}\n';
const MATRIX =
  "go: {versions: ['1.27.4'], from: [goproxy]}\nemsdk: {versions: ['3.1.6'], from: [debian]}\nhosts: {node: ['20']}\n";

const BUILD_LOG = `wasm-ld: error: old.o: undefined symbol: __sys_open
emcc: error: '/usr/bin/wasm-ld -o x.wasm old.o' failed (returned 1)
`;

/** A module that imports things with types `fd_write`'s, of one i32, and none, and exports one function under names. */
function sketchModule(imports: readonly Part[], exports: readonly string[]): Uint8Array {
  return wasm(
    section(1, list(func([I32, I32, I32, I32], [I32]), func([I32]), func([]))),
    section(2, list(...imports)),
    section(3, list(2)),
    section(5, list(joinParts(0, 1))),
    section(7, list(...exports.map((name) => joinParts(text(name), 0, imports.length)))),
    section(10, list(joinParts(2, 0, 0x0b))),
  );
}

let folder: string;
let server: TestServer;
beforeAll(async () => {
  server = await startServer();
  server.files.set('/?mode=json&include=all', JSON.stringify([goRelease('1.20.14')]));
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
  // Of a source that has one release of them: Go's own, for what the proxy has of so old a Go is put together with Debian's.
  write('float/matrix.yaml', `${MATRIX.replace('goproxy', 'go.dev')}profiles: {nightly: {go: [1.20, 1.99]}}\n`);
  write('float/cases/a/case.yaml', CASE);
  write('unknown-step/cases/a/b/case.yaml', CASE.replace('{run', '{needs: [missing], run'));
  write('unknown-step/matrix.yaml', MATRIX);
  write(
    'cycle/cases/a/b/case.yaml',
    'title: t\nwhy: w\nsteps:\n  a: {run: go x, needs: [b]}\n  b: {run: go y, needs: [a]}\n',
  );
  write('cycle/matrix.yaml', MATRIX);
  const writeBytes = (path: string, bytes: Uint8Array) => {
    mkdirSync(dirname(join(folder, path)), { recursive: true });
    writeFileSync(join(folder, path), bytes);
  };
  const growth = joinParts(text('env'), text('emscripten_notify_memory_growth'), 0, 1);
  const write4 = joinParts(text('wasi_snapshot_preview1'), text('fd_write'), 0, 0);
  writeBytes('wasm/command.wasm', sketchModule([write4, growth], ['_start']));
  writeBytes('wasm/page.wasm', sketchModule([joinParts(text('env'), text('_abort_js\u001b[31m'), 0, 2)], ['main']));
  writeBytes('wasm/lib/library.a', buildGnuArchive([{ name: 'object.o', content: buildObject() }]));
  writeBytes('wasm/lib/thin.a', buildGnuArchive([{ name: '../../object.o', content: buildObject() }], { thin: true }));
  writeBytes('object.o', buildObject());
  writeBytes('wasm/lib/native.o', Buffer.from('\x7fELF'));
  writeBytes('hostile/cut.wasm', buildObject().subarray(0, 60));
  writeBytes('hostile/huge-count.wasm', wasm(section(2, [0xff, 0xff, 0xff, 0xff, 0x0f])));
  writeBytes('hostile/names.wasm', sketchModule([joinParts(text('m'), text('\u202egnp.exe'), 0, 0)], ['a\nb']));
  write('a-file', 'not a folder');
  write('not-results/results.json', '{"schema": 99}');
  write('build.log', BUILD_LOG);
  write('quiet.log', 'cache:INFO: generating system asset: crt1.o... (this will be cached)\n');
  write('old.json', JSON.stringify(build([good, bad])));
  const other = failure([message('runtime-export-missing', { symbol: 'HEAP32', message: 'HEAP32 undefined' })]);
  const changed = bad.steps.map(([name, state]) => [name, name === 'load' ? ran(other) : state] as const);
  write(
    'new.json',
    JSON.stringify(
      build([
        { ...bad, on: good.on },
        { ...bad, steps: changed },
      ]),
    ),
  );
  write(
    'catalogue/results.json',
    JSON.stringify(
      build([
        { ...bad, on: good.on },
        { ...bad, steps: changed },
      ]),
    ),
  );
  write('silence/matrix.yaml', `${MATRIX}silence:\n  - {break: 'undefined-symbol:f', reason: known, until: soon}\n`);
  write('silence/cases/a/case.yaml', CASE);
  write('main.wasm', '\0asm\x01\0\0\0');
});
afterAll(async () => {
  await server.close();
  rmSync(folder, { recursive: true, force: true });
});

/** A release as Go's download page lists it. */
function goRelease(version: string) {
  const filename = `go${version}.linux-amd64.tar.gz`;
  const file = { filename, os: 'linux', arch: 'amd64', kind: 'archive', sha256: 'ab'.repeat(32), size: 1 };
  return { version: `go${version}`, files: [file] };
}

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
  [
    'floats are versions',
    ['run', '--dry-run', '--profile', 'nightly'],
    { cwd: 'float', env: { EMRIFT_GO_DEV_BASE: '{server}' } },
  ],
  ['a step that needs an unknown step', ['run'], { cwd: 'unknown-step' }],
  ['a circle of steps', ['cases', 'check'], { cwd: 'cycle' }],
  ['unwritable store', ['run'], { env: { EMRIFT_STORE: '{folder}/a-file/store' } }],
  ['no bubblewrap', ['run'], { env: { PATH: '/nonexistent' } }],
  ['no catalogue', ['pair', '1.25', '4.0.10', '--out', 'nowhere']],
  ['results of a newer emrift', ['report', '--out', '{folder}/not-results']],
  ['repro of a cell that was not measured', ['repro', 'go/one@go1.27.4', '--json'], { cwd: 'project' }],
  ['repro of an unknown case', ['repro', 'go/two@go1.27.4'], { cwd: 'project' }],
  ['repro without a toolchain', ['repro', 'go/one'], { cwd: 'project' }],
  ['repro with other toolchains', ['repro', 'go/one@em3.1.6'], { cwd: 'project' }],
  ['repro with an unknown workaround', ['repro', 'go/one@go1.27.4', '--workaround', 'magic'], { cwd: 'project' }],
  ['bisect without two ends', ['bisect', 'go/one', '--go', '1.27'], { cwd: 'project' }],
  ['bisect along two axes', ['bisect', 'go/one', '--go', '1.26..1.27', '--emsdk', '3.1.6..4'], { cwd: 'project' }],
  ['bisect along a tool that the case does not use', ['bisect', 'go/one', '--host', 'node=16..20'], { cwd: 'project' }],
  ['bisect help', ['bisect', '--help']],
  ['conformance help', ['conformance', '--help']],
  ['conformance of no case', ['conformance', '--dry-run'], { cwd: 'project' }],
  ['conformance that expects without a suite', ['conformance', '--expect', 'node=x.toml'], { cwd: 'project' }],
  ['conformance of a suite against results', ['conformance', '--suite', '.', '--fail-on', 'new'], { cwd: 'project' }],
  ['explain a kind', ['explain', 'runtime-export-missing']],
  ['explain nothing known', ['explain', 'gremlins']],
  ['explain a break', ['explain', 'undefined-symbol:__sys_open']],
  ['explain without the catalogue asked for', ['explain', '{folder}/build.log', '--out', '{folder}/nowhere']],
  ['explain a log', ['explain', '{folder}/build.log']],
  ['explain a log and fail', ['explain', '{folder}/build.log', '--fail-on', 'error', '--json']],
  ['explain a folder', ['explain', '{folder}']],
  ['explain a module', ['explain', '{folder}/main.wasm']],
  ['explain a quiet log', ['explain', '{folder}/quiet.log', '--fail-on', 'error']],
  ['inspect a module', ['inspect', 'command.wasm'], { cwd: 'wasm' }],
  ['inspect an archive', ['inspect', 'lib/library.a'], { cwd: 'wasm' }],
  ['inspect a folder', ['inspect', '.'], { cwd: 'wasm' }],
  ['inspect a pattern', ['inspect', '**/*.wasm'], { cwd: 'wasm' }],
  ['inspect as JSON', ['inspect', 'command.wasm', '--json'], { cwd: 'wasm' }],
  ['inspect symbols', ['inspect', '--symbols', 'lib/library.a', 'lib/thin.a'], { cwd: 'wasm' }],
  ['inspect imports', ['inspect', '--imports', 'command.wasm'], { cwd: 'wasm' }],
  ['inspect differences', ['inspect', '--diff', 'command.wasm', 'page.wasm'], { cwd: 'wasm' }],
  ['inspect differences of three', ['inspect', '--diff', 'a', 'b', 'c'], { cwd: 'wasm' }],
  ['inspect nothing', ['inspect']],
  ['inspect no match', ['inspect', 'nowhere/**/*.wasm']],
  [
    'inspect what cannot be read',
    ['inspect', '../a-file', '../nowhere.wasm', 'cut.wasm', 'huge-count.wasm', 'names.wasm'],
    { cwd: 'hostile' },
  ],
  ['inspect hostile names', ['inspect', '--imports', 'names.wasm'], { cwd: 'hostile' }],
  ['inspect what cannot be read as JSON', ['inspect', '--json', 'cut.wasm', '../nowhere.wasm'], { cwd: 'hostile' }],
  ['can', ['can', 'heap', '--out', '{folder}/catalogue']],
  ['can as JSON', ['can', 'heap', 'view', '--out', '{folder}/catalogue', '--json']],
  ['can of a word misspelt', ['can', 'haep', '--out', '{folder}/catalogue']],
  ['can of nothing', ['can']],
  ['can help', ['can', '--help']],
  ['diff without results', ['diff', 'nowhere', '{folder}/not-results']],
  ['diff with results of a newer emrift', ['diff', '{folder}/not-results', '{folder}/not-results']],
  ['diff of a revision that is not there', ['diff', 'HEAD:nothing.json', '--', '--output=x']],
  ['diff', ['diff', '{folder}/old.json', '{folder}/new.json']],
  ['diff the other way as JSON', ['diff', '{folder}/new.json', '{folder}/old.json', '--json']],
  ['smoke of nothing', ['smoke']],
  ['smoke of two', ['smoke', '--go', '1.27', '--candidate']],
  ['smoke of a candidate against', ['smoke', '--candidate', '--against', '1.26']],
  ['smoke of a folder', ['smoke', '--go', 'path:/opt/go', '--case', 'go/one']],
  ['trace help', ['trace', '--help']],
  ['trace with a time that is none', ['trace', 'none.wasm', '--timeout', '0']],
  ['trace compared with itself alone', ['trace', 'none.wasm', '--diff', 'node=20', 'node=20', '--diff', 'node', 'x']],
  ['trace from elsewhere', ['trace', 'none.wasm', '--from', 'elsewhere']],
  ['trace without strace', ['trace', 'none.wasm', '--from', 'system'], { env: { PATH: '/nowhere' } }],
  ['trace of two hosts with system calls', ['trace', 'none.wasm', '--from', 'system', '--diff', 'node', 'wazero']],
  ['smoke help', ['smoke', '--help']],
  ['smoke with a budget that is none', ['smoke', '--go', '1.27', '--budget', 'soon']],
  ['smoke with a budget and in full', ['smoke', '--go', '1.27', '--budget', '2m', '--full']],
  ['smoke of cases of ones own into the catalogue', ['smoke', '--go', '1.27', '--cases', 'mine']],
  [
    'report JUnit without a baseline file',
    ['report', '--out', '{folder}/catalogue', '--baseline', 'nowhere.json', '--junit', 'x.xml'],
  ],
  [
    'report to GitHub',
    [
      'report',
      '--out',
      '{folder}/catalogue',
      '--baseline',
      '{folder}/old.json',
      '--github',
      '--junit',
      '{folder}/j.xml',
    ],
  ],
  ['a silence that cannot be read', ['run', '--dry-run'], { cwd: 'silence' }],
  ['a case begun twice', ['cases', 'new', 'go/one']],
];

describe('emrift', () => {
  it.each(LINES)('%s', async (name, args, options = {}) => {
    const fill = (text: string) => text.replaceAll('{folder}', folder).replaceAll('{server}', server.url);
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
