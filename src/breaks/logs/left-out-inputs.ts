import type { Diagnostic } from '../../model/diagnostic.ts';

/** How tools say that they go on without an input, or without what is in it. */
const LEFT_OUT =
  /\bignoring (?:dynamic|shared) library\b|\bskipping incompatible\b|\bignoring file\b|archive (?:is missing an index|has no (?:index|symbol table))|not a valid input file|neither Wasm object file nor LLVM bitcode|different target triples/;

/** What is reported where the names of a library are not there. */
const LACKS: ReadonlySet<string> = new Set([
  'undefined-symbol',
  'undefined-stub-dependency',
  'library-not-found',
  'entry-not-defined',
]);

/**
 * The warnings behind undefined names: an input that was left out before them is their cause, though the tool that left
 * it out went on. None where nothing is undefined below them.
 */
export function leftOutInputs(warnings: readonly Diagnostic[], errors: readonly Diagnostic[]): readonly Diagnostic[] {
  const last = Math.max(...errors.filter(({ code }) => LACKS.has(code)).map(({ logLine }) => logLine));
  return warnings.filter(({ message, logLine }) => logLine < last && LEFT_OUT.test(message));
}
