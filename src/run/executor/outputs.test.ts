import { statSync } from 'node:fs';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Machine, openMachine, openSandbox } from './machine.fixture.ts';

/** What a step leaves is taken piece by piece, within bounds, and what is not taken is said. */

let machine: Machine;
beforeAll(async () => {
  machine = openMachine(await openSandbox());
});
afterAll(() => machine.remove());

const MB = 1 << 20;

describe('outputs', () => {
  it('over the limit are a limit that struck, sparse or not, at once', async () => {
    const started = performance.now();
    const left = await machine.execute('truncate -s 3G out', { outputs: ['out'] });
    expect(left).toMatchObject({ kind: 'limit', limit: 'outputs' });
    const small = await machine.execute('head -c 3000000 /dev/zero >out', {
      outputs: ['out'],
      limits: { outputs: MB },
    });
    expect(small).toMatchObject({ kind: 'limit', limit: 'outputs' });
    expect(performance.now() - started).toBeLessThan(5_000);
  });

  it('with holes are kept and laid with holes, byte for byte', async () => {
    const command = 'truncate -s 200M out; printf end | dd of=out bs=1 seek=150000000 conv=notrunc 2>/dev/null';
    const before = process.memoryUsage().rss;
    const left = await machine.execute(command, { outputs: ['out'] });
    if (left.kind !== 'exited') throw new Error(JSON.stringify(left));
    expect(process.memoryUsage().rss - before).toBeLessThan(100 * MB);
    const blob = statSync(machine.blobs.pathOf(left.outputs[0]!.digest));
    expect(blob.size).toBe(200 * MB);
    expect(blob.blocks * 512).toBeLessThan(MB);
    const inputs = [{ path: 'out', digest: left.outputs[0]!.digest }];
    const read = 'stat -c %s out; [ $(stat -c %b out) -lt 2048 ] && tail -c +150000001 out | head -c 3; sha256sum <out';
    const laid = await machine.execute(read, { inputs });
    const hash = left.outputs[0]!.digest.slice(7);
    expect(laid).toMatchObject({ kind: 'exited', stdout: `${200 * MB}\nend${hash}  -\n` });
  });

  it('of more than 10,000 files are refused by name', { timeout: 30_000 }, async () => {
    expect(await machine.execute('mkdir d; cd d; seq 1 10001 | xargs touch', { outputs: ['d'] })).toEqual({
      kind: 'infra',
      reason: 'the outputs are more than 10000 files and folders',
    });
    const left = await machine.execute('mkdir d; cd d; seq 1 500 | xargs touch', { outputs: ['d'] });
    expect(left.kind === 'exited' && left.outputs.length).toBe(500);
  });

  it('whose names are no UTF-8 are refused by name', async () => {
    expect(await machine.execute('mkdir d; touch "d/$(printf \'a\\377\')"', { outputs: ['d'] })).toEqual({
      kind: 'infra',
      reason: 'the name of an output is no UTF-8: d/a\\xff',
    });
  });

  it('that nest without end are refused by name', async () => {
    const command = 'mkdir d; cd d; i=0; while [ $i -lt 200 ]; do mkdir d; cd d; i=$((i+1)); done; touch x';
    expect(await machine.execute(command, { outputs: ['d'] })).toEqual({
      kind: 'infra',
      reason: 'the outputs lie deeper than 100 folders',
    });
  });

  it('are files alone: links and pipes are not followed or waited for', async () => {
    const command = 'ln -s /etc link; mkdir d; mkfifo d/pipe; ln -s /etc/passwd d/l; echo x >d/file; chmod +x d/file';
    const left = await machine.execute(command, { outputs: ['link', 'd', 'link/passwd', 'missing'] });
    expect(left).toMatchObject({ kind: 'exited', outputs: [{ path: 'd/file', executable: true }] });
  });
});
