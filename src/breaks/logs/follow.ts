import { CODES } from '../../model/codes.ts';
import type { Diagnostic } from '../../model/diagnostic.ts';

/** A failure of one tool that another tool then reports in its own words. */
interface Follow {
  readonly cause: (message: Diagnostic) => boolean;
  readonly follows: (message: Diagnostic) => boolean;
}

/** Packages of Go's standard library that are half in C where cgo is on. */
const HALF_IN_C = /[\\/]src[\\/](?:os[\\/]user|net|runtime[\\/]cgo|plugin)[\\/]/;

/** Members of Rust's archives that are no objects, which readers of archives complain about and pass over. */
const RUST_METADATA = /rust\.metadata\.bin|lib\.rmeta|\.rcgu\.bc\.z/;

const FOLLOWS: readonly Follow[] = [
  { cause: ({ message }) => !RUST_METADATA.test(message), follows: ({ message }) => RUST_METADATA.test(message) },
  // Without what cgo would have made, its packages lack half of their names.
  {
    cause: ({ code }) => code === 'cgo-unsupported-arch' || code === 'cgo-cc-wrong-target' || code === 'tool-not-found',
    follows: ({ code, file = '' }) =>
      (code === 'undefined-identifier' || code === 'compile-error') && HALF_IN_C.test(file),
  },
  // rustc repeats what the linker that it called could not do; wasm-pack repeats that cargo failed, which is no cause.
  {
    cause: ({ reporter, severity, message }) =>
      severity === 'error' && reporter !== 'unknown' && !message.startsWith('Error: Compiling your crate'),
    follows: ({ code, message }) =>
      code === 'unrecognised' &&
      /^(?:linking with |could not compile|Could not compile|aborting due to|build failed|process didn't exit|failed to run custom build command)/.test(
        message,
      ),
  },
  // A Go program that panicked ends by a trap, and the engine reports that in its own words.
  { cause: ({ code }) => code === 'go-panic', follows: ({ code }) => code === 'trap-unreachable' },
  // What a program ended with says nothing where another program's failure stands in the log.
  {
    cause: ({ severity, code }) => severity === 'error' && code !== 'go-exit-nonzero',
    follows: ({ code }) => code === 'go-exit-nonzero',
  },
  // Build tools and package managers report that something failed.
  {
    cause: ({ severity, code }) => severity === 'error' && code !== 'unrecognised' && !CODES[code].consequence,
    follows: ({ code, message }) =>
      code === 'unrecognised' &&
      /^(?:command |script |recipe |Command failed|The command (?!line)|failed to (?:link|solve)|exit(?:ed)? )/i.test(
        message,
      ),
  },
];

/** Which of a log's messages only follow from another tool's failure, judged by the log as a whole. */
export function followsFromOthers(diagnostics: readonly Diagnostic[]): (message: Diagnostic) => boolean {
  const active = FOLLOWS.filter(({ cause }) => diagnostics.some(cause));
  return (message) => active.some(({ follows, cause }) => follows(message) && !cause(message));
}
