import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { runFetching } from './fetching.ts';

let dir: string;
beforeEach(() => {
  dir = mkdtempSync(join(tmpdir(), 'emrift-fetching-'));
});
afterEach(() => rmSync(dir, { recursive: true, force: true }));

/** A client that fails so many times, saying something. */
async function attempts(failures: number, says: string) {
  const count = join(dir, 'count');
  writeFileSync(count, '');
  const script = `printf x >> ${count}; [ $(wc -c < ${count}) -gt ${failures} ] || { echo "${says}" >&2; exit 1; }`;
  const { exitCode } = await runFetching(['sh', '-c', script], { env: { PATH: process.env.PATH! } }, 1);
  return [exitCode, readFileSync(count, 'utf8').length];
}

it('asks again where the network failed, but not for ever, and not where the answer was no', async () => {
  expect(await attempts(2, 'go: Get https://proxy/x.zip: unexpected EOF')).toEqual([0, 3]);
  expect(await attempts(9, 'reading x.zip: 503 Service Unavailable')).toEqual([1, 3]);
  expect(await attempts(1, 'not found: unknown revision v9')).toEqual([1, 1]);
});
