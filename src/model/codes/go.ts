import type { CodeInfo } from './code-info.ts';

/** Go: platforms, versions, builds. */
export const GO_CODES = {
  'unsupported-platform': {
    category: 'go-platform',
    subject: 'symbol',
    consequence: false,
    wrong: 'a GOOS/GOARCH pair that this Go does not know',
  },
  'buildmode-unsupported': {
    category: 'go-platform',
    subject: 'symbol',
    consequence: false,
    wrong: 'a build mode that this Go does not offer on the platform, or at all',
  },
  'race-unsupported': {
    category: 'go-platform',
    subject: 'platform',
    consequence: false,
    wrong: '`-race` on a platform without it',
  },
  'go-version-too-old': {
    category: 'go-version',
    subject: 'symbol',
    consequence: false,
    wrong: 'go.mod or a source asks for a newer Go',
  },
  'gomod-parse-error': {
    category: 'go-version',
    subject: 'file',
    consequence: false,
    wrong: 'go.mod has a line that this Go cannot read',
  },
  'toolchain-unavailable': {
    category: 'go-version',
    subject: 'symbol',
    consequence: false,
    wrong: 'the requested toolchain is unavailable',
  },
  'goexperiment-unknown': {
    category: 'go-version',
    subject: 'symbol',
    consequence: false,
    wrong: 'an unknown GOEXPERIMENT',
  },
  'gowasm-unknown': {
    category: 'go-version',
    subject: 'symbol',
    consequence: false,
    wrong: 'an unknown GOWASM setting',
  },
  'build-constraints-exclude': {
    category: 'go-build',
    subject: 'symbol',
    consequence: false,
    wrong: 'every file is excluded by constraints',
  },
  'missing-function-body': {
    category: 'go-build',
    subject: 'file',
    consequence: false,
    wrong: 'a declaration without a body (what `go:wasmimport` is to a Go that does not know it)',
  },
  'module-not-found': {
    category: 'go-build',
    subject: 'symbol',
    consequence: false,
    wrong: 'a module or package that is unavailable',
  },
  'package-not-in-std': {
    category: 'go-build',
    subject: 'symbol',
    consequence: false,
    wrong: 'a standard package that this Go does not have',
  },
  'undefined-identifier': {
    category: 'go-build',
    subject: 'symbol',
    consequence: false,
    wrong: "an identifier that is not defined (in this Go's library)",
  },
} as const satisfies Record<string, CodeInfo>;
