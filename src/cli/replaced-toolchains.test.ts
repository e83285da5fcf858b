import { chmodSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { FAKE_GO } from './fake-go.fixture.ts';
import { runCommand } from './run-command.fixture.ts';

/** A toolchain that only pretends, in a folder whose version changes between runs. */

let folder: string;
const at = (...parts: string[]) => join(folder, ...parts);
function write(path: string, text: string, mode = 0o644): void {
  mkdirSync(dirname(at(path)), { recursive: true });
  writeFileSync(at(path), text);
  chmodSync(at(path), mode);
}
function install(version: string): void {
  write('go/bin/go', FAKE_GO.replaceAll('1.23.4', version), 0o755);
  write('go/VERSION', `go${version}\n`);
}

beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'emrift-moved-'));
  write('project/matrix.yaml', `go: {versions: ['path:${at('go')}']}\nemsdk: {versions: ['3.1.6']}\n`);
  const useCase = (name: string, run: string) =>
    write(`project/cases/a/${name}/case.yaml`, `title: t\nwhy: w\nsteps: {a: {run: '${run}', uses: [go]}}\n`);
  useCase('always', 'go fail');
  useCase('never', 'go version');
  useCase('newer', 'case $(go version) in *1.23.6*) go fail;; esac');
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

async function run() {
  const done = await runCommand(['run', '--json', '--out', at('out')], {
    cwd: at('project'),
    env: { EMRIFT_STORE: at('store') },
  });
  const { verdicts, moves, changes } = JSON.parse(done.stdout);
  return { exitCode: done.exitCode, verdicts, moves, changes };
}

it('a column that stands for another version is compared with what stood there', async () => {
  install('1.23.4');
  expect(await run()).toMatchObject({ exitCode: 0, verdicts: { same: 3 }, moves: [] });
  install('1.23.5');
  const moved = await run();
  expect(moved).toMatchObject({ exitCode: 0, verdicts: { same: 3, new: 0, gone: 0 }, changes: [] });
  expect(moved.moves).toMatchObject([{ tool: 'go', from: 'go1.23.4-path', to: 'go1.23.5-path' }]);
  install('1.23.6');
  expect(await run()).toMatchObject({
    exitCode: 1,
    verdicts: { same: 2, regressed: 1 },
    changes: [{ cell: 'a/newer@go1.23.6-path', verdict: 'regressed', isNews: true }],
  });
  const { toolchains } = JSON.parse(readFileSync(at('out/results.json'), 'utf8'));
  expect(toolchains.map(({ id }: { id: string }) => id)).toEqual(['go1.23.6-path']);
}, 60_000);
