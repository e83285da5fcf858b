import { describe, expect, it } from 'vitest';
import { abiOf, libraryOf, needOf } from './abi.fixture.ts';
import { findLeftOver, linksOf } from './left-over.ts';

const PLAIN = 'abi/libraries:plain';
const ALONE = 'abi/libraries:standalone';

describe('findLeftOver', () => {
  const needs = [
    needOf('data __heap_base'),
    needOf('weak data __start___llvm_prf_data'),
    needOf('main (i32, i32) -> i32'),
    needOf('__syscall10 (i32) -> i32', 'env.__sys_unlink'),
    needOf('__wasi_fd_write', 'wasi_snapshot_preview1.fd_write'),
    needOf('emscripten_resize_heap (i32) -> i32'),
    needOf('__posix_spawnx'),
    needOf('malloc (i32) -> i32'),
  ];
  const abi = abiOf('em1.0.0', [
    libraryOf('libc.a', [], needs, [PLAIN, ALONE]),
    libraryOf('libdlmalloc.a', ['weak malloc (i32) -> i32'], [needOf('data __heap_base')], [PLAIN, ALONE]),
    libraryOf('libstandalonewasm.a', ['weak emscripten_resize_heap (i32) -> i32'], [], [ALONE]),
    libraryOf('javascript.so', ['__sys_unlink', 'emscripten_resize_heap', 'fd_write', 'malloc'], [], [PLAIN]),
  ]);
  const giversOf = (link: string) => findLeftOver(abi, link).map(({ name, giver }) => [name, giver]);

  it('says who gives what no library of the link defines', () => {
    expect(giversOf(PLAIN)).toEqual([
      ['__heap_base', 'linker'],
      ['__posix_spawnx', 'nobody'],
      ['__start___llvm_prf_data', 'linker'],
      ['__syscall10', 'javascript'],
      ['__wasi_fd_write', 'host'],
      ['emscripten_resize_heap', 'javascript'],
      ['main', 'program'],
    ]);
  });

  it('asks each link for itself', () => {
    expect(linksOf(abi)).toEqual([PLAIN, ALONE]);
    expect(giversOf(ALONE)).not.toContainEqual(['emscripten_resize_heap', expect.anything()]);
    expect(giversOf(ALONE)).toContainEqual(['__syscall10', 'nobody']);
  });

  it('lists links in order, however libraries have them', () => {
    expect(linksOf(abiOf('em1.0.0', [libraryOf('libc.a', [], [], [ALONE, PLAIN])]))).toEqual([PLAIN, ALONE]);
  });

  it.each([
    ['a function by the name of a section', needOf('__start_section')],
    ['data with that name inside', needOf('data my__start_section')],
    ['an import that only a native library defines', needOf('f', 'env.native')],
  ])('gives nobody for %s', (_, need) => {
    const one = abiOf('em1.0.0', [libraryOf('libc.a', ['native'], [need])]);
    expect(findLeftOver(one, PLAIN).map(({ giver }) => giver)).toEqual(['nobody']);
  });

  it('names every library that needs a symbol', () => {
    const [base] = findLeftOver(abi, PLAIN);
    expect(base!.users.map(({ library }) => library.name)).toEqual(['libc.a', 'libdlmalloc.a']);
  });
});
