import { expect, it } from 'vitest';
import { printBytes, roundBytes } from './bytes.ts';
import { InfrastructureError, ProblemInInput, printPosition, printProblem } from './errors.ts';
import { memoise } from './memoise.ts';

it.each([
  [{ file: 'a.yaml' }, 'a.yaml'],
  [{ file: 'a.yaml', line: 3 }, 'a.yaml:3'],
  [{ file: 'a.yaml', line: 3, column: 1 }, 'a.yaml:3:1'],
])('the place %j is printed as %s', (position, text) => expect(printPosition(position)).toBe(text));

it('a problem is one line: its place, what is wrong, what to do', () => {
  const position = { file: 'a.yaml', line: 3 };
  expect(printProblem(new ProblemInInput('is bad', { position, hint: 'fix it' }))).toBe('a.yaml:3: is bad (fix it)');
  expect(printProblem(new ProblemInInput('is bad'))).toBe('is bad');
  expect(printProblem(new ProblemInInput('is  bad \r\n\n  here\nand\rthere'))).toBe('is  bad here and there');
  expect(printProblem(new InfrastructureError('no network', { hint: 'try again' }))).toBe('no network (try again)');
});

it('a failure of the machine is known by its name and keeps its cause', () => {
  const cause = new Error('ENOSPC');
  expect(new InfrastructureError('disk full', { cause })).toMatchObject({ name: 'InfrastructureError', cause });
  expect(new InfrastructureError('disk full')).toMatchObject({ hint: undefined, cause: undefined });
  expect(new ProblemInInput('is bad')).toMatchObject({ name: 'ProblemInInput', hint: undefined });
});

it.each([
  [0, '0 bytes', '0 kB'],
  [1, '1 bytes', '1 kB'],
  [999, '999 bytes', '1 kB'],
  [1000, '1.0 kB', '1 kB'],
  [1001, '1.0 kB', '2 kB'],
  [12_345, '12.3 kB', '13 kB'],
  [999_000, '999.0 kB', '999 kB'],
  [1_000_000, '1.0 MB', '1 MB'],
  [8_940_000, '8.9 MB', '9 MB'],
  [1_250_000_000, '1250.0 MB', '1.3 GB'],
])('%d bytes are %s, or roughly %s', (bytes, exact, rough) => {
  expect([printBytes(bytes), roundBytes(bytes)]).toEqual([exact, rough]);
});

it('a function that remembers computes each value once, also one that is undefined, and keeps no failure', () => {
  const calls: unknown[] = [];
  const half = memoise((value: number, _note?: string) => {
    calls.push(value);
    if (value < 0) throw new Error('negative');
    return value === 0 ? undefined : value / 2;
  });
  expect([half(4), half(4, 'again'), half(0), half(0), half(6)]).toEqual([2, 2, undefined, undefined, 3]);
  expect(() => half(-1)).toThrow('negative');
  expect(() => half(-1)).toThrow('negative');
  expect(calls).toEqual([4, 0, 6, -1, -1]);
  const joined = memoise(
    (a: string, b: string) => `${a}${b}`,
    (a, b) => `${a} ${b}`,
  );
  expect([joined('a', 'b'), joined('a', 'c')]).toEqual(['ab', 'ac']);
});
