import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { readTest } from './read-test.ts';

const read = (value: unknown) => readTest(JSON.stringify(value));
const reasonOf = (value: unknown) => {
  const found = read(value);
  return found.kind === 'invalid' ? found.reason : null;
};
const operationsOf = (value: unknown) => {
  const found = read(value);
  if (found.kind === 'invalid') throw new Error(found.reason);
  return found.spec.operations;
};
const RUN = { type: 'run' };
const WAIT = { type: 'wait' };

describe('a test in the old style', () => {
  it('runs and ends with 0 where nothing is said', () => {
    const operations = [
      { type: 'run', args: [], env: {}, root: null },
      { type: 'wait', exit_code: 0 },
    ];
    expect(readTest(null)).toMatchObject({ kind: 'read', spec: { style: 'old', operations }, warnings: [] });
    expect(operationsOf({})).toEqual(operations);
  });

  it('reads what it says of the streams, and nothing of those of which it says nothing', () => {
    expect(operationsOf({ stdout: '', exit_code: 3 })).toMatchObject([
      RUN,
      { type: 'read', id: 'stdout', payload: '' },
      { type: 'wait', exit_code: 3 },
    ]);
    expect(operationsOf({ stderr: 'x' })).toMatchObject([RUN, { id: 'stderr', payload: 'x' }, WAIT]);
  });

  it('takes one root or, as before, folders under their own names', () => {
    expect(read({ root: 'fs.dir' })).toMatchObject({ spec: { dirs: [], operations: [{ root: 'fs.dir' }, WAIT] } });
    expect(read({ dirs: ['a.dir', 'b.dir'] })).toMatchObject({ spec: { dirs: ['a.dir', 'b.dir'] } });
    expect(reasonOf({ root: 'a', dirs: ['b'] })).toMatch(/both/);
    expect(reasonOf({ dirs: ['a', 'a'] })).toMatch(/twice/);
  });

  it('passes over keys that it does not know, and says so', () => {
    const world = 'world means nothing without operations';
    expect(read({ colour: 1, world: 'wasi:http/service' })).toMatchObject({
      kind: 'read',
      warnings: ['unknown key "colour"', world],
    });
  });
});

describe('a test in the new style', () => {
  it('has operations with their defaults', () => {
    const talk = [RUN, { type: 'write', id: 'stdin' }, { type: 'read' }, { type: 'kill' }, WAIT];
    expect(operationsOf({ operations: talk })).toEqual([
      { type: 'run', args: [], env: {}, root: null },
      { type: 'write', id: 'stdin', payload: '' },
      { type: 'read', id: 'stdout', payload: '' },
      { type: 'kill', signal: 'SIGTERM' },
      { type: 'wait', exit_code: 0 },
    ]);
    const network = [RUN, { type: 'connect' }, { type: 'send', id: 'server' }, { type: 'recv', id: 'server' }, WAIT];
    expect(operationsOf({ operations: network, proposals: ['sockets'] })).toHaveLength(5);
    const request = [RUN, { type: 'request' }, WAIT];
    expect(operationsOf({ operations: request, world: 'wasi:http/service' })[1]).toMatchObject({
      method: 'GET',
      path: '/',
      response: { status: 200, headers: {}, body: '' },
    });
  });

  it('is invalid where it asks for something and does nothing', () => {
    for (const value of [{ proposals: ['http'] }, { servers: [] }, { operations: [] }, { proposals: [] }]) {
      expect(reasonOf(value)).toMatch(/nothing to do/);
    }
  });

  it.each([
    ['mixed styles', { operations: [RUN, WAIT], exit_code: 0 }, /mixes both styles: exit_code/],
    ['no process', { operations: [{ type: 'read' }] }, /operation 1 \(read\): no process runs/],
    ['two processes at a time', { operations: [RUN, RUN] }, /a process runs already/],
    ['a process that is left', { operations: [RUN] }, /never waited for/],
    ['a stream that there is not', { operations: [RUN, { type: 'write' }, WAIT] }, /no stream "write"/],
    [
      'a stream named as every object has it',
      { operations: [RUN, { type: 'read', id: 'toString' }, WAIT] },
      /no stream/,
    ],
    ['reading from standard input', { operations: [RUN, { type: 'read', id: 'stdin' }, WAIT] }, /other way/],
    ['writing to standard output', { operations: [RUN, { type: 'write', id: 'stdout' }, WAIT] }, /other way/],
    ['a connection twice', { operations: [RUN, { type: 'connect' }, { type: 'connect' }, WAIT] }, /already/],
    ['a connection by udp', { operations: [RUN, { type: 'connect', protocol_type: 'udp' }, WAIT] }, /udp/],
    ['no connection', { operations: [RUN, { type: 'send', id: 'x' }, WAIT] }, /no connection "x"/],
    ['an operation that there is not', { operations: [{ type: 'fly' }] }, /operations\.0\.type/],
    ['a signal that is a command', { operations: [RUN, { type: 'kill', signal: 'SIGTERM 1; rm' }, WAIT] }, /no signal/],
    ['a proposal that there is not', { operations: [RUN, WAIT], proposals: ['threads'] }, /proposals\.0/],
    ['a world that there is not', { operations: [RUN, WAIT], world: 'x' }, /world/],
    [
      'a server with a bad name',
      { operations: [RUN, WAIT], servers: [{ name: 'a-b', kind: 'closed' }] },
      /servers\.0\.name/,
    ],
    [
      'a closed server with endpoints',
      { operations: [RUN, WAIT], servers: [{ name: 'a', kind: 'closed', endpoints: [{}] }] },
      /no endpoints/,
    ],
  ])('is invalid with %s', (_, value, reason) => {
    expect(reasonOf(value)).toMatch(reason);
  });

  it('has servers that listen unless they are closed', () => {
    const servers = [
      { name: 'main', endpoints: [{ method: 'post' }] },
      { name: 'dead', kind: 'closed' },
    ];
    expect(read({ operations: [RUN, WAIT], servers })).toMatchObject({ spec: { wantsServers: true } });
  });

  it('may start one process after the other', () => {
    expect(operationsOf({ operations: [RUN, WAIT, RUN, WAIT] })).toHaveLength(4);
  });
});

describe('hostile descriptions', () => {
  it.each([
    ['no JSON', '{', /no JSON/],
    ['a list', '[]', /no JSON object/],
    ['null', 'null', /no JSON object/],
    ['a number as argument', '{"args": [1]}', /args\.0/],
    ['a NUL', '{"args": ["a\\u0000b"]}', /NUL/],
    ['a variable without a name', '{"env": {"": "x"}}', /env/],
    ['a variable with = in its name', '{"env": {"A=B": "x"}}', /env/],
    ['an exit code that is none', '{"exit_code": 1.5}', /exit_code/],
    ['a root outside', '{"root": "../../etc"}', /names no folder beside/],
    ['a root above', '{"root": ".."}', /names no folder beside/],
    ['an absolute root', '{"operations": [{"type": "run", "root": "/"}, {"type": "wait"}]}', /names no folder beside/],
    ['a folder outside', '{"dirs": ["a/b"]}', /names no folder beside/],
  ])('are refused: %s', (_, text, reason) => {
    expect(readTest(text)).toEqual({ kind: 'invalid', reason: expect.stringMatching(reason) });
  });

  it('never throw', () => {
    const names = fc.constantFrom('operations', 'args', 'env', 'root', 'dirs', 'servers', 'world', '__proto__', 'x');
    fc.assert(
      fc.property(fc.oneof(fc.dictionary(names, fc.jsonValue()), fc.jsonValue()), (value) => {
        const found = read(value);
        if (found.kind === 'read') expect(found.spec.operations.length).toBeGreaterThanOrEqual(2);
      }),
    );
    fc.assert(fc.property(fc.string(), (text) => ['read', 'invalid'].includes(readTest(text).kind)));
  });
});
