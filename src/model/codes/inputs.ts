import type { CodeInfo } from './code-info.ts';

/** Files given to a linker or a driver, and archives. */
export const INPUT_CODES = {
  'file-not-found': { category: 'input', subject: 'file', consequence: false, wrong: 'an input file does not exist' },
  'library-not-found': { category: 'input', subject: 'symbol', consequence: false, wrong: '`-lX` was not found' },
  'unknown-file-type': {
    category: 'input',
    subject: 'file',
    consequence: false,
    wrong: 'an input is neither object, archive, module nor source',
  },
  'no-input-files': { category: 'input', subject: null, consequence: false, wrong: 'nothing to link or compile' },
  'not-relocatable': {
    category: 'input',
    subject: 'file',
    consequence: false,
    wrong: 'a finished module was given where an object is needed',
  },
  'static-link-of-dynamic-object': {
    category: 'input',
    subject: 'file',
    consequence: false,
    wrong: 'a shared library in a static link',
  },
  'archive-member-not-wasm': {
    category: 'archive',
    subject: 'member',
    consequence: false,
    wrong: 'a member is an object of another machine',
  },
  'archive-no-index': {
    category: 'archive',
    subject: 'file',
    consequence: false,
    wrong: 'an archive has no symbol index',
  },
  'archive-malformed': {
    category: 'archive',
    subject: 'file',
    consequence: false,
    wrong: "an archive's structure is broken",
  },
  'archive-member-unreadable': {
    category: 'archive',
    subject: 'symbol',
    consequence: false,
    wrong: 'a thin archive names a file that is gone',
  },
  'archive-adding-index': {
    category: 'archive',
    subject: 'file',
    consequence: true,
    wrong: 'the driver adds a missing index (a note)',
  },
} as const satisfies Record<string, CodeInfo>;
