import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { readStrace } from '../../evidence/trace/read-strace.ts';
import type { Entry } from '../../run/executor/entry.ts';
import { type Given, openMachine, openSandbox } from '../../run/executor/machine.fixture.ts';
import { findProgram } from '../../system/find-program.ts';
import { withStraceLog } from './strace-log.ts';

let entry: Entry;
let store: string;
beforeAll(async () => {
  entry = await openSandbox();
  store = mkdtempSync(join(tmpdir(), 'emrift-strace-'));
});
afterAll(() => rmSync(store, { recursive: true, force: true }));

/** Runs a command in the sandbox under strace. */
async function execute(command: string, given?: Given) {
  return await withStraceLog(
    store,
    () => {},
    async (log) => {
      const result = await openMachine(log.around(entry), store).execute(command, given);
      return { result, ...log.read() };
    },
  );
}

// Strace is a package of its own, which `npm test` installs where it may.
describe.skipIf(findProgram('strace') === null)('a step under strace', () => {
  it('is told in system calls, and ends as it would end', async () => {
    const { result, text, isCut } = await execute('cat </none || exit 7');
    expect(result).toMatchObject({ kind: 'exited', exitCode: 7 });
    const opened = [...readStrace(text)].filter(({ call }) => call.args.includes('"/none"'));
    expect(opened).toMatchObject([{ call: { name: 'openat', errno: 'ENOENT' } }]);
    expect(isCut).toBe(false);
  });

  it('has what it has without: no right to trace, no descriptor more, the filter', async () => {
    const command = `perl -e 'print syscall(101, 0, 0, 0, 0), " $!\\n"'
for path in /proc/self/fd/*; do [ -e $path ] && echo \${path##*/}; done
while read -r name value; do case $name in CapEff: | NoNewPrivs: | Seccomp:) echo $name$value ;; esac; done </proc/self/status`;
    const { result } = await execute(command);
    const plain = await openMachine(entry, store).execute(command);
    expect(result).toMatchObject({ exitCode: 0, stdout: (plain as { stdout?: string }).stdout });
    expect(result).toMatchObject({ stdout: expect.stringMatching(/^-1 Operation not permitted\n0\n1\n2\n/) });
  });

  it('is bounded as without, also in what it keeps in memory', { timeout: 60_000 }, async () => {
    const struck = (limit: string) => ({ kind: 'limit', limit });
    expect((await execute('sleep 20', { limits: { wall: 1000 } })).result).toMatchObject(struck('wall'));
    const filling = await execute('dd if=/dev/zero of=/tmp/x bs=10M count=15; sleep 9', {
      limits: { memory: 100 << 20 },
    });
    expect(filling.result).toMatchObject(struck('memory'));
  });
});
