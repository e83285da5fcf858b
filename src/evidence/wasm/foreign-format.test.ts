import { describe, expect, it } from 'vitest';
import { readForeign } from './foreign-format.ts';

describe('what is no module', () => {
  it.each([
    ['\x1f\x8b\x08\0', 'a gzip file'],
    ['WbIL\0\0', 'a .NET assembly in Webcil, not wrapped in a module'],
    ['version https://git-lfs.github.com/spec/v1\noid sha256:0', 'a Git LFS pointer'],
    ['\n<!DOCTYPE html><html>', 'an HTML or XML page'],
    ['{"error": "not found"}', 'JSON'],
    ['[{}]', 'JSON'],
    [';; text\n(module)', 'WebAssembly in text form'],
    ['', 'an empty file'],
  ])('%j is %s', (bytes, title) => {
    expect(readForeign(Buffer.from(bytes, 'latin1'), 'x.wasm')?.title).toBe(title);
  });

  it('is not guessed at, but for Brotli by its name', () => {
    expect(readForeign(Buffer.from('\x0b\x02\x80', 'latin1'), 'x.wasm')).toBeNull();
    expect(readForeign(Buffer.from('\x0b\x02\x80', 'latin1'), 'x.wasm.br')?.title).toBe('a Brotli file, by its name');
    expect(readForeign(Buffer.from('{ nothing of the kind', 'latin1'), 'x')).toBeNull();
  });
});
