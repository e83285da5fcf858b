import type { CodeInfo } from './code-info.ts';

/** Command lines, outputs, and what a tool calls unstable. */
export const OPTION_CODES = {
  'unknown-argument': {
    category: 'cli',
    subject: 'symbol',
    consequence: false,
    wrong: 'an option that this version does not know',
  },
  'missing-argument': { category: 'cli', subject: 'symbol', consequence: false, wrong: 'an option without its value' },
  'invalid-argument-value': {
    category: 'cli',
    subject: 'symbol',
    consequence: false,
    wrong: 'a value that the option does not take',
  },
  'incompatible-options': {
    category: 'cli',
    subject: 'symbol',
    consequence: false,
    wrong: 'two options that exclude each other',
  },
  'no-output-file': { category: 'cli', subject: null, consequence: false, wrong: 'no `-o`' },
  'unknown-z-option': { category: 'cli', subject: 'symbol', consequence: false, wrong: '`-z` with an unknown word' },
  'unknown-target': {
    category: 'cli',
    subject: 'symbol',
    consequence: false,
    wrong: 'a target triple that this compiler does not know',
  },
  'deprecated-target': {
    category: 'cli',
    subject: 'symbol',
    consequence: false,
    wrong: 'a target triple that has a new name (a warning)',
  },
  'unknown-target-feature': {
    category: 'cli',
    subject: 'feature',
    consequence: false,
    wrong: 'a target feature that this compiler does not know (a warning)',
  },
  'cannot-open-output': {
    category: 'output',
    subject: 'file',
    consequence: false,
    wrong: 'the output file cannot be opened',
  },
  'output-write-failed': {
    category: 'output',
    subject: null,
    consequence: false,
    wrong: 'writing the output failed (disk full)',
  },
  'experimental-feature': {
    category: 'stability',
    subject: null,
    consequence: false,
    wrong: 'a feature that the tool calls experimental (a warning)',
  },
} as const satisfies Record<string, CodeInfo>;
