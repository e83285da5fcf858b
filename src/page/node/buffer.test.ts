import { isUtf8 as isUtf8OfNode, Buffer as OfNode } from 'node:buffer';
import fc from 'fast-check';
import { expect, it } from 'vitest';
import { Buffer, isUtf8 } from './buffer.ts';

const same = (own: Iterable<number>, other: Iterable<number>) => expect([...own]).toEqual([...other]);

it('gives the same as Node', () => {
  fc.assert(
    fc.property(
      fc.uint8Array({ maxLength: 200 }),
      fc.string({ unit: 'binary' }),
      fc.nat(60),
      fc.nat(200),
      (bytes, text, from, to) => {
        const [own, other] = [Buffer.from(bytes), OfNode.from(bytes)];
        for (const encoding of ['utf8', 'latin1', 'hex', 'base64'] as const) {
          expect(own.toString(encoding, 0)).toBe(other.toString(encoding, 0));
          if (from <= bytes.length)
            expect(own.toString(encoding, from, Math.max(from, to))).toBe(
              other.toString(encoding, from, Math.max(from, to)),
            );
        }
        same(Buffer.from(text), OfNode.from(text));
        const narrow = other.toString('latin1');
        same(Buffer.from(narrow, 'latin1'), OfNode.from(narrow, 'latin1'));
        same(Buffer.from(other.toString('base64'), 'base64'), other);
        same(Buffer.concat([own, own.subarray(1)]), OfNode.concat([other, other.subarray(1)]));
        expect(own.indexOf(10, from)).toBe(other.indexOf(10, from));
        expect(own.subarray(3).toString('utf8', 1)).toBe(other.subarray(3).toString('utf8', 1));
        for (const mark of [narrow.slice(2, 5), 'xyz'])
          expect(own.includes(mark, 0, 'latin1')).toBe(other.includes(mark, 0, 'latin1'));
        expect(own.equals(bytes)).toBe(true);
        expect(own.subarray(1).equals(bytes)).toBe(other.subarray(1).equals(bytes));
        expect(isUtf8(bytes)).toBe(isUtf8OfNode(bytes));
        const [room, roomOfNode] = [Buffer.alloc(20), OfNode.alloc(20)];
        expect(room.write(text, 'latin1')).toBe(roomOfNode.write(text, 'latin1'));
        same(room, roomOfNode);
        if (bytes.length < 8) return;
        for (const read of ['readUInt32LE', 'readUInt32BE', 'readBigUInt64LE', 'readBigUInt64BE'] as const)
          expect(own[read](0)).toBe(other[read](0));
      },
    ),
  );
});

it('stands on the memory that it is given', () => {
  const memory = new Uint8Array([1, 2, 3, 4]);
  const view = Buffer.from(memory.buffer, 1, 2);
  memory[1] = 9;
  same(view, new Uint8Array([9, 3]));
  expect(Buffer.isBuffer(view.subarray(1))).toBe(true);
});
