import type { CodeInfo } from './code-info.ts';

/** JavaScript libraries, Binaryen, compilers, crashes, and what only follows from something else. */
export const TOOL_CODES = {
  'js-library-error': {
    category: 'js-library',
    subject: 'file',
    consequence: false,
    wrong: 'an error in a JavaScript library or its processing',
  },
  'js-library-warnings': {
    category: 'js-library',
    subject: 'flag',
    consequence: false,
    wrong: 'warnings in JavaScript libraries',
  },
  'js-compiler-internal-error': {
    category: 'js-library',
    subject: null,
    consequence: false,
    wrong: 'the JavaScript compiler itself fails',
  },
  'binaryen-feature-disabled': {
    category: 'binaryen',
    subject: 'feature',
    consequence: false,
    wrong: 'an instruction of a disabled feature',
  },
  'binaryen-parse-error': {
    category: 'binaryen',
    subject: null,
    consequence: false,
    wrong: 'Binaryen cannot parse the module',
  },
  'binaryen-relocatable-input': {
    category: 'binaryen',
    subject: null,
    consequence: false,
    wrong: 'a relocatable object given to Binaryen',
  },
  'binaryen-validation-failed': {
    category: 'binaryen',
    subject: null,
    consequence: false,
    wrong: 'the module is invalid for Binaryen',
  },
  'compile-error': {
    category: 'compile',
    subject: 'file',
    consequence: false,
    wrong: "a compiler's error in a source file (clang's or Go's)",
  },
  'compile-warning': { category: 'compile', subject: 'file', consequence: false, wrong: "a compiler's warning" },
  'compiler-backend-error': {
    category: 'compile',
    subject: 'symbol',
    consequence: false,
    wrong: 'the code generator refuses',
  },
  'asm-error': { category: 'compile', subject: 'file', consequence: false, wrong: "an assembler's error" },
  'linker-crash': { category: 'crash', subject: null, consequence: false, wrong: 'the linker died of a signal' },
  'python-traceback': {
    category: 'crash',
    subject: null,
    consequence: false,
    wrong: 'a Python program of the toolchain died of an exception',
  },
  'lld-generic-driver': {
    category: 'driver',
    subject: null,
    consequence: false,
    wrong: '`lld` called without a flavour',
  },
  'subprocess-failed': {
    category: 'driver',
    subject: 'tool',
    consequence: true,
    wrong: 'a called tool failed (consequence)',
  },
  'aborted-previous-errors': {
    category: 'driver',
    subject: null,
    consequence: true,
    wrong: 'stopped because of earlier errors (consequence)',
  },
  'undefined-symbol-hint': {
    category: 'hint',
    subject: 'symbol',
    consequence: true,
    wrong: 'advice around undefined symbols (consequence)',
  },
  'too-many-errors': {
    category: 'limit',
    subject: null,
    consequence: true,
    wrong: 'the rest was not printed (consequence)',
  },
} as const satisfies Record<string, CodeInfo>;
