import type { DiagnosticCode } from '../../../model/codes.ts';
import type { Reporter, Severity } from '../../../model/diagnostic.ts';
import { draft } from '../draft.ts';
import type { State } from '../state.ts';
import { readSignal } from './crash.ts';

/** A message that neither a name nor a severity announces. */
interface BareRow {
  readonly reporter: Reporter;
  readonly severity: Severity;
  readonly code: DiagnosticCode;
  readonly pattern: RegExp;
  /** What the first group holds. */
  readonly field?: 'symbol' | 'tool' | 'feature';
}

const ROWS: readonly BareRow[] = [
  // lld's front end (`lld/tools/lld/lld.cpp`).
  { reporter: 'wasm-ld', severity: 'error', code: 'lld-generic-driver', pattern: /^lld is a generic driver\.$/ },
  { reporter: 'wasm-ld', severity: 'error', code: 'invalid-argument-value', pattern: /^Unknown flavor: / },
  // A target's table of features (`llvm/lib/MC/MCSubtargetInfo.cpp`); compiling goes on.
  {
    reporter: 'clang',
    severity: 'warning',
    code: 'unknown-target-feature',
    pattern: /^'[+-](.{1,100})' is not a recognized feature for this target/,
    field: 'feature',
  },
  // `llvm_unreachable` of a build with assertions.
  { reporter: 'unknown', severity: 'error', code: 'unrecognised', pattern: /^UNREACHABLE executed at / },
  // GNU ld, which cgo links native programs with.
  {
    reporter: 'unknown',
    severity: 'error',
    code: 'undefined-symbol',
    pattern: /^[^`\u2018]+: undefined reference to [`\u2018](.+)['\u2019]$/,
    field: 'symbol',
  },
  // TinyGo's builder.
  {
    reporter: 'unknown',
    severity: 'error',
    code: 'subprocess-failed',
    pattern: /^failed to run tool: (\S+)$/,
    field: 'tool',
  },
  // The same, of the Go that it found (builder/config.go); older releases say `error: ` first.
  { reporter: 'unknown', severity: 'error', code: 'unrecognised', pattern: /^requires go version \d/ },
  // WABT's interpreter.
  {
    reporter: 'wabt',
    severity: 'error',
    code: 'import-missing',
    pattern: /^error initializing module: invalid import "([^"]{1,200})"$/,
    field: 'symbol',
  },
  // glibc's loader.
  {
    reporter: 'shell',
    severity: 'error',
    code: 'unrecognised',
    pattern: /^\S+: error while loading shared libraries: /,
  },
];

/** Reads the few messages of one shape each. False where the line is none. */
export function readBare(text: string, state: State): boolean {
  for (const { reporter, severity, code, pattern, field } of ROWS) {
    const match = pattern.exec(text);
    if (!match) continue;
    state.emit(draft(reporter, severity, code, text, field && match[1] ? { [field]: match[1] } : {}));
    return true;
  }
  return readSignal(text, state);
}
