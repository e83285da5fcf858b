import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { ERRNOS, nameErrno, nameNumber } from './names.ts';
import { readWasmtimeTrace } from './read-wasmtime.ts';
import { readWazeroTrace } from './read-wazero.ts';
import { SIGNATURES } from './signatures.ts';

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
    const stat =
      'stat={filetype=REGULAR_FILE,fdflags=APPEND,fs_rights_base=FD_READ|FDSTAT_SET_FLAGS|FD_SYNC,fs_rights_inheriting=}';
    const found = wazero(call('fd_fdstat_get(fd=1)', `(${stat},errno=ESUCCESS)`)).calls[0]!;
    expect(found.results.stat).toBe(
      '{filetype=regular_file, fdflags=APPEND, fs_rights_base=FD_READ|FD_FDSTAT_SET_FLAGS|FD_SYNC, fs_rights_inheriting=0}',
    );
    const name = wazero(call('fd_prestat_get(fd=3)', '(prestat={pr_name_len=2},errno=ESUCCESS)')).calls[0]!;
    expect(name.results).toEqual({ prestat: '{name 2 bytes}' });
    const file = 'filestat={filetype=REGULAR_FILE,size=6,mtim=1795874242000000000}';
    const seen = wazero(call('fd_filestat_get(fd=4)', `(${file},errno=ESUCCESS)`)).calls[0]!;
    expect(seen.results.filestat).toMatch(
      /^\{dev=\?, ino=\?, filetype=regular_file, nlink=\?, size=6, atim=\?, mtim=17/,
    );
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

describe('a trace of wasmtime', () => {
  const wasmtime = (...lines: readonly (readonly [time: string, name: string, text: string])[]) =>
    readWasmtimeTrace(lines.map(([time, name, text]) => `${line(time, name, text)}\n`).join(''), 100);
  const line = (time: string, name: string, text: string) =>
    `2026-11-28T23:38:${time}Z TRACE wiggle abi{module="wasi_snapshot_preview1" function="${name}"}: wasmtime_wasi::p1::wasi_snapshot_preview1: ${text}`;

  it('is read with the names that it has, and a gap for what it shows by address', () => {
    const given =
      'fd=Fd(4294967295) dirflags=Lookupflags(SYMLINK_FOLLOW) path=*guest 0x20e043/5 oflags=Oflags(0x0) fs_rights_base=Rights(FD_READ | FD_SEEK) fs_rights_inheriting=Rights(FD_READ) fdflags=Fdflags(0x0)';
    const { calls } = wasmtime(['55.366243', 'path_open', given], ['55.366265', 'path_open', 'result=Ok(Fd(4))']);
    expect(calls).toEqual([
      {
        function: 'path_open',
        args: {
          fd: '-1',
          dirflags: 'SYMLINK_FOLLOW',
          path: null,
          oflags: '0',
          fs_rights_base: 'FD_READ|FD_SEEK',
          fs_rights_inheriting: 'FD_READ',
          fdflags: '0',
        },
        results: { opened_fd: '4' },
        errno: 'SUCCESS',
        nanoseconds: 22_000,
      },
    ]);
  });

  it('has errors by the names of WASI, also of those that Rust calls otherwise', () => {
    const failed = (word: string) =>
      wasmtime(['55.1', 'fd_close', 'fd=Fd(9)'], ['55.2', 'fd_close', `result=Err(Error { inner: ${word} })`])
        .calls[0]!;
    expect([failed('Badf').errno, failed('TooBig').errno, failed('Trap').errno]).toEqual(['EBADF', 'E2BIG', null]);
    expect(failed('Badf')).toMatchObject({ results: {}, nanoseconds: 100_000_000 });
  });

  it('has results decoded, of calls without arguments too', () => {
    const stat =
      'result=Ok(Fdstat { fs_filetype: CharacterDevice, fs_flags: Fdflags(0x0), fs_rights_base: Rights(FD_READ | FD_SEEK), fs_rights_inheriting: Rights(0x0) })';
    const file =
      'result=Ok(Filestat { dev: 1, ino: 2, filetype: RegularFile, nlink: 1, size: 6, atim: 3, mtim: 4, ctim: 5 })';
    const { calls } = wasmtime(
      ['55.1', 'args_sizes_get', 'result=Ok((1, 7))'],
      ['55.2', 'clock_time_get', 'id=Monotonic precision=0'],
      ['55.3', 'clock_time_get', 'result=Ok(753514)'],
      ['55.4', 'fd_fdstat_get', 'fd=Fd(0)'],
      ['55.5', 'fd_fdstat_get', stat],
      ['55.6', 'fd_filestat_get', 'fd=Fd(4)'],
      ['55.7', 'fd_filestat_get', file],
      ['55.8', 'fd_prestat_get', 'fd=Fd(3)'],
      ['55.9', 'fd_prestat_get', 'result=Ok(Dir(PrestatDir { pr_name_len: 2 }))'],
      ['56.0', 'fd_prestat_dir_name', 'fd=Fd(3) path=*guest 0x23ac2c path_len=2'],
      ['56.1', 'fd_prestat_dir_name', 'result=Ok(())'],
    );
    expect(calls.map(({ results }) => Object.values(results))).toEqual([
      ['1', '7'],
      ['753514'],
      ['{filetype=character_device, fdflags=0, fs_rights_base=FD_READ|FD_SEEK, fs_rights_inheriting=0}'],
      ['{dev=1, ino=2, filetype=regular_file, nlink=1, size=6, atim=3, mtim=4, ctim=5}'],
      ['{name 2 bytes}'],
      [null],
    ]);
    expect(calls[0]!.nanoseconds).toBeNull();
    expect(calls[1]!.args).toEqual({ id: 'monotonic', precision: '0' });
    // A second begins between the two lines.
    expect(calls[5]!.nanoseconds).toBe(100_000_000);
  });

  it('shows buffers by their length, and addresses as numbers', () => {
    const { calls } = wasmtime(
      ['55.1', 'random_get', 'buf=*guest 0x158de8 buf_len=32'],
      ['55.2', 'random_get', 'result=Ok(())'],
      ['55.3', 'poll_oneoff', 'in_=*guest 0x24e000 out=*guest 0x254000 nsubscriptions=1'],
      ['55.4', 'poll_oneoff', 'result=Ok(1)'],
      ['55.5', 'fd_write', 'fd=Fd(1) iovs=*guest 0x23ab60/1'],
      ['55.6', 'fd_write', 'result=Ok(4)'],
    );
    expect(calls.map(({ args }) => args)).toEqual([
      { buf: '32 bytes' },
      { in: '2416640', out: '2441216', nsubscriptions: '1' },
      { fd: '1', iovs: null },
    ]);
  });

  it('ends with a call that did not come back, killed or not', () => {
    const exit = wasmtime(
      ['55.1', 'proc_exit', 'rval=3'],
      ['55.2', 'proc_exit', 'result=Exited with i32 exit status 3'],
    );
    expect(exit.calls).toMatchObject([{ args: { rval: '3' }, errno: null, nanoseconds: null }]);
    expect(wasmtime(['55.1', 'fd_sync', 'fd=Fd(1)']).calls).toMatchObject([{ function: 'fd_sync', errno: null }]);
    const lost = wasmtime(['55.1', 'fd_sync', 'fd=Fd(1)'], ['55.2', 'sched_yield', 'result=Ok(())']);
    expect(lost.calls.map(({ errno }) => errno)).toEqual(['SUCCESS']);
  });

  it('is bounded, and read whatever a guest printed', () => {
    const many = `${line('55.1', 'sched_yield', 'result=Ok(())')}\n`.repeat(9);
    expect(readWasmtimeTrace(many, 4)).toMatchObject({ calls: [{}, {}, {}, {}], cut: true });
    expect(readWasmtimeTrace(many, 9).cut).toBe(false);
    const piece = fc.constantFrom(
      ...[
        'fd=',
        'Fd(',
        'result=',
        'Ok(',
        '(',
        ')',
        ', ',
        '{ ',
        ' }',
        'inner: ',
        'Err(Error ',
        '*guest 0x',
        'fs_flags: ',
      ],
    );
    const name = fc.constantFrom('fd_fdstat_get', 'path_open', 'args_sizes_get', 'fd_fly', 'constructor');
    const text = fc.array(fc.oneof(piece, fc.string())).map((pieces) => pieces.join('').replaceAll('\n', ''));
    fc.assert(
      fc.property(fc.array(fc.tuple(name, text)), (lines) => {
        const log = lines.map(([own, given]) => `${line('55.1', own, given)}\n`).join('');
        expect(readWasmtimeTrace(log, 1000).calls.length).toBeLessThanOrEqual(lines.length);
      }),
    );
  });
});
