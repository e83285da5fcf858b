import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdirSync, rmdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { expect, it } from 'vitest';
import { groupsIn } from './control-group.ts';
import { findPlaces } from './group-places.ts';

const MB = 1 << 20;
const LIMITS = { memory: 40 * MB, processes: 100 };

/** Runs a program that takes 150 MB, in a group inside one with so much memory. */
async function overrun(outer: number, inner: number) {
  const places = findPlaces()!.map((place) => ({ ...place, folder: join(place.folder, `emrift-test-${process.pid}`) }));
  for (const { folder, controllers } of places) {
    mkdirSync(folder);
    for (const { bounds, limit } of controllers)
      if (bounds === 'memory') writeFileSync(join(folder, limit), `${outer}`);
  }
  try {
    const group = groupsIn(places)({ ...LIMITS, memory: inner })!;
    // It waits until it is in the group.
    const child = spawn('sh', ['-c', `read go; exec perl -e '$x = "x" x 1.5e8; sleep 5'`], {
      stdio: ['pipe', 'ignore', 'ignore'],
    });
    expect(group.join(child.pid!)).toBe(true);
    child.stdin.end('go\n');
    const [, signal] = await once(child, 'exit');
    const found = { signal, struck: group.struck(), outer: group.outerKills() };
    group.remove();
    await sleep(300);
    return found;
  } finally {
    for (const { folder } of places) rmdirSync(folder);
  }
}

it.runIf(findPlaces() !== null)('a process that the kernel ends is judged by whose memory ran out', async () => {
  expect(await overrun(400 * MB, 40 * MB)).toEqual({ signal: 'SIGKILL', struck: 'memory', outer: 0 });
  expect(await overrun(40 * MB, 400 * MB)).toEqual({ signal: 'SIGKILL', struck: undefined, outer: 1 });
});
