import { spawn } from 'node:child_process';
import { cpSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { PROGRAM, runCommand } from '../run-command.fixture.ts';
import { findLeftOver, IS_LONG, readTree, readVerdicts, writeGo, writeProject } from './fake-project.fixture.ts';

/** A run outside git that has news is killed before each of the changes that it makes, and then run again. */

const PRELOAD = fileURLToPath(new URL('kill-at.fixture.mjs', import.meta.url));
/** How many of the moments are tried by default. */
const SAMPLE = 20;

let folder: string;
const at = (...parts: string[]) => join(folder, ...parts);
const run = (out: string) =>
  runCommand(['run', '--json', '--out', at(out)], { cwd: at('after'), env: { EMRIFT_STORE: at('store') } });

/** Runs emrift until the moment at which it is killed; gives its exit code, null where it was. */
function runUntil(moment: number, out: string, count?: string): Promise<number | null> {
  const env = { KILL_AT: String(moment), KILL_BELOW: at(out), ...(count && { COUNT: count }) };
  const child = spawn(process.execPath, ['--import', PRELOAD, PROGRAM, 'run', '--json', '--out', at(out)], {
    cwd: at('after'),
    env: { PATH: process.env.PATH, HOME: process.env.HOME, EMRIFT_STORE: at('store'), ...env },
    stdio: 'ignore',
  });
  return new Promise((resolve) => child.once('exit', resolve));
}

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'emrift-kills-'));
  writeGo(at('go'));
  writeProject(at('before'), `path:${at('go')}`, [0, 1]);
  writeProject(at('after'), `path:${at('go')}`, [1, 2]);
  const env = { EMRIFT_STORE: at('store') };
  await runCommand(['run', '--out', at('start')], { cwd: at('before'), env });
  cpSync(at('start'), at('undisturbed'), { recursive: true });
  expect((await run('undisturbed')).exitCode).toBe(1);
}, 60_000);
afterAll(() => rmSync(folder, { recursive: true, force: true }));

describe('a run that is killed', () => {
  it('at any of its changes reports its news the next time, once in the history', { timeout: 600_000 }, async () => {
    cpSync(at('start'), at('counted'), { recursive: true });
    expect(await runUntil(0, 'counted', at('count'))).toBe(1);
    const moments = Number(readFileSync(at('count'), 'utf8'));
    expect(moments).toBeGreaterThan(10);
    const step = IS_LONG ? 1 : Math.ceil(moments / SAMPLE);
    for (let moment = 1; moment <= moments; moment += step) {
      const out = `killed-${moment}`;
      cpSync(at('start'), at(out), { recursive: true });
      expect(await runUntil(moment, out)).toBeNull();
      const again = await run(out);
      expect(again.exitCode, `killed at ${moment}: ${again.stderr}`).toBe(1);
      expect(JSON.parse(again.stdout).verdicts).toMatchObject({ same: 4, regressed: 1, fixed: 1 });
      expect(readTree(at(out))).toEqual(readTree(at('undisturbed')));
      expect(readVerdicts(at(out))).toEqual(readVerdicts(at('undisturbed')));
      expect([moment, findLeftOver(at(out))]).toEqual([moment, []]);
      // Reported once, it is news no more.
      if (moment % 5 === 0) expect((await run(out)).exitCode).toBe(0);
      rmSync(at(out), { recursive: true });
    }
  });
});
