import type { CodeInfo } from './code-info.ts';

/** Object files, relocations, architectures and bitcode. */
export const OBJECT_CODES = {
  'object-bad-version': {
    category: 'object',
    subject: 'file',
    consequence: false,
    wrong: 'a wasm version number that the reader does not know',
  },
  'object-corrupt': {
    category: 'object',
    subject: 'file',
    consequence: false,
    wrong: "an object's contents contradict themselves",
  },
  'object-truncated': { category: 'object', subject: 'file', consequence: false, wrong: 'an object ends too early' },
  'object-unsupported-construct': {
    category: 'object',
    subject: 'file',
    consequence: false,
    wrong: 'an object uses something that this reader does not support',
  },
  'section-out-of-order': {
    category: 'object',
    subject: 'file',
    consequence: false,
    wrong: 'sections in an order that an object may not have (what a finished Go module looks like to a linker)',
  },
  'table-symbol-missing': {
    category: 'object',
    subject: 'file',
    consequence: false,
    wrong: 'table imports without symbol-table entries (objects of another age)',
  },
  'reloc-needs-pic': {
    category: 'relocation',
    subject: 'symbol',
    consequence: false,
    wrong: 'a relocation needs `-fPIC`',
  },
  'reloc-non-tls-section': {
    category: 'relocation',
    subject: 'symbol',
    consequence: false,
    wrong: 'a thread-local relocation into a section that is not',
  },
  'reloc-non-tls-symbol': {
    category: 'relocation',
    subject: 'symbol',
    consequence: false,
    wrong: 'a thread-local relocation against a symbol that is not',
  },
  'reloc-undefined-symbol': {
    category: 'relocation',
    subject: 'symbol',
    consequence: false,
    wrong: 'a relocation against an undefined symbol that cannot be imported',
  },
  'wasm64-object-in-wasm32-link': {
    category: 'arch',
    subject: 'file',
    consequence: false,
    wrong: 'a 64 bit object in a 32 bit link',
  },
  'wasm32-object-in-wasm64-link': {
    category: 'arch',
    subject: 'file',
    consequence: false,
    wrong: 'a 32 bit object in a 64 bit link',
  },
  'wrong-machine-type': {
    category: 'arch',
    subject: 'file',
    consequence: false,
    wrong: 'an input for another machine',
  },
  'bitcode-incompatible': {
    category: 'lto',
    subject: 'producer',
    consequence: false,
    wrong: 'bitcode of another LLVM',
  },
  'bitcode-corrupt': { category: 'lto', subject: null, consequence: false, wrong: 'bitcode that no LLVM reads' },
  'lto-invalid-option': { category: 'lto', subject: null, consequence: false, wrong: 'an LTO option out of range' },
  'bitcode-after-lto': {
    category: 'lto',
    subject: 'file',
    consequence: false,
    wrong: 'bitcode was needed only after link-time optimization had run',
  },
} as const satisfies Record<string, CodeInfo>;
