import { expect, it } from 'vitest';
import { readReported } from './reported.ts';

it('reads the values of the names asked for, the last one of each', () => {
  const stdout = 'noise\nfiles=yes\r\nfiles = no\nother=1\nnetwork=no: ENOSYS=52 \nfiles=no\n';
  expect(readReported(['files', 'network', 'clock'], stdout)).toEqual({ files: 'no', network: 'no: ENOSYS=52' });
});

it('takes no value that is too long or that hides something', () => {
  expect(readReported(['a', 'b', 'c'], `a=${'x'.repeat(241)}\nb=x\u202ey\nc=\n`)).toEqual({ c: '' });
});

it('asks nothing of what is not asked', () => {
  expect(readReported([], 'constructor=1')).toEqual({});
});
