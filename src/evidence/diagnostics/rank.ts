import type { DiagnosticCode } from '../../model/codes.ts';
import type { Diagnostic } from '../../model/diagnostic.ts';

/**
 * Which of several messages in one failed step is the cause: groups from the most decisive to those that only follow.
 * What is specific stands before what it shows up as, building before running, and consequences last.
 */
export const RANKS: readonly (readonly DiagnosticCode[])[] = [
  // The installation, before anything was built.
  ['config-missing', 'config-invalid', 'tool-not-found', 'node-version-too-old', 'node-module-missing'],
  ['frozen-cache-miss', 'cache-unwritable', 'output-write-failed', 'toolchain-unavailable'],
  // What was asked for does not exist.
  ['unsupported-platform', 'buildmode-unsupported', 'race-unsupported', 'goexperiment-unknown', 'gowasm-unknown'],
  ['go-version-too-old', 'gomod-parse-error'],
  ['cgo-unsupported-arch', 'cgo-cc-wrong-target', 'external-link-unsupported'],
  ['build-constraints-exclude', 'package-not-in-std', 'module-not-found', 'wasm-exec-missing', 'exec-format-error'],
  ['unknown-setting', 'setting-removed', 'setting-invalid-value', 'setting-incompatible', 'port-not-found'],
  ['unknown-argument', 'missing-argument', 'invalid-argument-value', 'incompatible-options', 'unknown-target'],
  ['lto-invalid-option', 'no-output-file', 'no-input-files', 'lld-generic-driver', 'unknown-z-option'],
  // Sources.
  ['wasmimport-unsupported-type', 'wasmimport-too-many-results', 'wasmimport-syntax'],
  ['wasmexport-unsupported-type', 'wasmexport-misplaced', 'missing-function-body', 'undefined-identifier'],
  ['asm-error', 'compile-error', 'compiler-backend-error', 'linkname-restricted', 'undefined-relocation-target'],
  // Inputs of a link.
  ['wasm64-object-in-wasm32-link', 'wasm32-object-in-wasm64-link', 'wrong-machine-type'],
  ['bitcode-incompatible', 'bitcode-corrupt', 'bitcode-after-lto'],
  ['section-out-of-order', 'not-relocatable', 'object-unsupported-construct', 'table-symbol-missing'],
  ['object-bad-version', 'object-truncated', 'object-corrupt', 'type-not-found'],
  ['archive-no-index', 'archive-malformed', 'archive-member-unreadable', 'archive-member-not-wasm'],
  ['unknown-file-type', 'static-link-of-dynamic-object', 'file-not-found', 'library-not-found', 'cannot-open-output'],
  // How they fit together.
  ['shared-memory-disallowed', 'shared-memory-required', 'feature-disallowed-by', 'feature-required-by'],
  ['feature-not-allowed', 'feature-table-conflict', 'mutable-globals-missing', 'feature-missing'],
  ['reloc-needs-pic', 'reloc-non-tls-symbol', 'reloc-non-tls-section', 'reloc-undefined-symbol'],
  ['import-module-mismatch', 'import-name-mismatch', 'symbol-type-mismatch', 'global-type-mismatch'],
  ['table-type-mismatch', 'constructor-takes-arguments', 'reserved-symbol-misuse', 'duplicate-symbol'],
  ['undefined-stub-dependency', 'undefined-symbol', 'entry-not-defined', 'export-not-found', 'main-not-exported'],
  ['function-signature-mismatch', 'tag-signature-mismatch'],
  ['initial-memory-unaligned', 'max-memory-unaligned', 'initial-heap-unaligned', 'stack-size-unaligned'],
  ['initial-memory-too-large', 'max-memory-too-large', 'initial-heap-too-large'],
  ['initial-memory-too-small', 'max-memory-too-small'],
  ['js-library-error', 'js-compiler-internal-error', 'unhandled-relocation'],
  ['binaryen-relocatable-input', 'binaryen-feature-disabled', 'binaryen-parse-error', 'binaryen-validation-failed'],
  ['llvm-version-mismatch', 'binaryen-version-mismatch', 'linker-crash'],
  // Running: a module that does not load, a link that fails, an abort, a trap, and what a trap leaves behind.
  ['loader-host-incompatible', 'wasm-bad-magic', 'wasm-bad-version', 'wasm-truncated', 'wasm-feature-unsupported'],
  ['wasm-invalid', 'import-module-missing', 'import-missing', 'import-type-mismatch', 'import-memory-mismatch'],
  ['import-table-mismatch', 'data-segment-out-of-bounds', 'runtime-export-missing', 'bigint-abi-mismatch'],
  ['exception-support-missing', 'missing-function-abort', 'memory-oom-abort', 'assertion-abort', 'native-abort'],
  ['trap-stack-overflow', 'trap-indirect-call-mismatch', 'trap-table-out-of-bounds', 'trap-memory-out-of-bounds'],
  ['trap-integer-overflow', 'trap-integer-divide-by-zero', 'uncaught-wasm-exception', 'trap-unreachable'],
  ['arguments-too-long', 'go-panic', 'go-exit-nonzero'],
  // What says little by itself.
  ['compile-warning', 'experimental-feature', 'js-library-warnings', 'setting-ignored'],
  ['deprecated-target', 'unknown-target-feature', 'python-traceback', 'unrecognised'],
  ['archive-adding-index', 'undefined-symbol-hint', 'aborted-previous-errors', 'too-many-errors', 'subprocess-failed'],
];

const RANK_OF: ReadonlyMap<DiagnosticCode, number> = new Map(
  RANKS.flatMap((codes, rank) => codes.map((code) => [code, rank] as const)),
);

/** Messages in the order in which they explain what happened: by rank, within a rank as they stand. */
export function causesFirst(messages: readonly Diagnostic[]): Diagnostic[] {
  return [...messages].sort((a, b) => rankOf(a.code) - rankOf(b.code));
}

/** A code's place among causes: the lower, the more it explains. */
export function rankOf(code: DiagnosticCode): number {
  return RANK_OF.get(code) ?? RANKS.length;
}
