import type { CodeInfo } from './code-info.ts';

/** Names that do not resolve, or resolve twice, and types on which two sides disagree. */
export const SYMBOL_CODES = {
  'undefined-symbol': {
    category: 'symbol',
    subject: 'symbol',
    consequence: false,
    traps: true,
    wrong: "a symbol is referenced and no input defines it (linker's or JavaScript compiler's words)",
  },
  'undefined-stub-dependency': {
    category: 'symbol',
    subject: 'symbol',
    consequence: false,
    traps: true,
    wrong: 'a JavaScript library function was pulled in and one of its native dependencies is undefined',
  },
  'duplicate-symbol': {
    category: 'symbol',
    subject: 'symbol',
    consequence: false,
    wrong: 'two inputs define the same strong symbol',
  },
  'export-not-found': {
    category: 'symbol',
    subject: 'symbol',
    consequence: false,
    wrong: 'an export was asked for that no input defines',
  },
  'entry-not-defined': {
    category: 'symbol',
    subject: 'symbol',
    consequence: false,
    wrong: 'the entry symbol does not exist and `--no-entry` was not given',
  },
  'import-module-mismatch': {
    category: 'symbol',
    subject: 'symbol',
    consequence: false,
    wrong: 'two objects import one symbol from different modules',
  },
  'import-name-mismatch': {
    category: 'symbol',
    subject: 'symbol',
    consequence: false,
    wrong: 'two objects import one symbol under different names',
  },
  'reserved-symbol-misuse': {
    category: 'symbol',
    subject: 'symbol',
    consequence: false,
    wrong: 'a linker-reserved symbol was defined or used with the wrong kind',
  },
  'function-signature-mismatch': {
    category: 'type',
    subject: 'symbol',
    consequence: false,
    traps: true,
    wrong: "caller and definition disagree about a function's type (a warning that traps at run time)",
  },
  'symbol-type-mismatch': {
    category: 'type',
    subject: 'symbol',
    consequence: false,
    wrong: 'one symbol is a function here and data or a global there',
  },
  'global-type-mismatch': {
    category: 'type',
    subject: 'symbol',
    consequence: false,
    wrong: "a global's type or mutability differs between inputs",
  },
  'table-type-mismatch': {
    category: 'type',
    subject: 'symbol',
    consequence: false,
    wrong: "a table's type differs between inputs",
  },
  'tag-signature-mismatch': {
    category: 'type',
    subject: 'symbol',
    consequence: false,
    wrong: "an exception tag's signature differs between inputs",
  },
  'constructor-takes-arguments': {
    category: 'type',
    subject: 'symbol',
    consequence: false,
    wrong: 'a static constructor has parameters',
  },
  'type-not-found': {
    category: 'type',
    subject: 'type',
    consequence: false,
    wrong: "a signature is missing in the linker's own table of types",
  },
} as const satisfies Record<string, CodeInfo>;
