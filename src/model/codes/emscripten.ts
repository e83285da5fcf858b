import type { CodeInfo } from './code-info.ts';

/** Emscripten's settings, its installation, and the versions of its parts. */
export const EMSCRIPTEN_CODES = {
  'unknown-setting': { category: 'settings', subject: 'symbol', consequence: false, wrong: '`-sX` with an unknown X' },
  'setting-removed': {
    category: 'settings',
    subject: 'symbol',
    consequence: false,
    wrong: 'a setting that was removed or no longer has an effect',
  },
  'setting-invalid-value': {
    category: 'settings',
    subject: 'symbol',
    consequence: false,
    wrong: 'a value that the setting does not take',
  },
  'setting-incompatible': {
    category: 'settings',
    subject: 'symbol',
    consequence: false,
    wrong: 'two settings that exclude each other',
  },
  'setting-ignored': {
    category: 'settings',
    subject: 'symbol',
    consequence: false,
    wrong: 'a setting or option that has no effect in this combination (a warning)',
  },
  'exception-support-missing': {
    category: 'settings',
    subject: 'symbol',
    consequence: false,
    wrong: 'exceptions are thrown or caught without the support built in (at link or at run time: `stage`)',
  },
  'main-not-exported': {
    category: 'settings',
    subject: 'symbol',
    consequence: false,
    wrong: '`main` is defined and not exported',
  },
  'port-not-found': { category: 'settings', subject: 'symbol', consequence: false, wrong: 'an unknown port' },
  'tool-not-found': {
    category: 'environment',
    subject: 'symbol',
    consequence: false,
    wrong: 'a program that the tool calls does not exist',
  },
  'config-missing': { category: 'environment', subject: 'file', consequence: false, wrong: 'no configuration file' },
  'config-invalid': {
    category: 'environment',
    subject: 'file',
    consequence: false,
    wrong: 'a configuration file that cannot be used',
  },
  'cache-unwritable': {
    category: 'environment',
    subject: 'file',
    consequence: false,
    wrong: 'the library cache cannot be written',
  },
  'frozen-cache-miss': {
    category: 'environment',
    subject: null,
    consequence: false,
    wrong: 'a library is missing in a frozen cache',
  },
  'node-module-missing': {
    category: 'environment',
    subject: 'symbol',
    consequence: false,
    wrong: 'a node module of the toolchain is missing',
  },
  'node-version-too-old': {
    category: 'environment',
    subject: 'seen',
    consequence: false,
    wrong: "the node that runs the compiler's JavaScript is too old (its own check, or a syntax error in it)",
  },
  'llvm-version-mismatch': {
    category: 'toolchain-version',
    subject: 'seen',
    consequence: false,
    wrong: 'the LLVM found is not the one expected',
  },
  'binaryen-version-mismatch': {
    category: 'toolchain-version',
    subject: 'seen',
    consequence: false,
    wrong: 'the Binaryen found is not the one expected',
  },
} as const satisfies Record<string, CodeInfo>;
