import { execFileSync } from 'node:child_process';
import { chmodSync, mkdirSync, mkdtempSync, rmSync, symlinkSync, truncateSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { bad, build, good } from '../../breaks/results/results.fixture.ts';
import { runCommand } from '../run-command.fixture.ts';
import { writeFile, writeGo, writeProject } from './fake-project.fixture.ts';

/** What users and their machines get wrong: each an exit code and one line, never a stack. */

let folder: string;
const at = (...parts: string[]) => join(folder, ...parts);
const CASE = 'title: t\nwhy: w\nsteps: {a: {run: go build}}\n';
const RESULTS = build([good, bad]);
const LONG = 'x'.repeat(300);
const BIDI = '\u202egpj.\u001b]52;c;aGk=\u0007';

/** Results with one member of another type: members by path, the last one replaced. */
function twist(path: string, value: unknown): string {
  const copy = JSON.parse(JSON.stringify(RESULTS));
  const names = path.split('.');
  const holder = names.slice(0, -1).reduce((inner, name) => inner[name], copy);
  holder[names.at(-1)!] = value;
  return JSON.stringify(copy);
}

const TWISTS: readonly [path: string, value: unknown][] = [
  ['schema', '1'],
  ['fingerprints', null],
  ['toolchains', {}],
  ['toolchains.0', 7],
  ['toolchains.0.id', 7],
  ['toolchains.0.id', 'gone'],
  ['toolchains.0.asked', 'x'],
  ['toolchains.0.digest', 7],
  ['toolchains.0.llvm', 7],
  ['toolchains.0.borrowed', 7],
  ['toolchains.0.provenance', ['x']],
  ['cases.0.name', null],
  ['cases.0.tags', 'page'],
  ['cases.0.steps', {}],
  ['cases.0.roles', ['go']],
  ['cases.0.roles', { go: 'gone' }],
  ['cells', null],
  ['cells.0', []],
  ['cells.0.case', 'nowhere/at-all'],
  ['cells.0.on', { go: 'no toolchain' }],
  ['cells.0.on', { go: 1 }],
  ['cells.0.status', 'fine'],
  ['cells.0.reason', { a: 1 }],
  ['cells.0.warnings', [1]],
  ['cells.0.workarounds', []],
  ['cells.1.breaks', [{ step: 'load', id: 'no-such-kind', evidence: 'gone' }]],
  ['cells.1.breaks', [{}]],
  ['cells.1.also', 'x'],
  ['breaks.0.id', 'x'],
  ['breaks.0.kind', 'gremlins'],
  ['breaks.0.affected', ['nonsense']],
  ['breaks.0.evidence', { cell: 'gone', step: 'x', key: 'gone' }],
  ['breaks.0.emsdk', { since: 1 }],
  ['breaks.0.parts', [1]],
  ['breaks.0.documented', 'x'],
  ['evidence', []],
  ['evidence', { x: { command: 1 } }],
  ['modules', { x: {} }],
  ['modules', 'x'],
];

const YAMLS: readonly [name: string, text: string][] = [
  ['empty', ''],
  ['a list', '- a\n'],
  ['a number', '12\n'],
  ['no mapping of steps', 'title: t\nwhy: w\nsteps: [a]\n'],
  ['a tab', 'title:\tt\n\twhy: w\n'],
  ['a circle of aliases', 'title: &a [*a]\n'],
  ['a key that is a terminal command', `title: t\nwhy: w\n"${BIDI.replaceAll('\u001b', '\\e')}": 1\n`],
  ['a zero byte', 'title: "a\\0b"\nwhy: w\nsteps: {}\n'],
  ['deep nesting', `title: ${'['.repeat(5000)}\n`],
  ['many documents', `${CASE}---\n${CASE}`],
  ['an unknown role', CASE.replace('go build', 'go build, uses: [python]')],
  ['a step that needs itself', CASE.replace('go build', 'go build, needs: [a]')],
  ['a pattern that is none', CASE.replace('go build', 'go build, record: [7]')],
  ['a path that leaves', CASE.replace('go build', "go build, outputs: ['../x']")],
  ['a range that is none', `${CASE}when: {go: newer}\n`],
  ['a tag of another language', 'title: !!js/function "x"\n'],
];

const MATRICES: readonly [name: string, text: string][] = [
  ['empty', ''],
  ['versions that are a mapping', 'go: {versions: {a: 1}}\n'],
  ['no such source', "go: {versions: ['1.23'], from: [nowhere]}\n"],
  ['a path with a zero byte', 'go: {versions: ["path:/a\\0b"]}\nemsdk: {versions: ["3.1.6"]}\n'],
  ['a path that is a terminal command', 'go: {versions: ["path:/\\e]52;c;aGk=\\a"]}\nemsdk: {versions: ["3.1.6"]}\n'],
  ['a circle of profiles', 'go: &g {versions: [*g]}\n'],
];

/** What never ends, or is never there to be read, whoever put it into a folder of theirs. */
const ENDLESS: Readonly<Record<string, (path: string) => void>> = {
  pipe: (path) => execFileSync('mkfifo', [path]),
  zeros: (path) => symlinkSync('/dev/zero', path),
  terminal: (path) => symlinkSync('/dev/ptmx', path),
};
const ENDLESS_PLACES = [
  'case/a/case.yaml',
  'claims/claims.yaml',
  'lock/matrix.lock.yaml',
  'results/results.json',
  'history/history.jsonl',
  'suite-text/x.json',
  'suite-manifest/manifest.json',
];

beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'emrift-bad-'));
  writeGo(at('go'));
  writeProject(at('project'), `path:${at('go')}`, [1], 2);
  writeFile(at('catalogue/results.json'), JSON.stringify(RESULTS));
  for (const [index, [path, value]] of TWISTS.entries())
    writeFile(at(`twisted-${index}/results.json`), twist(path, value));
  for (const [index, [, text]] of YAMLS.entries()) writeFile(at(`yaml-${index}/a/case.yaml`), text);
  for (const [index, [, text]] of MATRICES.entries()) writeFile(at(`matrix-${index}/matrix.yaml`), text);
  symlinkSync('circle', at('circle'));
  symlinkSync('circle', at('circle.wasm'));
  mkdirSync(at('circle-case/a'), { recursive: true });
  symlinkSync('case.yaml', at('circle-case/a/case.yaml'));
  mkdirSync(at('folder-case/a/case.yaml'), { recursive: true });
  mkdirSync(at('folder-results/results.json'), { recursive: true });
  writeFile(at('file'), 'text');
  writeFile(at('mine/README.md'), 'my own');
  writeFile(at('mine/pairs/x.md'), 'my own');
  writeFile(at('lock/matrix.yaml'), `go: {versions: ['path:${at('go')}']}\nemsdk: {versions: ['3.1.6']}\n`);
  writeFile(at('lock/matrix.lock.yaml'), 'schema: 1\nasked: {go: {"1.23": [gone]}}\ntoolchains: {}\n');
  writeFile(at('history/results.json'), JSON.stringify(RESULTS));
  writeFile(at('history/history.jsonl'), '{"kind":"run","run":1}\n');
  writeFile(at('claims/results.json'), JSON.stringify(RESULTS));
  writeFile(at('claims/claims.json'), '{"schema":1,"claims":7}');
  writeFile(at('candidates/results.json'), JSON.stringify(RESULTS));
  writeFile(at('candidates/candidates/go9.json'), '{"schema":1}');
  writeFile(at('abi/results.json'), JSON.stringify(RESULTS));
  writeFile(at('abi/abi/x.json'), '{"schema":1}');
  writeFile(at('digest/results.json'), JSON.stringify(RESULTS));
  writeFile(at('digest/abi/x.json'), '{"schema":1,"toolchain":"x","digest":{"toString":1},"libraries":[]}');
  const diagnostic = { reporter: 'go', severity: 'error', code: 'undefined-symbol', message: 'm', file: 7 };
  const evidence = { outcome: 'failed', exitCode: 1, diagnostics: [diagnostic], unmet: [], log: '', modules: {} };
  const step = { kind: 'step', key: 'k', cpuMs: 1, state: { kind: 'read', evidence } };
  writeFile(at('message.jsonl'), `${JSON.stringify(step)}\n`);
  writeFile(at('journal.jsonl'), '{"kind":"header","schema":1,"shard":7}\n');
  writeFile(at('null.jsonl'), 'null\n');
  writeFileSync(at(`a\nb${BIDI.replaceAll('/', '')}.wasm`), 'no wasm');
  execFileSync('mkfifo', [at('pipe')]);
  for (const [kind, lay] of Object.entries(ENDLESS)) {
    for (const path of ENDLESS_PLACES) {
      mkdirSync(dirname(at(`${kind}-${path}`)), { recursive: true });
      lay(at(`${kind}-${path}`));
    }
    for (const suite of ['text', 'manifest']) writeFile(at(`${kind}-suite-${suite}/x.wasm`), '');
    writeFile(at(`${kind}-lock/matrix.yaml`), `go: {versions: ['path:${at('go')}']}\nemsdk: {versions: ['3.1.6']}\n`);
    writeFile(at(`${kind}-history/results.json`), JSON.stringify(RESULTS));
    writeFile(at(`${kind}-claims/a/case.yaml`), CASE);
  }
  writeFile(at('sparse.json'), '');
  truncateSync(at('sparse.json'), 3e9);
  chmodSync(at('sparse.json'), 0o644);
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

type Line = readonly [name: string, args: readonly string[], exitCode: number, says?: RegExp];

const run = (...args: string[]) => ['run', '--out', '{folder}/new', ...args];

/** The folder of this test stands for `{folder}`; commands run in a project with two cases. */
const LINES: readonly Line[] = [
  ['an out that is a file', ['run', '--out', '{folder}/file'], 2, /file: cannot be written \(EEXIST\)/],
  ['an out below a file', ['run', '--out', '{folder}/file/x'], 2, /cannot be written \(ENOTDIR\)/],
  ['an out in /proc', ['run', '--out', '/proc/x'], 2, /cannot be written \(ENOENT\)/],
  ['an out of a long name', ['run', '--out', `{folder}/${LONG}`], 2, /cannot be written \(ENAMETOOLONG\)/],
  ['an out that is a circle', ['run', '--out', '{folder}/circle/x'], 2, /cannot be written \(ELOOP\)/],
  ['an out with files of others', ['run', '--out', '{folder}/mine'], 2, /neither empty nor a catalogue/],
  ['the same in a dry run', ['run', '--dry-run', '--out', '{folder}/mine'], 2, /neither empty nor a catalogue/],
  ['an out for a merge with files of others', ['merge', '{folder}/file', '--out', '{folder}/mine'], 2],
  ['an out with results that are a folder', ['run', '--out', '{folder}/folder-results'], 2],
  ['cases that are a file', run('--cases', '{folder}/file'), 2, /is no folder/],
  ['cases that are a circle', run('--cases', '{folder}/circle'), 2],
  ['cases of a long name', run('--cases', LONG), 2],
  ['a case that is a circle', run('--cases', '{folder}/circle-case'), 2, /circle of links \(ELOOP\)/],
  ['a case that is a folder', run('--cases', '{folder}/folder-case'), 2],
  ['a matrix that is a folder', run('--matrix', '{folder}'), 2],
  ['a matrix that is a circle', run('--matrix', '{folder}/circle'), 2],
  ['a matrix with a lock of nothing', run('--matrix', '{folder}/lock/matrix.yaml'), 2, /not a lock/],
  ['a baseline that is a folder', run('--baseline', '{folder}'), 2],
  ['a baseline that is a circle', run('--baseline', '{folder}/circle'), 2],
  ['a baseline that is too large', run('--baseline', '{folder}/sparse.json'), 2, /larger than/],
  ['a shard that is none', run('--shard', '3/2'), 2],
  ['jobs of nothing', run('--jobs', '0'), 2],
  ['a store that is a file', run(), 3],
  ['report of a circle', ['report', '--out', '{folder}/circle'], 2],
  ['report of a file', ['report', '--out', '{folder}/file'], 2],
  ['report of results that are a folder', ['report', '--out', '{folder}/folder-results'], 2],
  ['report of a broken history', ['report', '--out', '{folder}/history'], 2, /history.jsonl:1/],
  ['report of broken claims', ['report', '--out', '{folder}/claims'], 2],
  ['report of a broken candidate', ['report', '--out', '{folder}/candidates'], 2],
  ['report of a broken table', ['report', '--out', '{folder}/abi'], 2],
  ['report of a table with a digest that is none', ['report', '--out', '{folder}/digest'], 2, /no table of symbols/],
  ['report into JUnit nowhere', ['report', '--out', '{folder}/catalogue', '--junit', '/proc/x/y'], 3, /could not be/],
  ['diff of a circle', ['diff', '{folder}/circle', '{folder}/catalogue'], 2],
  ['diff of folders', ['diff', '{folder}', '{folder}'], 2],
  ['diff of large files', ['diff', '{folder}/sparse.json', '{folder}/sparse.json'], 2],
  ['pair of nothing', ['pair', '', '', '--out', '{folder}/catalogue'], 2],
  ['pair of strange words', ['pair', BIDI, '../..', '--out', '{folder}/catalogue'], 2],
  ['explain of a circle', ['explain', '{folder}/circle'], 2],
  ['explain of a folder', ['explain', '{folder}'], 2],
  ['explain of a long name', ['explain', LONG], 2],
  ['explain of a word', ['explain', BIDI], 2],
  ['inspect of a circle', ['inspect', '{folder}/circle.wasm'], 2],
  ['inspect of a pipe', ['inspect', '{folder}/pipe'], 2],
  ['inspect of a long name', ['inspect', LONG], 2],
  ['inspect of a file below a file', ['inspect', '{folder}/file/x.wasm'], 2],
  ['inspect of a hostile name', ['inspect', `{folder}/a\nb${BIDI.replaceAll('/', '')}.wasm`], 2],
  ['inspect of a pattern', ['inspect', '{a,b}{c,d}*[[['], 2],
  ['merge of a folder', ['merge', '{folder}'], 2],
  ['merge of a circle', ['merge', '{folder}/circle'], 2],
  ['merge of another shape', ['merge', '{folder}/journal.jsonl'], 2],
  ['merge of a message whose file is a number', ['merge', '{folder}/message.jsonl'], 2, /diagnostics\.0\.file/],
  ['merge of null', ['merge', '{folder}/null.jsonl'], 2],
  ['merge of large files', ['merge', '{folder}/sparse.json'], 2],
  ['repro of strange words', ['repro', BIDI], 2],
  ['repro into a folder', ['repro', 'fake/c0@go1.23.4-path', '-o', '{folder}'], 2],
  ['bisect of a word', ['bisect', BIDI, '--go', '1.22..1.23'], 2],
  // Said at once, and not behind what a source says that cannot be reached.
  ['bisect from a word', ['bisect', 'fake/c0', '--go', 'newer..1.24'], 2, /^emrift: --go: "newer" is no Go version/],
  ['bisect the wrong way', ['bisect', 'fake/c0', '--go', '1.24..1.23'], 2, /^emrift: --go: 1.24 is not older than/],
  ['smoke of a word', ['smoke', '--go', 'newer', '--case', 'fake/c0'], 2, /^emrift: --go: "newer" is no Go version/],
  ['an installation of a word', ['toolchains', 'install', BIDI], 2, /^emrift: .* is no toolchain/],
  ['a new case of a bad name', ['cases', 'new', '../x'], 2],
  ['a new case below a file', ['cases', 'new', 'fake/c0/case.yaml/x'], 2],
  ['cases of an unknown action', ['cases', BIDI], 2],
  ['toolchains of an unknown name', ['toolchains', 'verify', BIDI], 2],
  ['an unknown command', [BIDI], 2],
  ['an option without its text', ['run', '--out'], 2],
  ...Object.keys(ENDLESS).flatMap((kind): Line[] => [
    [`a case.yaml: ${kind}`, run('--cases', `{folder}/${kind}-case`), 2, /is no regular file/],
    [`claims: ${kind}`, run('--cases', `{folder}/${kind}-claims`), 2, /is no regular file/],
    [`a lock: ${kind}`, run('--matrix', `{folder}/${kind}-lock/matrix.yaml`), 2, /is no regular file/],
    [`results: ${kind}`, ['report', '--out', `{folder}/${kind}-results`], 2, /is no regular file/],
    [
      `results to compare: ${kind}`,
      ['diff', `{folder}/${kind}-results`, '{folder}/catalogue'],
      2,
      /is no regular file/,
    ],
    [`a history: ${kind}`, ['report', '--out', `{folder}/${kind}-history`], 2, /is no regular file/],
    [`a test: ${kind}`, ['conformance', '--suite', `{folder}/${kind}-suite-text`], 2, /is no regular file/],
    [`a manifest: ${kind}`, ['conformance', '--suite', `{folder}/${kind}-suite-manifest`], 2, /is no regular file/],
  ]),
  ['a baseline without an end', run('--baseline', '/dev/zero'), 2, /larger than/],
  ...TWISTS.map(([path, value], index): Line => {
    return [`results with ${path} = ${JSON.stringify(value)}`, ['report', '--out', `{folder}/twisted-${index}`], -1];
  }),
  ...YAMLS.map(([name], index): Line => [`a case.yaml with ${name}`, run('--cases', `{folder}/yaml-${index}`), 2]),
  ...MATRICES.map(([name], index): Line => {
    return [`a matrix.yaml with ${name}`, run('--matrix', `{folder}/matrix-${index}/matrix.yaml`), 2];
  }),
];

describe(`${LINES.length} bad inputs`, () => {
  it.concurrent.each(LINES)('%s', { timeout: 60_000 }, async (...line) => {
    const [name, args, exitCode, says] = line as unknown as Line;
    const fill = (text: string) => text.replaceAll('{folder}', folder);
    const store = name.startsWith('a store') ? at('file') : at('store');
    const done = await runCommand(args.map(fill), { cwd: at('project'), env: { EMRIFT_STORE: store } });
    const said = done.stdout + done.stderr;
    expect(said).not.toMatch(/this is a bug|\n {4}at |node:internal/);
    // Controls but the line break and the tab.
    expect(said).not.toMatch(/[\u0000-\u0008\u000b-\u001f\u007f-\u009f\u202e]/);
    // Results of strange values may still be results: what counts is that they are read or refused.
    if (exitCode === -1) expect([0, 2]).toContain(done.exitCode);
    else expect([done.exitCode, said]).toEqual([exitCode, expect.anything()]);
    if (done.exitCode !== 0) expect(done.stderr.trimEnd().split('\n').at(-1)).toMatch(/^emrift: [^\n]+$/);
    if (says) expect(done.stderr).toMatch(says);
  });
});
