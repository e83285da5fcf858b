import type { CodeInfo } from './code-info.ts';

/** Go: cgo, linking, running, and the directives for wasm. */
export const GO_WASM_CODES = {
  'cgo-unsupported-arch': {
    category: 'go-cgo',
    subject: 'symbol',
    consequence: false,
    wrong: 'cgo does not know the architecture',
  },
  'cgo-cc-wrong-target': {
    category: 'go-cgo',
    subject: 'package',
    consequence: false,
    wrong: 'the C compiler given to cgo compiles for something else',
  },
  'external-link-unsupported': {
    category: 'go-link',
    subject: null,
    consequence: false,
    wrong: 'external linking is required or requested, and unavailable',
  },
  'unhandled-relocation': {
    category: 'go-link',
    subject: null,
    consequence: false,
    wrong: "a relocation that Go's linker cannot handle",
  },
  'undefined-relocation-target': {
    category: 'go-link',
    subject: 'symbol',
    consequence: false,
    wrong: 'a reference to a function that no package defines',
  },
  'linkname-restricted': {
    category: 'go-link',
    subject: 'symbol',
    consequence: false,
    wrong: 'a `go:linkname` that this Go forbids',
  },
  'exec-format-error': {
    category: 'go-run',
    subject: null,
    consequence: false,
    wrong: 'the result is not a program of this machine',
  },
  'wasm-exec-missing': {
    category: 'go-run',
    subject: 'file',
    consequence: false,
    wrong: 'the support file or script is not where it is looked for',
  },
  'wasmimport-unsupported-type': {
    category: 'go-wasm-abi',
    subject: 'type',
    consequence: false,
    wrong: 'a type that `go:wasmimport` does not take',
  },
  'wasmimport-too-many-results': {
    category: 'go-wasm-abi',
    subject: 'file',
    consequence: false,
    wrong: 'more than one result',
  },
  'wasmimport-syntax': { category: 'go-wasm-abi', subject: 'file', consequence: false, wrong: 'a malformed directive' },
  'wasmexport-unsupported-type': {
    category: 'go-wasm-abi',
    subject: 'type',
    consequence: false,
    wrong: 'a type that `go:wasmexport` does not take',
  },
  'wasmexport-misplaced': {
    category: 'go-wasm-abi',
    subject: 'file',
    consequence: false,
    wrong: 'a directive in a place where it is not allowed',
  },
} as const satisfies Record<string, CodeInfo>;
