import { createHash as ofNode } from 'node:crypto';
import fc from 'fast-check';
import { expect, it } from 'vitest';
import { createHash, hash } from './crypto.ts';

it('gives the same as Node', () => {
  const lengths = [0, 1, 55, 56, 63, 64, 65, 119, 120, 1000];
  const bytes = lengths.map((length) => Uint8Array.from({ length }, (_, at) => at * 7));
  for (const one of bytes) expect(hash('sha256', one, 'hex')).toBe(ofNode('sha256').update(one).digest('hex'));
  fc.assert(
    fc.property(fc.string({ unit: 'binary' }), fc.uint8Array({ maxLength: 300 }), (text, rest) => {
      const expected = ofNode('sha256').update(text).update(rest).digest('hex');
      expect(createHash('sha256').update(text).update(rest).digest('hex')).toBe(expected);
    }),
  );
});
