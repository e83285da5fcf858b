import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { countFiles } from './count-files.ts';
import { type Machine, openMachine, openSandbox } from './machine.fixture.ts';

/** Bounds on what a step takes of the machine. Each strikes while it is still small. */

let machine: Machine;
let grouped: boolean;
beforeAll(async () => {
  const entry = await openSandbox();
  grouped = entry.openGroup !== null;
  machine = openMachine(entry);
});
afterAll(() => machine.remove());

const MB = 1 << 20;
const struck = (limit: string) => ({ kind: 'limit', limit });

describe('limits of a step', () => {
  it.each(['/tmp', '/home/emrift', '/dev/shm'])('count what lies in %s as memory', async (folder) => {
    const command = `head -c ${150 * MB} /dev/zero >${folder}/x; sleep 5`;
    expect(await machine.execute(command, { limits: { memory: 100 * MB } })).toMatchObject(struck('memory'));
  });

  it('count names that take no room as memory', async () => {
    const command = 'cd /tmp; seq 1 40000 | xargs touch; sleep 5';
    expect(await machine.execute(command, { limits: { memory: 30 * MB } })).toMatchObject(struck('memory'));
  });

  it('leave no folder that can be written to without a bound', async () => {
    const folders = 'for f in /* /dev/* /home/*; do [ -d $f ] && touch $f/x 2>/dev/null && echo $f; done; true';
    // /dev/fd is the listing's own, on which nothing can be made.
    expect(await machine.execute(folders)).toMatchObject({ stdout: '/build\n/tmp\n/dev/shm\n/home/emrift\n' });
  });

  it('end a bomb of processes', async () => {
    const command = 'i=0; while [ $i -lt 400 ]; do sleep 30 & i=$((i+1)); done; wait';
    expect(await machine.execute(command, { limits: { processes: 100 } })).toMatchObject(struck('processes'));
  });

  it('count threads as processes', async () => {
    const command = `perl -e 'fork || sleep 30 for 1 .. 8; sleep 30'`;
    expect(await machine.execute(command, { limits: { processes: 5 } })).toMatchObject(struck('processes'));
  });

  it('strike for what is over in a moment, where there is a control group', async () => {
    const crowd = 'i=0; while [ $i -lt 60 ]; do sleep 0.5 & i=$((i+1)); done 2>/dev/null; wait; true';
    const left = await machine.execute(crowd, { limits: { processes: 40 } });
    const spike = await machine.execute(`perl -e '$x = "x" x 1.5e8' || true`, { limits: { memory: 50 * MB } });
    // The watch alone may look too late.
    if (!grouped) return;
    expect(left).toMatchObject(struck('processes'));
    expect(spike).toMatchObject(struck('memory'));
  });

  it('end what fills the disk, by what is occupied', { timeout: 30_000 }, async () => {
    const limits = { disk: 8 * MB };
    const filled = await machine.execute(`head -c ${20 * MB} /dev/urandom >x; sleep 10`, { limits });
    expect(filled).toMatchObject(struck('disk'));
    const sparse = await machine.execute(`truncate -s 10G x; sleep 3`, { limits });
    expect(sparse).toMatchObject({ kind: 'exited', exitCode: 0 });
  });

  it('end what makes too many files, also where a name is no text', { timeout: 30_000 }, async () => {
    const command = `mkdir "$(printf 'a\\377')"; cd "$(printf 'a\\377')"; seq 1 300 | xargs touch; sleep 10`;
    expect(await machine.execute(command, { limits: { files: 200 } })).toMatchObject(struck('files'));
  });

  it('count nothing where there is nothing', async () => {
    expect(await countFiles(['/nowhere'], 10)).toEqual({ bytes: 0, files: 0 });
  });
});
