import { randomUUID } from 'node:crypto';
import { chmodSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { build } from 'esbuild';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Ways } from '../../system/sandbox/isolation.ts';
import { runProcess } from '../../system/sandbox/run.ts';
import { KERNEL_ATTEMPTS } from './kernel.fixture.ts';
import { MACHINE_ATTEMPTS } from './machine.fixture.ts';

/**
 * Attempts to get out of a step, each a real step of the real executor, as the user that runs the tests and, where that is
 * root, as a plain user too.
 */

const LIMITS = { wall: 120_000, silence: 120_000, output: 4 << 20, memory: 2 * 2 ** 30 };
const ATTEMPTS = [...KERNEL_ATTEMPTS, ...MACHINE_ATTEMPTS];
/** The user `nobody` of Debian (base-passwd). */
const PLAIN_USER = 65_534;
const isRoot = process.getuid?.() === 0;

interface Found {
  readonly user: number;
  readonly ways: Ways;
  readonly tried: readonly string[];
  readonly worked: readonly string[];
}

let folder: string;
beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'emrift-attack-'));
  chmodSync(folder, 0o777);
  await build({
    entryPoints: [new URL('harness.fixture.ts', import.meta.url).pathname],
    outfile: join(folder, 'harness.mjs'),
    bundle: true,
    platform: 'node',
    format: 'esm',
    logLevel: 'error',
  });
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

/** Starts the harness with a secret in its environment and behind an open descriptor, as a careless shell would. */
async function attackAs(user: number | undefined, weaker = 'no'): Promise<Found> {
  const secret = `secret-${randomUUID()}`;
  writeFileSync(join(folder, 'given'), secret);
  const script = 'exec 40<"$0"; exec "$1" harness.mjs';
  const outcome = await runProcess(['bash', '-c', script, 'given', process.execPath], {
    cwd: folder,
    user,
    limits: LIMITS,
    env: {
      PATH: process.env.PATH ?? '',
      CANARY_SECRET: secret,
      CANARY_PLACE: folder,
      CANARY_WEAKER: weaker,
      HOME: folder,
    },
  });
  expect(outcome).toMatchObject({ kind: 'exited', exitCode: 0, stderr: '' });
  return JSON.parse((outcome as { stdout: string }).stdout) as Found;
}

describe('an attack on the machine', () => {
  it('has at least 40 attempts, each with a name of its own', () => {
    expect(new Set(ATTEMPTS.map(({ name }) => name)).size).toBe(ATTEMPTS.length);
    expect(ATTEMPTS.length).toBeGreaterThanOrEqual(40);
  });

  it.runIf(isRoot)('gets nowhere when emrift is root', { timeout: 120_000 }, async () => {
    const found = await attackAs(undefined);
    expect(found.ways.ownUser).toBe(true);
    expect(found.worked).toEqual([]);
    expect(found.tried).toEqual(ATTEMPTS.map(({ name }) => name));
  });

  it.runIf(isRoot)('gets nowhere where steps have to stay root', { timeout: 120_000 }, async () => {
    const found = await attackAs(undefined, 'yes');
    expect(found.ways.ownUser).toBe(false);
    expect(found.worked).toEqual([]);
  });

  it('gets nowhere when emrift is a plain user', { timeout: 120_000 }, async () => {
    const found = await attackAs(isRoot ? PLAIN_USER : undefined);
    expect(found.user).not.toBe(0);
    expect(found.worked).toEqual([]);
    expect(found.tried).toEqual(ATTEMPTS.map(({ name }) => name));
  });
});
