import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, expect, it } from 'vitest';
import type { Results } from '../model/results.ts';
import { runCommand } from './run-command.fixture.ts';

/** Real hosts: one fault has one name in the words of each, and what a page says comes out of the browser. */

const root = fileURLToPath(new URL('../..', import.meta.url));
const AXES = ['--go', '1.27', '--emsdk', '3.1.6', '--host', 'wazero=1.12.0', '--host', 'wasmtime=50'];
const MORE = ['--host', 'wasmedge=0.17', '--host', 'chromium=150'];

const emscripten = (run: string, host: string) => `title: A program runs
why: To see what the host says.
steps:
  build: {run: emcc main.c -O1 -s STANDALONE_WASM=1 -s ERROR_ON_UNDEFINED_SYMBOLS=0 -o main.wasm, outputs: [main.wasm]}
  run: {needs: [build], run: ${run}, uses: [${host}]}
`;
const page = (program: string) => ({
  'go.mod': 'module example.com/page\n\ngo 1.16\n',
  'main.go': `package main\n\nimport "os"\n\nfunc main() { println("half a line"); ${program}; os.Exit(0) }\n`,
  'page.html': `<script src="wasm_exec.js"></script><script>
const go = new Go();
go.exit = finish;
WebAssembly.instantiateStreaming(fetch('main.wasm'), go.importObject).then(({ instance }) => go.run(instance));
</script>`,
  'case.yaml': `title: A page runs
why: To see what the browser says.
steps:
  build: {run: go build -o main.wasm ., env: {GOOS: js, GOARCH: wasm}, outputs: [main.wasm]}
  page: {needs: [build], run: browse page.html, inputs: {wasm_exec.js: 'go:wasm_exec.js'}}
`,
});
const HOSTS = { wasmtime: 'wasmtime run main.wasm', wasmedge: 'wasmedge main.wasm', wazero: 'wazero run main.wasm' };
const FILES: Record<string, Record<string, string>> = { 'page/works': page(''), 'page/panics': page('panic("boom")') };
for (const [host, run] of Object.entries(HOSTS)) {
  const trap = 'int main(void) { __builtin_trap(); }\n';
  const missing = 'void far_away(void);\nint main(void) { far_away(); return 0; }\n';
  FILES[`trap/${host}`] = { 'case.yaml': emscripten(run, host), 'main.c': trap };
  FILES[`missing/${host}`] = { 'case.yaml': emscripten(run, host), 'main.c': missing };
}
FILES['trap/wasmtime-compiled'] = {
  ...FILES['trap/wasmtime'],
  'case.yaml': emscripten(
    'wasmtime compile -o compiled.wasm main.wasm && wasmtime run --allow-precompiled compiled.wasm',
    'wasmtime',
  ),
};

let folder: string;
let results: Results;
beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'emrift-hosts-'));
  for (const [name, files] of Object.entries(FILES)) {
    for (const [path, content] of Object.entries(files)) {
      const full = join(folder, 'cases', name, path);
      mkdirSync(dirname(full), { recursive: true });
      writeFileSync(full, content);
    }
  }
  const out = join(folder, 'reports');
  const where = ['--cases', join(folder, 'cases'), '--out', out, '--fail-on', 'none', '--json'];
  const store = process.env.EMRIFT_STORE ? { EMRIFT_STORE: process.env.EMRIFT_STORE } : {};
  const done = await runCommand(['run', ...AXES, ...MORE, ...where], { cwd: root, env: store });
  if (done.exitCode !== 0) throw new Error(`exit code ${done.exitCode}: ${done.stderr}`);
  results = JSON.parse(readFileSync(join(out, 'results.json'), 'utf8'));
}, 900_000);
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const kindsOf = (group: string) =>
  results.cells
    .filter((cell) => cell.case.startsWith(`${group}/`))
    .map((cell) => cell.breaks[0]?.id.replace(/:.*\/.*/, '') ?? cell.status);

it('names a trap and a missing import the same in every host', () => {
  expect(kindsOf('trap')).toEqual(Array<string>(4).fill('trap-unreachable'));
  // wazero misses the whole module before it looks for the function.
  expect(kindsOf('missing').sort()).toEqual([
    'import-missing:env.far_away',
    'import-missing:env.far_away',
    'import-module-missing:env',
  ]);
});

it('takes what a page prints and its end out of the browser', () => {
  expect(kindsOf('page').sort()).toEqual(['go-panic', 'pass']);
  const panic = Object.values(results.evidence).find((one) => one.command.startsWith('browse'));
  expect(panic).toMatchObject({ exitCode: 2, log: expect.stringMatching(/half a line\npanic: boom\n/) });
});
