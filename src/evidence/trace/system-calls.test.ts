import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { TracedCall } from './call.ts';
import { readSystemCalls, withSystemCalls } from './system-calls.ts';

const MARK = '0123456789abcdef';
/** What the recorder writes, as strace shows it. */
const mark = (thread = 5) => `${thread} write(2, "${MARK}\\1\\0"..., 34) = 34 <0.000014>`;
const read = (lines: readonly string[], isCut = false) =>
  readSystemCalls(lines.map((line) => `${line}\n`).join(''), MARK, isCut);
const names = (lines: readonly string[]) =>
  read(lines).byCall.map((calls) => calls.map(({ name, args }) => `${name} ${args}`));

describe('system calls', () => {
  it('belong to the call of the guest between whose two marks they lie', () => {
    const lines = [
      '5 openat(AT_FDCWD, "module.wasm", O_RDONLY) = 3',
      mark(),
      '5 openat2(9, "f.txt", {flags=O_RDONLY}, 24) = 12',
      '5 close(12) = 0',
      mark(),
      '5 fstat(2, {}) = 0',
      mark(),
      mark(),
      '5 close(9) = 0',
    ];
    expect(names(lines)).toEqual([['openat2 9, "f.txt", {flags=O_RDONLY}, 24', 'close 12'], []]);
    expect(read(lines).outside).toEqual({ before: 1, between: 1, after: 1 });
  });

  it('are those of the host’s threads, not of others that read or write beside it', () => {
    expect(
      names([
        // The shell starts the host, which starts a thread; numbers inside of a namespace are others.
        "2 clone(child_stack=NULL, flags=CLONE_CHILD_CLEARTID|SIGCHLD) = 3 /* 5 in strace's PID NS */",
        '5 clone(child_stack=0x7f, flags=CLONE_VM|CLONE_THREAD <unfinished ...>',
        "5 <... clone resumed>, tls=0x7f) = 4 /* 6 in strace's PID NS */",
        mark(),
        // `head`, which takes what is written on.
        `8 read(0, "${MARK}"..., 99) = 34`,
        `8 write(1, "${MARK}"..., 34) = 34`,
        '2 read(0, "", 1) = 0',
        '6 pread64(12, "hello", 512, 0) = 5',
        mark(),
      ]),
    ).toEqual([['pread64 12, "hello", 512, 0']]);
    const aside = read([
      '5 clone(flags=CLONE_THREAD) = 6',
      mark(),
      '5 close(1) = 0',
      '6 close(2) = 0',
      mark(),
      mark(),
      '5 close(3) = 0',
      '6 close(4) = 0',
      mark(6),
    ]).byCall;
    expect(aside.map((calls) => calls.map(({ isAside }) => isAside))).toEqual([
      [false, true],
      [false, false],
    ]);
  });

  it('of a thread that began before a call or ended after it are none of its', () => {
    const lines = [
      '5 clone3({flags=CLONE_VM|CLONE_THREAD}, 88) = 6',
      '6 epoll_wait(3,  <unfinished ...>',
      mark(),
      '6 <... epoll_wait resumed>[], 1, -1, 0) = 0',
      '6 read(4,  <unfinished ...>',
      '5 close(7) = 0',
      `5 writev(2, [{iov_base="${MARK}"..., iov_len=34}], 1 <unfinished ...>`,
      '6 <... read resumed>"", 8) = 0',
      '6 close(8) = 0',
      '5 <... writev resumed>) = 34',
    ];
    expect(names(lines)).toEqual([['close 7']]);
  });

  it('are found where a write of the recorder failed and was made again', () => {
    const refused = `5 write(2, "${MARK}\\1"..., 34) = -1 EAGAIN (Resource temporarily unavailable)`;
    const late = [`5 write(2, "${MARK}\\1"..., 34 <unfinished ...>`, '5 <... write resumed>) = -1 EAGAIN (x)'];
    expect(names([refused, mark(), '5 close(7) = 0', ...late, mark(), '5 close(8) = 0', mark(), mark()])).toEqual([
      ['close 7'],
      [],
    ]);
  });

  it('of a call that did not come back are those until the end, and of none where the end is missing', () => {
    const lines = [mark(), mark(), mark(), '5 poll([{fd=0}], 1, -1 <unfinished ...>', '5 <... poll resumed>) = ?'];
    expect(names(lines)).toEqual([[], ['poll [{fd=0}], 1, -1']]);
    expect(read(lines, true)).toMatchObject({ byCall: [[]], isWhole: false });
  });

  it('are none where the mark is not there, or the guest itself writes what looks like it', () => {
    expect(read(['5 close(3) = 0'])).toMatchObject({ byCall: [], outside: { before: 0 } });
    expect(names([mark(), `5 write(1, "x${MARK}"..., 34) = 34`, mark()])).toEqual([[`write 1, "x${MARK}"..., 34`]]);
  });

  it('are assigned as they were made, whatever other processes do', () => {
    const noise = fc.constantFrom('8 close(1) = 0', `8 write(1, "${MARK}"..., 34) = 34`, '9 read(0, "x", 1) = 1');
    const made = fc.array(fc.integer({ min: 3, max: 99 }), { maxLength: 4 });
    fc.assert(
      fc.property(fc.array(made), fc.array(fc.array(noise, { maxLength: 3 }), { minLength: 1 }), (calls, noises) => {
        let turn = 0;
        const lines = calls.flatMap((fds) =>
          [mark(), ...fds.map((fd) => `5 close(${fd}) = 0`), mark()].flatMap((line) => [
            line,
            ...noises[turn++ % noises.length]!,
          ]),
        );
        expect(names(lines)).toEqual(calls.map((fds) => fds.map((fd) => `close ${fd}`)));
      }),
    );
  });
});

describe('calls of a guest', () => {
  const call = (name: string): TracedCall => ({
    function: name,
    args: {},
    results: {},
    errno: null,
    nanoseconds: 0,
  });

  it('have their system calls, but for the end of the guest, after which all is the host’s own', () => {
    const lines = [mark(), '5 fsync(4) = 0', mark(), mark(), '5 close(3) = 0', '5 close(4) = 0'];
    const { calls, outside } = withSystemCalls([call('fd_sync'), call('proc_exit')], read(lines));
    expect(calls).toMatchObject([{ system: [{ name: 'fsync' }], nanoseconds: null }, { system: [] }]);
    expect(outside).toEqual({ before: 0, between: 0, after: 2 });
  });

  it('of which strace tells nothing have a gap', () => {
    const { calls } = withSystemCalls([call('fd_sync'), call('fd_sync')], read([mark(), mark()]));
    expect(calls.map(({ system }) => system)).toEqual([[], null]);
  });
});
