import { describe, expect, it } from 'vitest';
import type { TracedCall } from './call.ts';
import { compareTraces } from './compare-traces.ts';

const call = (name: string, args: TracedCall['args'] = {}, more: Partial<TracedCall> = {}): TracedCall => ({
  function: name,
  args,
  results: {},
  errno: 'SUCCESS',
  nanoseconds: 10,
  ...more,
});
const open = (path: string | null, more: Partial<TracedCall> = {}) => call('path_open', { fd: '3', path }, more);

describe('two traces', () => {
  it('are the same where times, open files and clocks alone differ', () => {
    const first = [
      open('"a"', { results: { opened_fd: '4' } }),
      call('fd_close', { fd: '4' }),
      call('clock_time_get', { id: 'realtime' }, { results: { timestamp: '1' } }),
    ];
    const second = [
      open('"a"', { results: { opened_fd: '966989399' }, nanoseconds: null }),
      call('fd_close', { fd: '966989399' }),
      call('clock_time_get', { id: 'realtime' }, { results: { timestamp: '2' } }),
    ];
    expect(compareTraces(first, second)).toEqual({
      stretches: [{ kind: 'same', count: 3, first: 0, second: 0 }],
      unseen: [],
      isCoarse: false,
    });
  });

  it('differ by an error, and by the fields of a result but for those of the moment', () => {
    const stat = (text: string) => call('path_filestat_get', { path: '"a"' }, { results: { filestat: text } });
    const { stretches } = compareTraces(
      [open('"a"', { errno: 'EBADF' }), stat('{dev=1, ino=2, size=6, mtim=3}')],
      [open('"a"', { errno: 'EINVAL' }), stat('{dev=9, ino=9, size=7, mtim=9}')],
    );
    expect(stretches).toMatchObject([
      { kind: 'differs', details: [{ name: 'errno', first: 'EBADF', second: 'EINVAL' }] },
      { kind: 'differs', details: [{ name: 'filestat.size', first: '6', second: '7' }] },
    ]);
  });

  it('have calls that only one of them has, and calls at another place', () => {
    const [a, b, c] = [open('"a"'), open('"b"'), call('sched_yield')];
    expect(compareTraces([a, b], [a, c, b]).stretches).toMatchObject([
      { kind: 'same' },
      { kind: 'only', host: 'second', call: c, at: 1 },
      { kind: 'same', first: 1, second: 2 },
    ]);
    expect(compareTraces([a, b, c, c], [b, c, c, a]).stretches).toMatchObject([
      { kind: 'moved', call: a, first: 0, second: 3 },
      { kind: 'same', count: 3 },
    ]);
  });

  it('are aligned without paths where one of them has none, and what it lacks is counted', () => {
    const { stretches, unseen } = compareTraces([open('"a"'), open('"b"')], [open(null), open(null)]);
    expect(stretches).toMatchObject([{ kind: 'same', count: 2 }]);
    expect(unseen).toEqual([{ host: 'second', detail: 'path_open path', count: 2 }]);
  });

  it('distinguish writes to standard streams from others', () => {
    const write = (fd: string) => call('fd_write', { fd });
    expect(compareTraces([write('1'), write('4')], [write('5')]).stretches).toMatchObject([
      { kind: 'only', host: 'first', call: { args: { fd: '1' } } },
      { kind: 'same' },
    ]);
  });

  it('are compared place by place where nothing fits', { timeout: 30_000 }, () => {
    const many = (name: string) => Array.from({ length: 1500 }, (_, at) => open(`"${name}${at}"`));
    const { isCoarse, stretches } = compareTraces(many('a'), [...many('b'), call('sched_yield')]);
    expect(isCoarse).toBe(true);
    expect(stretches).toHaveLength(3001);
  });
});
