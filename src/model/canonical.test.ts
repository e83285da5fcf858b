import { createHash } from 'node:crypto';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { canonicalJson, reviewableJson, sha256 } from './canonical.ts';

/** The same value with the members of every object in another order. */
function reversed(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(reversed);
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(
    Object.entries(value)
      .reverse()
      .map(([key, member]) => [key, reversed(member)]),
  );
}

describe('canonical JSON', () => {
  it('says the same whatever the order of members, and all that there is', () => {
    fc.assert(
      fc.property(fc.jsonValue(), (value) => {
        expect(canonicalJson(reversed(value))).toBe(canonicalJson(value));
        expect(JSON.parse(canonicalJson(value))).toEqual(JSON.parse(JSON.stringify(value)));
        expect(JSON.parse(reviewableJson(value))).toEqual(JSON.parse(JSON.stringify(value)));
      }),
    );
  });

  it('sorts by code unit and leaves out what is undefined', () => {
    expect(canonicalJson({ é: 1, b: undefined, a: [{ z: 1, B: null }], _: '' })).toBe(
      '{"_":"","a":[{"B":null,"z":1}],"é":1}',
    );
    expect(reviewableJson({ b: [], a: { c: 1 } })).toBe('{\n "a": {\n  "c": 1\n },\n "b": []\n}\n');
  });

  it('keeps a member called __proto__ as a member', () => {
    const hostile = JSON.parse('{"b":1,"__proto__":{"polluted":true}}') as object;
    expect(canonicalJson(hostile)).toBe('{"__proto__":{"polluted":true},"b":1}');
    expect(Object.hasOwn(Object.prototype, 'polluted')).toBe(false);
  });
});

describe('sha256', () => {
  it.each([
    ['', 'e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855'],
    ['é', createHash('sha256').update(Buffer.from('é', 'utf8')).digest('hex')],
  ])('of %j, as text or bytes', (text, digest) => {
    expect(sha256(text)).toBe(digest);
    expect(sha256(Buffer.from(text))).toBe(digest);
  });
});
