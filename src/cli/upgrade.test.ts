import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { runCommand } from './run-command.fixture.ts';

/** Command lines of `upgrade` on the committed catalogue, as a user types them. */

let folder: string;
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'emrift-upgrade-'));
  const write = (path: string, text: string) => {
    mkdirSync(dirname(join(folder, path)), { recursive: true });
    writeFileSync(join(folder, path), text);
  };
  write('app/Dockerfile', 'FROM emscripten/emsdk:3.1.69\n');
  write('app/build.sh', 'emcc lib.c -sPROXY_TO_WORKER=1 -o lib.js\nGOOS=wasi GOARCH=wasm go build .\n');
  write('app/src/page.js', 'const view = new Uint8Array(Module.HEAPU8.buffer, p, n);\n');
  write('app/dist/page.js', 'Module.HEAPU8.set(data, p);\n');
  write('app/.gitignore', 'dist/\n');
  mkdirSync(join(folder, 'app/.git'));
  write('empty/readme.md', 'nothing\n');
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const upgrade = async (...args: readonly string[]) => {
  const { exitCode, stdout, stderr } = await runCommand(['upgrade', ...args], { cwd: folder });
  return { exitCode, stdout: stdout.replaceAll(/\S*\/reports\//g, 'reports/'), stderr };
};
const shown = async (args: readonly string[]) => {
  const { exitCode, stdout, stderr } = await upgrade(...args);
  const blocks = [stdout, stderr].filter(Boolean).map((text) => `\`\`\`\n${text.trimEnd()}\n\`\`\``);
  return `\`emrift upgrade ${args.join(' ')}\` ends with ${exitCode}:\n\n${blocks.join('\n\n')}\n`;
};

describe('upgrade', () => {
  it.each([
    ['upgrade-help', ['--help']],
    ['upgrade-without-versions', ['app']],
    ['upgrade-of-one-version', ['--emsdk', '6.0.5']],
    ['upgrade-the-other-way', ['--emsdk', '6.0.5..3.1.69']],
    ['upgrade-of-an-unknown-tool', ['--host', 'python=2..3']],
    ['upgrade-of-no-folder', ['--emsdk', '3.1.69..6.0.5', 'nowhere']],
    ['upgrade-of-a-project-that-names-no-version', ['--emsdk', '..6.0.5', 'empty']],
    ['upgrade-to-sarif-without-a-project', ['--emsdk', '3.1.69..6.0.5', '--sarif', 'a.sarif']],
    ['upgrade-without-a-project', ['--go', '1.23..1.24']],
    ['upgrade-of-a-project', ['--emsdk', '..6.0.5', '--go', '1.25..1.27', '--fail-on', 'found', 'app']],
    ['upgrade-of-a-project-on-github', ['--emsdk', '3.1.69..6.0.5', '--github', 'app']],
  ])('%s', async (name, args) => {
    await expect(await shown(args)).toMatchFileSnapshot(`snapshots/${name}.md`);
  });

  it('gives one JSON document, the same that people read', async () => {
    const { exitCode, stdout } = await upgrade('--emsdk', '..6.0.5', '--json', 'app');
    const report = JSON.parse(stdout) as Record<'breaks' | 'lookAt' | 'taken', { known?: string; uses: unknown[] }[]>;
    expect(exitCode).toBe(0);
    const used = [...report.breaks, ...report.lookAt].filter(({ uses }) => uses.length > 0).map(({ known }) => known);
    expect(used).toEqual(['heap-views-not-exported', 'setting-proxy-to-worker']);
    expect(report.breaks[0]).toMatchObject({
      reason: 'all',
      basis: 'measured',
      cases: ['page/heap-view'],
      uses: [{ file: 'src/page.js', line: 1, column: 29, text: expect.stringContaining('Module.HEAPU8') }],
    });
    expect(report.taken).toMatchObject([{ tool: 'emsdk', version: '3.1.69', file: 'Dockerfile', line: 1 }]);
  });

  it('writes SARIF 2.1.0 that names rules, places and levels', async () => {
    expect((await upgrade('--emsdk', '..6.0.5', '--sarif', 'out/a.sarif', 'app')).exitCode).toBe(0);
    const sarif = JSON.parse(readFileSync(join(folder, 'out/a.sarif'), 'utf8'));
    expect(sarif).toMatchObject({ version: '2.1.0', runs: [{ tool: { driver: { name: 'emrift' } } }] });
    const [{ tool, results }] = sarif.runs;
    const rules = tool.driver.rules.map(({ id }: { id: string }) => id);
    expect(rules).toEqual(['heap-views-not-exported', 'setting-proxy-to-worker']);
    expect(
      results.map((one: { ruleId: string; level: string; ruleIndex: number }) => [
        one.ruleId,
        one.level,
        rules[one.ruleIndex],
      ]),
    ).toEqual([
      ['heap-views-not-exported', 'error', 'heap-views-not-exported'],
      ['setting-proxy-to-worker', 'warning', 'setting-proxy-to-worker'],
    ]);
    expect(results[0].message.text).toContain('EXPORTED_RUNTIME_METHODS');
    expect(results[0].locations).toEqual([
      { physicalLocation: { artifactLocation: { uri: 'app/src/page.js' }, region: { startLine: 1, startColumn: 29 } } },
    ]);
  });

  it('ends with 1 only where something was found and that is asked for', async () => {
    const args = ['--emsdk', '3.1.69..6.0.5'];
    expect((await upgrade(...args, 'app')).exitCode).toBe(0);
    expect((await upgrade(...args, '--fail-on', 'found', 'app')).exitCode).toBe(1);
    expect((await upgrade(...args, '--fail-on', 'found', 'empty')).exitCode).toBe(0);
  });
});
