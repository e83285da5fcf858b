import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { ERRNOS, nameErrno, nameNumber } from './names.ts';
import { CUT, notesToTake, readNodeTrace } from './read-node.ts';
import { readWazeroTrace } from './read-wazero.ts';
import { SIGNATURES } from './signatures.ts';

const hex = (text: string) => Buffer.from(text).toString('hex');
const node = (...lines: unknown[]) => readNodeTrace(lines.map((line) => `${JSON.stringify(line)}\n`).join(''), 100);
const wazero = (text: string, most = 100) => readWazeroTrace(text, most);

describe('the words of preview 1', () => {
  it('are named, and a number that has no name stays one', () => {
    expect([ERRNOS.length, nameErrno(0), nameErrno(8), nameErrno(76), nameErrno(77)]).toEqual([
      77,
      'SUCCESS',
      'EBADF',
      'ENOTCAPABLE',
      '77',
    ]);
    expect(nameErrno(44)).toBe('ENOENT');
    expect(nameNumber('oflags', 9n)).toBe('CREAT|TRUNC');
    expect(nameNumber('fdflags', 0x8004n)).toBe('NONBLOCK|0x8000');
    expect(nameNumber('rights', 0n)).toBe('0');
    expect(nameNumber('rights', 1n << 29n)).toBe('SOCK_ACCEPT');
    expect([nameNumber('clock', 1n), nameNumber('clock', 9n)]).toEqual(['monotonic', '9']);
  });

  it('have 46 calls', () => {
    expect(SIGNATURES.size).toBe(46);
    // The numbers that cross the border for path_open, of which two are its path.
    expect(SIGNATURES.get('path_open')!.at(-1)).toEqual({ name: 'opened_fd', kind: '>u32', at: 8 });
    expect(notesToTake().path_open).toEqual([
      [2, 'text'],
      [8, 4],
    ]);
  });
});

describe('a trace of Node.js', () => {
  it('is decoded from numbers and what lay in memory', () => {
    const numbers = ['3', '1', '1000', '5', '9', '2', '0', '4', '2000'];
    const { calls, cut } = node(['path_open', numbers, { 2: hex('f.txt'), 8: '04000000' }, 0, 29_084]);
    expect(cut).toBe(false);
    expect(calls).toEqual([
      {
        function: 'path_open',
        args: {
          fd: '3',
          dirflags: 'SYMLINK_FOLLOW',
          path: '"f.txt"',
          oflags: 'CREAT|TRUNC',
          fs_rights_base: 'FD_READ',
          fs_rights_inheriting: '0',
          fdflags: 'NONBLOCK',
        },
        results: { opened_fd: '4' },
        errno: 'SUCCESS',
        nanoseconds: 29_084,
      },
    ]);
  });

  it('has no results where a call failed or never came back', () => {
    const { calls } = node(['fd_prestat_get', ['4', '8'], {}, 8, 1], ['proc_exit', ['3'], {}, null, null]);
    expect(calls.map(({ results, errno }) => [results, errno])).toEqual([
      [{}, 'EBADF'],
      [{}, null],
    ]);
  });

  it('shows what is signed as signed', () => {
    const { calls } = node(['fd_seek', ['4294967295', `${2n ** 64n - 1n}`, '1', '0'], { 3: '0700000000000000' }, 0, 1]);
    expect(calls[0]).toMatchObject({ args: { fd: '-1', offset: '-1', whence: 'cur' }, results: { newoffset: '7' } });
  });

  it('marks what lay outside of the memory, and a call that there is not', () => {
    const { calls } = node(['fd_tell', ['3', '0'], { 1: '01' }, 0, 1], ['fd_fly', ['7'], {}, 52, 1]);
    expect(calls[0]!.results).toEqual({ offset: '?' });
    expect(calls[1]).toMatchObject({ function: 'fd_fly', args: { 0: '7' }, errno: 'ENOSYS' });
  });

  it('is cut where it says so or has too many, and leaves out a line that is not whole', () => {
    const line = `${JSON.stringify(['sched_yield', [], {}, 0, 1])}\n`;
    expect(readNodeTrace(`${line}${CUT}\n`, 9)).toMatchObject({ calls: [{}], cut: true });
    expect(readNodeTrace(line.repeat(3), 2)).toMatchObject({ calls: [{}, {}], cut: true });
    expect(readNodeTrace(`${line}["fd_wr`, 9)).toMatchObject({ calls: [{}], cut: false });
    expect(readNodeTrace('', 9)).toEqual({ calls: [], cut: false });
  });
});

describe('a trace of wazero', () => {
  const call = (given: string, back: string) => `\t==> wasi_snapshot_preview1.${given}\n\t<== ${back}\n`;

  it('is read with the names that it has', () => {
    const open =
      'path_open(fd=-1,dirflags=SYMLINK_FOLLOW,path=a,b,oflags=,fs_rights_base=FD_READ,fs_rights_inheriting=,fdflags=)';
    const { calls } = wazero(call(open, '(opened_fd=,errno=EBADF)'));
    expect(calls[0]).toMatchObject({
      function: 'path_open',
      args: { fd: '-1', path: '"a,b"', oflags: '0', fs_rights_base: 'FD_READ' },
      results: {},
      errno: 'EBADF',
    });
    const stat = 'stat={filetype=REGULAR_FILE,fdflags=APPEND,fs_rights_base=FD_READ,fs_rights_inheriting=}';
    const found = wazero(call('fd_fdstat_get(fd=1)', `(${stat},errno=ESUCCESS)`)).calls[0]!;
    expect(found.results).toEqual({ stat: stat.slice('stat='.length) });
  });

  it('marks what is not revealed', () => {
    const { calls } = wazero(
      call('args_sizes_get(result.argc=1,result.argv_len=5)', 'errno=ESUCCESS') +
        call('fd_read(fd=4,iovs=2337488,iovs_len=1)', '(nread=11,errno=ESUCCESS)') +
        '\t==> wasi_snapshot_preview1.proc_exit(rval=3)\n',
    );
    expect(calls[0]!.results).toEqual({ argc: null, argv_len: null });
    expect(calls[1]).toMatchObject({ args: { fd: '4', iovs: null }, results: { nread: '11' }, nanoseconds: null });
    expect(calls[2]).toMatchObject({ args: { rval: '3' }, errno: null });
  });

  it('is found behind what a guest printed without a line’s end, and is bounded', () => {
    expect(wazero(`half a line${call('fd_close(fd=4)', 'errno=ESUCCESS')}`).calls).toHaveLength(1);
    expect(wazero(call('fd_close(fd=4)', 'errno=ESUCCESS').repeat(5), 3)).toMatchObject({
      calls: [{}, {}, {}],
      cut: true,
    });
    expect(wazero(call('fd_close(fd=4)', 'errno=ESUCCESS').repeat(3), 3).cut).toBe(false);
  });

  it('is read whatever a guest printed', () => {
    const piece = fc.constantFrom(
      '\t==> wasi_snapshot_preview1.',
      'fd_close(',
      'fd=',
      '{',
      '}',
      ',',
      ')',
      '\n',
      '\t<== (',
      'errno=',
    );
    fc.assert(
      fc.property(fc.array(fc.oneof(piece, fc.string())), (pieces) => wazero(pieces.join('')).calls.length <= 100),
    );
  });
});
