import { describe, expect, it } from 'vitest';
import { sha256 } from '../../../model/canonical.ts';
import { edit, expectVersion } from './edits.ts';
import { RELEASES } from './releases.ts';

describe('edit', () => {
  it('gives the bytes whose checksum is known, text or not', () => {
    const release = Buffer.from([0xff, 0x61, 0x0a, 0xc3]);
    const given = Buffer.from([0xff, 0x62, 0x62, 0x0a, 0xc3]);
    expect(edit(given, { path: 'a.png', replace: [['bb', 'a']], sha256: sha256(release) })).toEqual(release);
  });

  it('refuses what comes out otherwise', () => {
    const one = { path: 'tools/a.py', replace: [['b', 'c']], sha256: sha256('c') } as const;
    expect(() => edit(Buffer.from('bx'), one)).toThrow('tools/a.py cannot be made as the release has it');
  });
});

describe('expectVersion', () => {
  it('sets the number, and nothing else', () => {
    const text = 'X = 1\nEXPECTED_BINARYEN_VERSION = 127\nif v != EXPECTED_BINARYEN_VERSION:\n';
    expect(expectVersion(Buffer.from(text), 'BINARYEN', '131').toString()).toBe(text.replace('127', '131'));
  });

  it('refuses a text without it', () => {
    expect(() => expectVersion(Buffer.from('nothing'), 'LLVM', '22')).toThrow(
      'tools/shared.py expects no version of LLVM',
    );
  });
});

describe('RELEASES', () => {
  it('edits each file once, inside of the tree, into a checksum', () => {
    for (const { undo, fromDebian } of Object.values(RELEASES)) {
      const edits = [...undo, ...fromDebian];
      expect(new Set(edits.map(({ path }) => path)).size).toBe(edits.length);
      for (const { path, sha256: sum } of edits) {
        expect(path).toMatch(/^[a-z][\w./-]+$/i);
        expect(sum).toMatch(/^[0-9a-f]{64}$/);
      }
    }
  });
});
