import type { TypeDefinition } from '../wasm/type-section.ts';

/** Value types by the letters of Emscripten's signatures; pointers apart. */
const LETTERS: ReadonlyMap<string, string> = new Map([
  ['i', 'i32'],
  ['j', 'i64'],
  ['f', 'f32'],
  ['d', 'f64'],
]);

/**
 * Whether a function type can be that of a library function with this signature. Until 4.0.0 an i64 crosses to
 * JavaScript as two i32, its result as one beside a temporary register, unless `WASM_BIGINT` was asked for; pointers
 * are i64 where memory has 64 bit addresses. False: the import is another function of that name.
 */
export function fitsSignature(signature: string, type: TypeDefinition, is64: boolean): boolean {
  if (type.kind !== 'func') return false;
  const [result = 'v', ...params] = signature;
  return [false, true].some((split) => {
    const expand = (letter: string) => expandLetter(letter, is64, split);
    const results = result === 'v' ? [] : expand(result).slice(0, 1);
    return equal(results, type.results) && equal(params.flatMap(expand), type.params);
  });
}

function expandLetter(letter: string, is64: boolean, split: boolean): string[] {
  if (letter === 'p') return [is64 ? 'i64' : 'i32'];
  if (letter === 'j' && split) return ['i32', 'i32'];
  return [LETTERS.get(letter) ?? letter];
}

function equal(left: readonly string[], right: readonly string[]): boolean {
  return left.length === right.length && left.every((item, place) => item === right[place]);
}
