import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, expect, it } from 'vitest';
import type { Results } from '../model/results.ts';
import { runCommand } from './run-command.fixture.ts';

/** A real TinyGo, built by emrift: what it compiles runs, and a Go that it does not take is named. */

const root = fileURLToPath(new URL('../..', import.meta.url));
const AXES = ['--go', '1.23,1.27', '--host', 'wazero=1.12.0', '--host', 'tinygo=0.33.0'];
const FILES = {
  'go.mod': 'module example.com/hello\n\ngo 1.19\n',
  'main.go': 'package main\n\nimport "fmt"\n\nfunc main() { fmt.Println("hello") }\n',
  'case.yaml': `title: A program runs
why: To see that it does.
steps:
  build: {run: tinygo build -target=wasip1 -o main.wasm ., uses: [tinygo, go], outputs: [main.wasm]}
  run: {needs: [build], run: wazero run main.wasm, stdout: hello}
`,
};

let folder: string;
let results: Results;
beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'emrift-tinygo-'));
  const own = join(folder, 'cases/tinygo/hello');
  mkdirSync(own, { recursive: true });
  for (const [name, content] of Object.entries(FILES)) writeFileSync(join(own, name), content);
  const out = join(folder, 'reports');
  const where = ['--cases', join(folder, 'cases'), '--out', out, '--fail-on', 'none', '--json'];
  const store = process.env.EMRIFT_STORE ? { EMRIFT_STORE: process.env.EMRIFT_STORE } : {};
  const done = await runCommand(['run', ...AXES, ...where], { cwd: root, env: store });
  if (done.exitCode !== 0) throw new Error(`exit code ${done.exitCode}: ${done.stderr}`);
  results = JSON.parse(readFileSync(join(out, 'results.json'), 'utf8')) as Results;
}, 1_800_000);
afterAll(() => rmSync(folder, { recursive: true, force: true }));

it('compiles with a Go that it takes, and says which it takes where that is another', () => {
  const statusOf = (line: string) => results.cells.find((cell) => cell.on.go?.startsWith(`go${line}.`))?.status;
  expect([statusOf('1.23'), statusOf('1.27')]).toEqual(['pass', 'break']);
  expect(results.breaks.map(({ known }) => known)).toEqual(['tinygo-go-range']);
});
