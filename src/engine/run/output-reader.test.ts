import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { type Blobs, openBlobs } from '../../run/storage/blobs.ts';
import { createOutputReader } from './output-reader.ts';

it('reads only the start of what is nothing known, which may be as large as a step likes', () => {
  const folder = mkdtempSync(join(tmpdir(), 'emrift-reader-'));
  try {
    const read = () => {
      throw new Error('it was read whole');
    };
    const blobs: Blobs = { ...openBlobs(folder), read };
    const reader = createOutputReader(blobs);
    for (const content of ['text', '', 'x'.repeat(100_000)]) {
      const digest = blobs.put(Buffer.from(content));
      expect([reader.surfaceOf(digest), reader.namesOf(digest), reader.wasmOf(digest)]).toEqual([null, null, null]);
      expect(reader.symbolsOf(digest)).toEqual([]);
    }
    expect(() => reader.surfaceOf(blobs.put(Buffer.from('\0asm\x01\0\0\0')))).toThrow('it was read whole');
  } finally {
    rmSync(folder, { recursive: true });
  }
});
