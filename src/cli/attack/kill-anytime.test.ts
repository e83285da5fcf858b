import { execFileSync, spawn } from 'node:child_process';
import { cpSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { sha256 } from '../../model/canonical.ts';
import { startServer, type TestServer } from '../../toolchains/providers/server.fixture.ts';
import { PROGRAM, runCommand } from '../run-command.fixture.ts';
import { findLeftOver, IS_LONG, readTree, writeGo, writeProject } from './fake-project.fixture.ts';

/** Kills with -9 at random moments; the same command again then gives what an undisturbed one does. */

/** Of each command. */
const KILLS = IS_LONG ? 24 : 5;
const SEED = Number(process.env.EMRIFT_FUZZ_SEED ?? 20261128);

let folder: string;
let server: TestServer;
const at = (...parts: string[]) => join(folder, ...parts);

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'emrift-kills-'));
  writeGo(at('serve/go'));
  writeProject(at('project'), '1.23.4', [1, 4]);
  server = await startServer();
  execFileSync('tar', ['-czf', at('go.tar.gz'), '-C', at('serve'), 'go']);
  const archive = readFileSync(at('go.tar.gz'));
  const filename = 'go1.23.4.linux-amd64.tar.gz';
  const file = { filename, os: 'linux', arch: 'amd64', kind: 'archive', sha256: sha256(archive), size: archive.length };
  server.files.set('/?mode=json&include=all', JSON.stringify([{ version: 'go1.23.4', files: [file] }]));
  server.files.set(`/${filename}`, archive);
});
afterAll(async () => {
  await server.close();
  rmSync(folder, { recursive: true, force: true });
});

const envOf = (store: string) => ({ EMRIFT_STORE: at(store), EMRIFT_GO_DEV_BASE: server.url });
const start = (store: string, args: readonly string[]) => runCommand(args, { cwd: at('project'), env: envOf(store) });

/** Runs emrift for so many milliseconds at most. Gives whether it had to be killed. */
async function kill(store: string, args: readonly string[], ms: number): Promise<boolean> {
  const env = { PATH: process.env.PATH, HOME: process.env.HOME, ...envOf(store) };
  const child = spawn(process.execPath, [PROGRAM, ...args], { cwd: at('project'), env, stdio: 'ignore' });
  const timer = setTimeout(() => child.kill('SIGKILL'), ms);
  const signal = await new Promise((resolve) => child.once('exit', (_, by) => resolve(by)));
  clearTimeout(timer);
  return signal === 'SIGKILL';
}

/** Numbers from 0 to 1 that are the same every time (a linear congruential generator, Numerical Recipes). */
function createRandom(seed: number): () => number {
  let state = seed;
  return () => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    return state / 2 ** 32;
  };
}

/** Kills a command at random moments, each time from the beginning, and checks what the same command then comes to. */
async function killOften(
  store: string,
  args: readonly string[],
  prepare: (round: number) => void,
  check: (round: number) => Promise<void>,
): Promise<void> {
  const random = createRandom(SEED);
  const began = performance.now();
  prepare(-1);
  expect((await start(store, args)).exitCode).toBe(0);
  let takes = performance.now() - began;
  let killed = 0;
  for (let round = 0; killed < KILLS && round < 4 * KILLS; round++) {
    prepare(round);
    if (await kill(store, args, 60 + random() * takes)) killed++;
    // It is faster than it was measured to be.
    else takes *= 0.8;
    const again = await start(store, args);
    expect(again.exitCode, `round ${round}: ${again.stderr}`).toBe(0);
    await check(round);
  }
  expect(killed).toBe(KILLS);
}

describe(`${KILLS} kills at random moments`, { timeout: 600_000 }, () => {
  it('of an install leave a toolchain that is whole', async () => {
    await killOften(
      'store-install',
      ['toolchains', 'install'],
      () => {
        rmSync(at('store-install'), { recursive: true, force: true });
        rmSync(at('project/matrix.lock.yaml'), { force: true });
      },
      async () => {
        expect((await start('store-install', ['toolchains', 'verify'])).exitCode).toBe(0);
        expect(readdirSync(at('store-install/staging'))).toEqual([]);
        expect(findLeftOver(at('project'))).toEqual([]);
      },
    );
  });

  it('of a run leave the undisturbed catalogue', async () => {
    await start('store', ['toolchains', 'install']);
    cpSync(at('store'), at('store-whole'), { recursive: true });
    await start('store-whole', ['run', '--out', at('whole')]);
    await killOften(
      'store',
      ['run', '--out', at('out')],
      (round) => {
        rmSync(at('out'), { recursive: true, force: true });
        // Half of the rounds find what the others executed.
        if (round % 2 === 0) rmSync(at('store/actions'), { recursive: true, force: true });
      },
      async (round) => {
        expect([round, readTree(at('out'))]).toEqual([round, readTree(at('whole'))]);
        expect(readdirSync(at('store/tmp'))).toEqual([]);
        expect(findLeftOver(at('project'))).toEqual([]);
      },
    );
  });

  it('of a report leave every page', async () => {
    await killOften(
      'store',
      ['report', '--out', at('pages')],
      () => {
        rmSync(at('pages'), { recursive: true, force: true });
        cpSync(at('whole'), at('pages'), { recursive: true });
        for (const part of ['README.md', 'index.html', 'pairs', 'kinds', 'breaks']) {
          rmSync(at('pages', part), { recursive: true, force: true });
        }
      },
      async (round) => expect([round, readTree(at('pages'))]).toEqual([round, readTree(at('whole'))]),
    );
  });
});
