import type { CodeInfo } from './code-info.ts';

/** What happens while a module runs: aborts, traps, and Go's own endings. */
export const RUNNING_CODES = {
  'native-abort': { category: 'runtime-abort', subject: null, consequence: false, wrong: '`abort()` was called' },
  'assertion-abort': { category: 'runtime-abort', subject: null, consequence: false, wrong: 'an assertion failed' },
  'memory-oom-abort': { category: 'runtime-abort', subject: null, consequence: false, wrong: 'memory could not grow' },
  'missing-function-abort': {
    category: 'runtime-abort',
    subject: 'symbol',
    consequence: false,
    wrong: 'a function that was left undefined at link time was called',
  },
  'trap-unreachable': {
    category: 'runtime-trap',
    subject: null,
    consequence: false,
    wrong: '`unreachable` was executed',
  },
  'trap-memory-out-of-bounds': {
    category: 'runtime-trap',
    subject: null,
    consequence: false,
    wrong: 'an access outside the memory',
  },
  'trap-table-out-of-bounds': {
    category: 'runtime-trap',
    subject: null,
    consequence: false,
    wrong: 'an index outside the table',
  },
  'trap-indirect-call-mismatch': {
    category: 'runtime-trap',
    subject: null,
    consequence: false,
    wrong: 'an indirect call to null or to another type',
  },
  'trap-integer-overflow': {
    category: 'runtime-trap',
    subject: null,
    consequence: false,
    wrong: 'a float does not fit into the integer',
  },
  'trap-integer-divide-by-zero': {
    category: 'runtime-trap',
    subject: null,
    consequence: false,
    wrong: 'division by zero',
  },
  'trap-stack-overflow': {
    category: 'runtime-trap',
    subject: null,
    consequence: false,
    wrong: 'the call stack is exhausted',
  },
  'uncaught-wasm-exception': {
    category: 'runtime-trap',
    subject: null,
    consequence: false,
    wrong: 'a wasm exception reached the host',
  },
  'go-panic': { category: 'runtime-go', subject: null, consequence: false, wrong: 'a Go panic' },
  'go-exit-nonzero': {
    category: 'runtime-go',
    subject: null,
    consequence: false,
    wrong: 'the Go program ended with a code other than 0',
  },
  'arguments-too-long': {
    category: 'runtime-go',
    subject: null,
    consequence: false,
    wrong: "command line and environment are longer than Go's loader can pass on",
  },
} as const satisfies Record<string, CodeInfo>;
