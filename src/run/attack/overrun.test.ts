import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Machine, openMachine, openSandbox } from '../executor/machine.fixture.ts';

/**
 * Programs that take all that they get, several at a time: each ends by the limit that it overran, leaves nothing, and
 * another step goes on meanwhile. Only where the whole attack is asked for: it is unkind to a machine that others use.
 */

const MB = 1 << 20;
const LIMITS = { memory: 200 * MB, processes: 300, disk: 64 * MB, files: 3_000, output: MB, wall: 20_000 };
const OVERRUNS: readonly (readonly [name: string, command: string, limits: readonly string[]])[] = [
  ['a bomb of shells', 'b() { b | b & }; b; sleep 30', ['processes']],
  ['a bomb that leaves its session', 'f() { setsid sh -c "sleep 30" & f; }; f', ['processes', 'memory']],
  ['processes that hold memory', `for i in 1 2 3 4; do perl -e '$x = "x" x 1e8; sleep 30' & done; wait`, ['memory']],
  ['a process that grows', `perl -e 'push @x, "x" x 1e6 while 1'`, ['memory']],
  ['files in memory, removed while they are open', `exec 7>/tmp/x; rm /tmp/x; cat /dev/zero >&7`, ['memory']],
  ['folders in memory', 'cd /dev/shm; seq 1 1000000 | xargs mkdir', ['memory']],
  ['a log without end', 'yes', ['output']],
  ['a file without end', 'cat /dev/zero >x', ['disk', 'wall']],
  ['files without end', 'i=0; while :; do : >$i; i=$((i+1)); done', ['files', 'disk']],
  ['silence without end', 'sleep 100', ['wall']],
];

let machine: Machine;
beforeAll(async () => {
  machine = openMachine(await openSandbox());
});
afterAll(() => machine.remove());

describe.runIf(process.env.EMRIFT_ATTACK === 'whole')('a step that takes all that it gets', () => {
  it.each(OVERRUNS)('ends by its limit: %s', { timeout: 120_000 }, async (_, command, expected) => {
    const attacks = [1, 2].map(() => machine.execute(command, { limits: LIMITS }));
    const other = await machine.execute('sleep 1; echo fine');
    expect(other).toMatchObject({ kind: 'exited', stdout: 'fine\n' });
    for (const left of await Promise.all(attacks))
      expect(left).toEqual(
        expect.objectContaining({ kind: 'limit', limit: expect.toSatisfy((name) => expected.includes(name)) }),
      );
  });
});
