import type { CodeInfo } from './code-info.ts';

/** What a host says before a module runs: reading, linking, loaders. */
export const HOST_CODES = {
  'wasm-bad-magic': { category: 'runtime-compile', subject: null, consequence: false, wrong: 'not a wasm file' },
  'wasm-bad-version': {
    category: 'runtime-compile',
    subject: null,
    consequence: false,
    wrong: 'a version or component that the host does not take',
  },
  'wasm-truncated': {
    category: 'runtime-compile',
    subject: null,
    consequence: false,
    wrong: 'the file ends too early',
  },
  'wasm-invalid': {
    category: 'runtime-compile',
    subject: null,
    consequence: false,
    wrong: 'the host finds the module invalid',
  },
  'wasm-feature-unsupported': {
    category: 'runtime-compile',
    subject: 'feature',
    consequence: false,
    wrong: 'the module uses a feature that the host lacks or has switched off',
  },
  'import-missing': {
    category: 'runtime-link',
    subject: 'module.symbol',
    consequence: false,
    wrong: 'the host does not offer an import',
  },
  'import-module-missing': {
    category: 'runtime-link',
    subject: 'module',
    consequence: false,
    wrong: "the host does not offer the import's module",
  },
  'import-type-mismatch': {
    category: 'runtime-link',
    subject: 'module.symbol',
    consequence: false,
    wrong: 'the host offers the import with another type',
  },
  'import-memory-mismatch': {
    category: 'runtime-link',
    subject: 'module.symbol',
    consequence: false,
    wrong: 'the memory offered does not fit',
  },
  'import-table-mismatch': {
    category: 'runtime-link',
    subject: null,
    consequence: false,
    wrong: 'the table offered does not fit',
  },
  'data-segment-out-of-bounds': {
    category: 'runtime-link',
    subject: null,
    consequence: false,
    wrong: 'a data segment lies outside the memory',
  },
  'runtime-export-missing': {
    category: 'runtime-link',
    subject: 'symbol',
    consequence: false,
    wrong:
      "a function, runtime method or view that the caller expects is not exported (in the words of the module's JavaScript, of the engine or of the caller)",
  },
  'bigint-abi-mismatch': {
    category: 'runtime-js',
    subject: null,
    consequence: false,
    wrong: 'a Number where the module wants a BigInt, or the reverse',
  },
  'loader-host-incompatible': {
    category: 'runtime-js',
    subject: 'file',
    consequence: false,
    wrong: "the generated loader does not fit this host (node's fetch, globals, module system)",
  },
} as const satisfies Record<string, CodeInfo>;
