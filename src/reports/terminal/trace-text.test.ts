import { expect, it } from 'vitest';
import type { LedTo, TracedCall } from '../../evidence/trace/call.ts';
import { printTrace } from './trace-text.ts';

const opened: LedTo = {
  ...{ name: 'openat2', args: '9, "f", {}', result: '12', errno: null, nanoseconds: 24_000, isAside: false },
};
const call = (name: string, system: readonly LedTo[] | null): TracedCall => ({
  ...{ function: name, args: { fd: '3' }, results: {}, errno: 'SUCCESS', nanoseconds: null, system },
});

it('shows below each call the system calls that it led to, and how many are none of its', () => {
  const calls = [
    call('path_open', [opened, { ...opened, result: '-1', errno: 'ENOENT', args: '9, "\u001b[2J\n"' }]),
    call('fd_read', [{ ...opened, name: 'read', result: null, nanoseconds: null, isAside: true }]),
    call('fd_sync', []),
    call('fd_close', null),
  ];
  const end = { cut: false, gaps: ['times'], exitCode: 0, ended: null, error: null };
  const outside = { before: 812, between: 3, after: 12 };
  expect([...printTrace({ host: 'a1', calls, outside, ...end })].join('')).toBe(`path_open(fd=3) = SUCCESS
  → openat2(9, "f", {}) = 12  24.0 µs
  → openat2(9, "\\u{1b}[2J\\n") = -1 ENOENT  24.0 µs
fd_read(fd=3) = SUCCESS
  → (another thread) read(9, "f", {})
fd_sync(fd=3) = SUCCESS
fd_close(fd=3) = SUCCESS
  → ?
a1: 4 calls, the guest ended with 0
  system calls of the host for itself, not shown: 812 before the first call, 3 between calls, 12 after the last
  not revealed: times
`);
});
