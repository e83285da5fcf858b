import { chmodSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { openIsolation } from './isolation.ts';
import { probeIsolation } from './probe.ts';
import { explainSandbox } from './record.ts';
import { compileFilter, filterInstructions } from './seccomp-filter.ts';
import { ERRNO, FIRST_UNCHECKED, FORBIDDEN, PARTLY, UNKNOWN } from './system-calls.ts';
import { INSIDE_USER, printMap, STEP_USER } from './user-namespace.ts';

/** What seccomp(2) would answer: carries out the filter for one call. */
function answer(number: number, args: readonly number[] = [], architecture = 0xc000003e): number {
  const data = Buffer.alloc(64);
  data.writeUInt32LE(number, 0);
  data.writeUInt32LE(architecture, 4);
  for (const [index, arg] of args.entries()) data.writeUInt32LE(arg >>> 0, 16 + 8 * index);
  const program = filterInstructions();
  let loaded = 0;
  for (let at = 0; at < program.length; at++) {
    const [code, holds, fails, operand] = program[at]!;
    if (code === 0x06) return operand;
    if (code === 0x20) loaded = data.readUInt32LE(operand);
    else {
      const met = code === 0x15 ? loaded === operand : code === 0x35 ? loaded >= operand : (loaded & operand) !== 0;
      at += met ? holds : fails;
    }
  }
  throw new Error('the filter has no end');
}

const ALLOWED = 0x7fff0000;
const refused = (errno: number) => 0x00050000 | errno;

describe('the filter of system calls', () => {
  it('refuses what it lists, and what it does not know', () => {
    for (const number of Object.values(FORBIDDEN)) expect(answer(number)).toBe(refused(ERRNO.EPERM));
    for (const number of Object.values(UNKNOWN)) expect(answer(number)).toBe(refused(ERRNO.ENOSYS));
    expect(answer(FIRST_UNCHECKED)).toBe(refused(ERRNO.ENOSYS));
    expect(answer(0x40000000 + 1)).toBe(refused(ERRNO.ENOSYS));
    expect(answer(1, [], 0x40000003)).toBe(refused(ERRNO.ENOSYS));
  });

  it('allows what programs do: reading, starting threads and processes, local and internet sockets', () => {
    const threads = 0x3d0f00;
    expect([0, 1, 2, 57, 58, 59, 231].map((number) => answer(number))).toEqual(Array(7).fill(ALLOWED));
    expect(answer(PARTLY.clone, [threads])).toBe(ALLOWED);
    expect(answer(PARTLY.clone, [17])).toBe(ALLOWED);
    for (const family of [1, 2, 10]) expect(answer(PARTLY.socket, [family, 1, 0])).toBe(ALLOWED);
    expect(answer(PARTLY.socket, [16, 3, 0])).toBe(ALLOWED);
    expect(answer(PARTLY.socketpair, [1])).toBe(ALLOWED);
    expect(answer(PARTLY.ioctl, [1, 0x5401])).toBe(ALLOWED);
    expect(answer(PARTLY.personality, [0xffffffff])).toBe(ALLOWED);
  });

  it('answers every call, whatever its arguments', () => {
    fc.assert(
      fc.property(fc.nat(600), fc.array(fc.nat(0xffffffff), { maxLength: 6 }), (number, args) => {
        expect([ALLOWED, ...Object.values(ERRNO).map(refused)]).toContain(answer(number, args));
      }),
    );
    expect(compileFilter().length).toBe(8 * filterInstructions().length);
  });
});

describe('the users of a namespace', () => {
  it('are who they are, but for the step, which changes places with the user inside', () => {
    expect(printMap('         0          0 4294967295\n')).toBe(
      `0 0 1000\n1000 ${STEP_USER} 1\n1001 1001 64529\n${STEP_USER} 1000 1\n65531 65531 4294901764\n`,
    );
    expect(printMap('0 100000 65536\n')).toMatch(/^65531 65531 5$/m);
  });

  it('are mapped one to one, in whatever ranges there are', () => {
    const range = fc.tuple(fc.nat(70_000), fc.integer({ min: 1, max: 70_000 }));
    fc.assert(
      fc.property(range, ([first, count]) => {
        const lines = printMap(`${first} 5 ${count}`)
          .trim()
          .split('\n')
          .map((line) => line.split(' ').map(Number));
        const inside = lines.flatMap(([from, , many]) => Array.from({ length: many! }, (_, n) => from! + n));
        expect(inside.length).toBe(count);
        expect(new Set(inside).size).toBe(count);
      }),
      { numRuns: 20 },
    );
    expect(printMap('0 0 1\n')).toBe('0 0 1\n');
    expect(INSIDE_USER).toBe(1000);
  });
});

describe('the record of the sandbox', () => {
  const ended = { kind: 'exited', exitCode: 1, signal: null, stdout: '', reports: [], stderr: 'bwrap: no' } as const;
  const usage = { wallMs: 1, cpuMs: 1, peakBytes: 1 };
  it('decides, not the words', () => {
    expect(explainSandbox({ ...ended, usage }, '{ "child-pid": 5 }\n{ "exit-code": 1 }\n')).toBeNull();
    expect(explainSandbox({ ...ended, usage }, '{ "child-pid": 5 }\n')).toBe('bwrap: no');
    expect(explainSandbox({ ...ended, usage, signal: 'SIGKILL' }, '{ "exit-code": 1 }')).toMatch(
      /from outside by SIGKILL/,
    );
  });
});

describe('isolation', () => {
  it('is found by trying, and what of it holds by trying from inside', async () => {
    const state = await openIsolation();
    if (state.kind === 'refused') throw new Error(state.reason);
    const facts = await probeIsolation(state.isolation);
    const said = facts.map((fact) => fact.said).join(', ');
    expect(said).toMatch(/no new user namespaces/);
    if (process.getuid?.() === 0) expect(said).toContain(`steps are user ${STEP_USER} of this machine`);
    state.isolation.close();
  });

  it('is said to be weaker where it is: steps that stay root, namespaces that only the filter closes', async () => {
    const state = await openIsolation({ ownUser: false });
    if (state.kind === 'refused') throw new Error(state.reason);
    const facts = await probeIsolation({ ...state.isolation, ways: { ...state.isolation.ways, closed: false } });
    const user = process.getuid?.();
    expect(facts[0]!.holds).toBe(user !== 0);
    expect(facts.map((fact) => fact.said)).toContain('no new user namespaces (closed by the filter)');
    expect(facts.slice(1).filter((fact) => fact.said.startsWith('can write'))).toEqual([]);
  });

  it.each([
    ['0.4, without --size too', '--disable-userns|--assert-userns-disabled|--size', false],
    ['0.7, without --disable-userns', '--disable-userns|--assert-userns-disabled', true],
  ])('takes what an older bubblewrap has: %s', async (_, lacks, sized) => {
    const folder = mkdtempSync(join(tmpdir(), 'emrift-older-'));
    const before = process.env.PATH;
    const inOld = 'echo "bwrap: Unknown option $a" >&2; exit 1';
    const script = `#!/bin/sh\nfor a; do case $a in ${lacks}) ${inOld} ;; --) break ;; esac; done\nexec /usr/bin/bwrap "$@"\n`;
    try {
      writeFileSync(join(folder, 'bwrap'), script, { mode: 0o755 });
      // The step's user has to come to it too.
      chmodSync(folder, 0o755);
      process.env.PATH = `${folder}:${before}`;
      const state = await openIsolation();
      if (state.kind === 'refused') throw new Error(state.reason);
      const isRoot = process.getuid?.() === 0;
      expect(state.isolation.ways).toMatchObject({ ownUser: isRoot, sized });
      const facts = await probeIsolation(state.isolation);
      expect(facts.find(({ said }) => said.includes('memory'))!.holds).toBe(sized);
      state.isolation.close();
    } finally {
      process.env.PATH = before;
      rmSync(folder, { recursive: true });
    }
  });
});
