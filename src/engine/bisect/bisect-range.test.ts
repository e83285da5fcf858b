import { expect, it } from 'vitest';
import { parseCase } from '../../cases/parse.ts';
import { movingRole, readRange, versionsAlong } from './bisect-range.ts';

const range = (tool: 'go' | 'node', from: string, to: string) => ({ tool, from, to, option: `--${tool}` });

it('finds the one axis with two ends', () => {
  expect(readRange({ go: ['1.20..1.27'], emsdk: ['3.1.6'], host: ['node=20'] })).toEqual({
    range: { tool: 'go', from: '1.20', to: '1.27', option: '--go' },
    others: { go: [], emsdk: ['3.1.6'], host: ['node=20'] },
  });
  expect(readRange({ host: ['node=16..24', 'wazero=1.8.0'] })).toMatchObject({
    range: { tool: 'node', from: '16', to: '24', option: '--host' },
    others: { host: ['wazero=1.8.0'] },
  });
});

it.each([
  [{}, 'give one axis two ends'],
  [{ go: ['1.20..1.21'], emsdk: ['3.1.6..latest'] }, 'give one axis two ends'],
  [{ go: ['1.20..'] }, '"1.20.." is not a range'],
  [{ go: ['1.20..1.21..1.22'] }, 'is not a range'],
  [{ host: ['python=2..3'] }, '"python" is no tool'],
  [{ go: ['banana..1.24'] }, '"banana" is no Go version'],
  [{ go: ['1.23..1.24.9.9'] }, '"1.24.9.9" is no Go version'],
  [{ host: ['node=16..q'] }, '"q" is no Node.js version'],
  [{ emsdk: ['>=3.1..latest'] }, 'takes releases, lines or aliases'],
  [{ go: ['1.24..1.23'] }, '1.24 is not older than 1.23'],
  [{ go: ['1.23.4..1.23.4'] }, '1.23.4 is not older than 1.23.4'],
  [{ go: ['1.24.1..1.23'] }, '1.24.1 is not older than 1.23'],
  [{ host: ['node=20..16.3.0'] }, '20 is not older than 16.3.0'],
])('refuses %j', (options, message) => {
  expect(() => readRange(options)).toThrow(message);
});

it.each(['1.23.1..1.23', '1.23..1.23.5', '1.20..latest', 'previous..1.20', '1.9..1.10', 'go1.20..1.20'])(
  'leaves it to what is offered whether %s has the older end first',
  (text) => {
    expect(readRange({ go: [text] }).range.tool).toBe('go');
  },
);

it('takes what is offered between the ends, candidates only where they were asked for', () => {
  const offered = ['1.20.14', '1.21.0', '1.20', '1.21rc2', '1.21.13', '1.22.12', '1.21.0'];
  expect(versionsAlong(range('go', 'go1.20', '1.21'), offered)).toEqual(['1.20', '1.20.14', '1.21.0', '1.21.13']);
  expect(versionsAlong(range('go', '1.20', '1.21.0'), offered)).toEqual(['1.20.14', '1.21.0']);
  expect(versionsAlong(range('go', '1.20', '1.21.0'), offered)).not.toContain('1.21rc2');
  expect(versionsAlong(range('go', '1.21rc2', '1.21.13'), offered)).toEqual(['1.21rc2', '1.21.0', '1.21.13']);
  expect(versionsAlong(range('go', '1.20.13', '1.21.0'), offered)).toEqual(['1.20.13', '1.20.14', '1.21.0']);
  expect(() => versionsAlong(range('go', '1.22', '1.20'), offered)).toThrow('1.22.12 is not older than 1.20.14');
  expect(() => versionsAlong(range('go', '1.18', '1.20'), offered)).toThrow('unknown Go version 1.18');
});

it('moves the one role of a tool, and says why where it cannot', () => {
  const read = (yaml: string) => parseCase('a/b', `title: t\nwhy: w\n${yaml}`, 'case.yaml', []);
  const neighbour = read(
    'roles: {exec: {tool: go, is: previous}}\nsteps: {a: {run: go build, inputs: {x: exec:wasm_exec.js}}}\n',
  );
  expect(movingRole(neighbour, range('go', '', ''))).toBe('go');
  expect(() => movingRole(neighbour, range('node', '', ''))).toThrow('a/b does not use Node.js');
  const two = read('roles: {object: go, link: go}\nsteps: {a: {run: x, uses: [object, link]}}\n');
  expect(() => movingRole(two, range('go', '', ''))).toThrow('uses Go in several parts');
});
