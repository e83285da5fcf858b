import type { AbiLibrary } from '../../model/abi.ts';

/** The family of what JavaScript offers to a link. */
export const JAVASCRIPT = 'JavaScript';

/**
 * Words that Emscripten adds to a library's name for the way in which it was built (`get_base_name` of the library classes
 * in tools/system_libs.py, 2.0.12 to 6.0.5). `wasm` is how 2.0.12 marked what is built with more optimization.
 */
const VARIANTS = new Set([
  'asan',
  'asm',
  'debug',
  'em_emu',
  'except',
  'full_es3',
  'getprocaddr',
  'legacyexcept',
  'memgrow',
  'mt',
  'noassert',
  'nocatch',
  'noerrno',
  'noexcept',
  'ofb',
  'optz',
  'pure',
  'sanitized',
  'sbrk',
  'stub',
  'tracing',
  'wasmexcept',
  'webgl2',
  'ws',
]);

/** Libraries by what they are, where the name changed: another name for the same, or a part that was split off. */
const SAME: ReadonlyMap<string, string> = new Map([
  // The allocators define the same functions; which one is linked is a setting.
  ['libdlmalloc', 'malloc'],
  ['libemmalloc', 'malloc'],
  ['libmimalloc', 'malloc'],
  // LLVM's name since Emscripten 4.0.
  ['libclang_rt.builtins', 'compiler-rt'],
  ['libcompiler_rt', 'compiler-rt'],
  // The part of libc that is built with more optimization; joined to libc before 3.1.6.
  ['libc_rt_wasm', 'libc'],
  ['libc_rt', 'libc'],
]);

/** What a library is whatever its variant and its version's name for it, so that like is compared with like. */
export function familyOf({ name, format }: Pick<AbiLibrary, 'name' | 'format'>): string {
  if (format === 'stub-library') return JAVASCRIPT;
  const [base = '', ...words] = name.replace(/\.(?:a|o|so|wasm)$/, '').split('-');
  const kept = [base, ...words.filter((word) => !VARIANTS.has(word))].join('-');
  return SAME.get(kept) ?? kept;
}
