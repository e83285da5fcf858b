import type { DiagnosticCode } from './codes.ts';

/** How loudly the tool said it; tools without a word for it count as `error`. */
export type Severity = 'error' | 'warning' | 'note';

/** The tool that printed a message. */
export const REPORTERS = [
  'wasm-ld',
  'llvm',
  'clang',
  'emcc',
  'js-compiler',
  'binaryen',
  'wabt',
  'go',
  'node',
  'emscripten-runtime',
  'wazero',
  'wasmedge',
  'wasmtime',
  'wasmi',
  'chromium',
  'firefox',
  'safari',
  'python',
  'shell',
  'unknown',
] as const;

/** One of `REPORTERS`. */
export type Reporter = (typeof REPORTERS)[number];

/**
 * One message of one tool, as data. Which of the optional fields a code carries, and which is its subject,
 * stands in the table of codes.
 */
export interface Diagnostic {
  readonly reporter: Reporter;
  readonly severity: Severity;
  readonly code: DiagnosticCode;
  /** The message without tool, severity and colour, in one line. */
  readonly message: string;
  /** First line of the message in the log, counted from 1. */
  readonly logLine: number;
  /** How many lines below the first one stands the line that names what the message is about, where it is a further one. */
  readonly subjectBelow?: number;
  /** True where the message only repeats or follows from another one. False: it can be a cause. */
  readonly consequence: boolean;
  readonly symbol?: string;
  readonly module?: string;
  readonly file?: string;
  readonly files?: readonly string[];
  readonly line?: number;
  readonly column?: number;
  readonly member?: string;
  readonly referencedBy?: string;
  readonly types?: readonly string[];
  readonly names?: readonly string[];
  readonly type?: string;
  readonly relocation?: string;
  readonly section?: string;
  readonly feature?: string;
  readonly seen?: string;
  readonly expected?: string;
  readonly producer?: string;
  readonly reader?: string;
  readonly flag?: string;
  readonly stage?: string;
  readonly tool?: string;
  readonly platform?: string;
  readonly package?: string;
  readonly running?: string;
  /**
   * How many occurrences of the message this entry stands for, where more than one. A log's first repeats are entries
   * of their own; those beyond a bound are counted on the first.
   */
  readonly count?: number;
}
