import fc from 'fast-check';
import { beforeAll, describe, expect, it } from 'vitest';
import { loadTransport } from '../transport/load.ts';
import { blobOf, digestOf, isDigest } from './digest.ts';
import type { Encode } from './messages.ts';
import { buildTree, type TreeFile } from './tree.ts';
import { buildWireAction, prepareCommand } from './wire-action.ts';

let encode: Encode;
beforeAll(async () => {
  ({ encode } = await loadTransport());
});

const content = digestOf(Buffer.from('x'));
const file = (path: string, executable?: true): TreeFile => ({
  path,
  digest: content,
  ...(executable && { executable }),
});

describe('canonical bytes', () => {
  // Known to every implementation of the API: an empty folder is an empty message.
  it('of an empty tree are none', () => {
    expect(buildTree([], [], encode).root).toEqual({
      hash: 'e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855',
      sizeBytes: 0,
    });
  });

  // By hand, from the wire format (protobuf.dev/programming-guides/encoding): tag, length, value, in the order of the numbers.
  it('have members in the order of their numbers, and none with its default value', () => {
    const { folders } = buildTree([file('b'), file('a', true)], [{ path: 'c', target: 'a' }], encode);
    const digest = Buffer.concat([Buffer.from([0x0a, 64]), Buffer.from(content.hash), Buffer.from([0x10, 1])]);
    const node = (name: string, more: number[]) => {
      const inner = Buffer.concat([
        Buffer.from([0x0a, 1]),
        Buffer.from(name),
        Buffer.from([0x12, digest.length]),
        digest,
        Buffer.from(more),
      ]);
      return Buffer.concat([Buffer.from([0x0a, inner.length]), inner]);
    };
    const link = Buffer.from([0x1a, 6, 0x0a, 1, 0x63, 0x12, 1, 0x61]);
    expect(Buffer.from(folders[0]!.bytes)).toEqual(Buffer.concat([node('a', [0x20, 1]), node('b', []), link]));
  });

  it('of a command sort its variables, outputs and properties', () => {
    const one = {
      arguments: ['sh'],
      env: { B: '1', A: '2' },
      outputs: ['y', 'x'],
      properties: [
        { name: 'q', value: '1' },
        { name: 'p', value: '3' },
        { name: 'p', value: '2' },
      ],
    };
    const other = {
      arguments: ['sh'],
      env: { A: '2', B: '1' },
      outputs: ['x', 'y'],
      properties: [
        { name: 'p', value: '2' },
        { name: 'p', value: '3' },
        { name: 'q', value: '1' },
      ],
    };
    const tree = buildTree([], [], encode);
    expect(buildWireAction(prepareCommand(one, encode), tree, encode).digest).toEqual(
      buildWireAction(prepareCommand(other, encode), tree, encode).digest,
    );
    const timed = buildWireAction(prepareCommand({ ...one, timeout: 60 }, encode), tree, encode).digest;
    expect(timed).not.toEqual(buildWireAction(prepareCommand(one, encode), tree, encode).digest);
  });
});

describe('a tree', () => {
  const names = fc.stringMatching(/^[a-z€𝄞]{1,3}$/u);
  const paths = fc.uniqueArray(
    fc.array(names, { minLength: 1, maxLength: 3 }).map((parts) => parts.join('/')),
    { maxLength: 12 },
  );
  const fitting = paths.filter((list) => !list.some((a) => list.some((b) => b.startsWith(`${a}/`))));

  it('does not depend on the order of its files', () => {
    fc.assert(
      fc.property(fitting, (list) => {
        const files = list.map((path) => file(path));
        expect(buildTree([...files].reverse(), [], encode).root).toEqual(buildTree(files, [], encode).root);
      }),
    );
  });

  it('differs in a name, a content, the executable bit and a link', () => {
    const base = buildTree([file('a/b')], [], encode).root.hash;
    const others = [
      buildTree([file('a/c')], [], encode),
      buildTree([{ path: 'a/b', digest: digestOf(Buffer.from('y')) }], [], encode),
      buildTree([file('a/b', true)], [], encode),
      buildTree([], [{ path: 'a/b', target: 'x' }], encode),
    ].map(({ root }) => root.hash);
    expect(new Set([base, ...others]).size).toBe(5);
  });

  it('has each of several equal folders once', () => {
    expect(buildTree([file('a/x'), file('b/x'), file('c/x')], [], encode).folders).toHaveLength(2);
  });

  it.each(['../a', '/a', 'a//b', 'a/./b', ''])('refuses the path %j', (path) => {
    expect(() => buildTree([file(path)], [], encode)).toThrow('no relative path');
  });

  it('refuses two things of one path', () => {
    expect(() => buildTree([file('a'), file('a/b')], [], encode)).toThrow('below a file');
    expect(() => buildTree([file('a/b'), file('a')], [], encode)).toThrow('two things');
  });
});

describe('digests', () => {
  it('of servers are taken only where they can be some', () => {
    expect(isDigest(blobOf(Buffer.from('a')).digest)).toBe(true);
    for (const wrong of [
      null,
      undefined,
      { hash: 'a', sizeBytes: 1 },
      { hash: content.hash, sizeBytes: -1 },
      { hash: content.hash.toUpperCase(), sizeBytes: 1 },
    ])
      expect(isDigest(wrong)).toBe(false);
  });
});
