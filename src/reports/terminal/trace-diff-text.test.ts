import { expect, it } from 'vitest';
import { compareTraces } from '../../evidence/trace/compare-traces.ts';
import { printTraceDiff } from './trace-diff-text.ts';

const call = (name: string, args: Record<string, string | null>, errno = 'SUCCESS') => ({
  ...{ function: name, args, results: {}, errno, nanoseconds: 5 },
});

it('marks what differs, is missing and moved, and shortens lists of flags', () => {
  const first = [
    call('path_open', { path: '"a"', rights: 'A|B|C|D' }),
    call('fd_sync', { fd: '4' }),
    call('sched_yield', {}),
    call('fd_close', { fd: '4' }, 'EBADF'),
  ];
  const second = [
    call('path_open', { path: '"a"', rights: 'A|B|D|E' }),
    call('sched_yield', {}),
    call('fd_sync', { fd: '4' }),
    call('fd_close', { fd: '9\u001b[2J' }),
    call('proc_exit', { rval: '0' }),
  ];
  const comparison = compareTraces(first, second);
  const text = [
    ...printTraceDiff({ hosts: ['a1', 'b2'], calls: [4, 5], gaps: [[], ['times are not shown']], comparison }),
  ].join('');
  expect(text).toBe(`--- a1: 4 calls
+++ b2: 5 calls
! path_open(path="a", rights=A|B|C|D)
    rights: -C +E
~ fd_sync(fd=4) = SUCCESS  call 2, there 3
  … 1 the same
! fd_close(fd=4)
    errno: EBADF → SUCCESS
+ proc_exit(rval=0) = SUCCESS
  not revealed by b2: times are not shown
Calls: 2 differ, 0 only with the first, 1 only with the second, 1 at another place.
`);
});
