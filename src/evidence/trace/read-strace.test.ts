import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { readStrace } from './read-strace.ts';

const read = (...lines: readonly string[]) => [...readStrace(lines.map((line) => `${line}\n`).join(''))];
const only = (line: string) => {
  const [event, ...others] = read(line);
  expect(others).toEqual([]);
  return event!;
};

describe('a line of strace', () => {
  it('is a call with its arguments, its result and its time', () => {
    const line =
      '29375 openat2(9, "f.txt", {flags=O_RDONLY|O_CLOEXEC|O_PATH, resolve=RESOLVE_NO_MAGICLINKS|RESOLVE_BENEATH}, 24) = 12 <0.000024>';
    expect(only(line)).toEqual({
      thread: 29375,
      at: 'both',
      call: {
        name: 'openat2',
        args: '9, "f.txt", {flags=O_RDONLY|O_CLOEXEC|O_PATH, resolve=RESOLVE_NO_MAGICLINKS|RESOLVE_BENEATH}, 24',
        result: '12',
        errno: null,
        nanoseconds: 24_000,
      },
    });
    expect(only('7     close(3) = 0').call).toMatchObject({ args: '3', nanoseconds: null });
  });

  it('has an error by its name, and words behind a result', () => {
    expect(only('1 access("/x", F_OK) = -1 ENOENT (No such file or directory) <0.000027>').call).toMatchObject({
      result: '-1',
      errno: 'ENOENT',
    });
    expect(only('1 fcntl(3, F_GETFL) = 0x8001 (flags O_WRONLY|O_LARGEFILE) <0.000045>').call.result).toBe(
      '0x8001 (flags O_WRONLY|O_LARGEFILE)',
    );
    expect(only('1 poll([{fd=3}], 1, -1) = 1 ([{fd=3, revents=POLLIN}]) <0.42>').call).toMatchObject({
      args: '[{fd=3}], 1, -1',
      result: '1 ([{fd=3, revents=POLLIN}])',
      nanoseconds: 420_000_000,
    });
  });

  it('that looks like a result inside of a text is an argument', () => {
    const path = String.raw`AT_FDCWD, "a) = 3 <0.1> \" <unfinished ...>", O_RDONLY`;
    expect(only(`1 openat(${path}) = 4 <0.000001>`).call).toMatchObject({
      args: path,
      result: '4',
    });
  });

  it('may tell of a call that did not come back', () => {
    for (const line of ['1 read(0,  <unfinished ...>) = ?', '1 read(0, ) = ? ERESTARTSYS (To be restarted) <0.2>']) {
      expect(only(line).call).toMatchObject({ args: '0,', result: null, errno: null, nanoseconds: null });
    }
  });

  it('is half of a call where another thread came in between', () => {
    expect(
      read('1 read(0,  <unfinished ...>', '2 close(4) = 0', '1 <... read resumed>"a", 9) = 1 <0.000003>'),
    ).toMatchObject([
      { thread: 1, at: 'begin', call: { name: 'read', result: null } },
      { thread: 2, at: 'both' },
      { thread: 1, at: 'end', call: { args: '0, "a", 9', result: '1', nanoseconds: 3000 } },
    ]);
  });

  it('that is none, or not whole, is passed over', () => {
    expect(
      read(
        '1 --- SIGURG {si_signo=SIGURG, si_code=SI_TKILL} ---',
        '1 +++ exited with 0 +++',
        '1 <... read resumed>"a", 9) = 1',
        '1 write(1, "a"',
        'strace: Process 3 attached',
        '',
        '99999999999 close(1) = 0',
        '1 read(0,  <unfinished ...>',
        '1 <... write resumed>) = 1',
      ).map(({ at }) => at),
    ).toEqual(['begin']);
    expect([...readStrace('1 close(3) = 0\n1 close(4) = 0')]).toHaveLength(1);
  });

  it('is bounded', () => {
    const { call } = only(`1 write(1, "${'x'.repeat(5000)}", 5000) = 5000`);
    expect(call.args).toHaveLength(1001);
    expect(call.result).toBe('5000');
  });

  it('is read whatever stands there', () => {
    const piece = fc.constantFrom(
      '1 ',
      '2 ',
      'read(',
      '<... read resumed>',
      ' <unfinished ...>',
      ') = ',
      '?',
      ' <0.1>',
      '\n',
    );
    fc.assert(
      fc.property(fc.array(fc.oneof(piece, fc.string())), (pieces) => {
        const text = pieces.join('');
        expect([...readStrace(text)].length).toBeLessThanOrEqual(text.split('\n').length);
      }),
    );
  });
});
