import type { CodeInfo } from './code-info.ts';

/** Target features and memory layout. */
export const MEMORY_CODES = {
  'feature-not-allowed': {
    category: 'features',
    subject: 'feature',
    consequence: false,
    wrong: 'an object uses a target feature that the link does not allow',
  },
  'feature-missing': {
    category: 'features',
    subject: 'feature',
    consequence: false,
    wrong: 'the link needs a feature that an input lacks or disallows',
  },
  'feature-required-by': {
    category: 'features',
    subject: 'feature',
    consequence: false,
    wrong: 'an input requires a feature that another does not use',
  },
  'feature-disallowed-by': {
    category: 'features',
    subject: 'feature',
    consequence: false,
    wrong: 'an input disallows a feature that another uses',
  },
  'feature-table-conflict': {
    category: 'features',
    subject: 'feature',
    consequence: false,
    wrong: 'an object built without reference types meets a table import that needs them',
  },
  'mutable-globals-missing': {
    category: 'features',
    subject: 'feature',
    consequence: false,
    wrong: 'an option needs mutable globals',
  },
  'shared-memory-disallowed': {
    category: 'features',
    subject: 'feature',
    consequence: false,
    wrong: '`--shared-memory` with an object built without atomics',
  },
  'shared-memory-required': {
    category: 'features',
    subject: 'feature',
    consequence: false,
    wrong: 'thread-local storage or atomics without `--shared-memory`',
  },
  'initial-memory-too-small': {
    category: 'memory',
    subject: null,
    consequence: false,
    wrong: 'initial memory cannot hold the data',
  },
  'initial-memory-too-large': {
    category: 'memory',
    subject: null,
    consequence: false,
    wrong: 'initial memory exceeds the limit',
  },
  'initial-memory-unaligned': {
    category: 'memory',
    subject: null,
    consequence: false,
    wrong: 'initial memory is not a multiple of the page',
  },
  'initial-heap-too-large': {
    category: 'memory',
    subject: null,
    consequence: false,
    wrong: 'initial heap exceeds the limit',
  },
  'initial-heap-unaligned': {
    category: 'memory',
    subject: null,
    consequence: false,
    wrong: 'initial heap is not a multiple of the page',
  },
  'max-memory-too-small': {
    category: 'memory',
    subject: null,
    consequence: false,
    wrong: 'maximum memory below what is needed',
  },
  'max-memory-too-large': {
    category: 'memory',
    subject: null,
    consequence: false,
    wrong: 'maximum memory exceeds the limit',
  },
  'max-memory-unaligned': {
    category: 'memory',
    subject: null,
    consequence: false,
    wrong: 'maximum memory is not a multiple of the page',
  },
  'stack-size-unaligned': { category: 'memory', subject: null, consequence: false, wrong: 'stack size is not aligned' },
} as const satisfies Record<string, CodeInfo>;
