import type { CodeInfo } from './codes/code-info.ts';
import { EMSCRIPTEN_CODES } from './codes/emscripten.ts';
import { GO_CODES } from './codes/go.ts';
import { GO_WASM_CODES } from './codes/go-wasm.ts';
import { HOST_CODES } from './codes/hosts.ts';
import { INPUT_CODES } from './codes/inputs.ts';
import { MEMORY_CODES } from './codes/memory.ts';
import { OBJECT_CODES } from './codes/objects.ts';
import { OPTION_CODES } from './codes/options.ts';
import { RUNNING_CODES } from './codes/running.ts';
import { SYMBOL_CODES } from './codes/symbols.ts';
import { TOOL_CODES } from './codes/tools.ts';

/**
 * The vocabulary of diagnostics: one entry per code, by what it is about. A code says what is wrong, never how a tool
 * words it. `subject` names the diagnostic's field that the break is about (`module.symbol` joins two),
 * null where the message names nothing.
 */
export const CODES = {
  ...SYMBOL_CODES,
  ...INPUT_CODES,
  ...OBJECT_CODES,
  ...MEMORY_CODES,
  ...OPTION_CODES,
  ...EMSCRIPTEN_CODES,
  ...TOOL_CODES,
  ...GO_CODES,
  ...GO_WASM_CODES,
  ...HOST_CODES,
  ...RUNNING_CODES,
  unrecognised: {
    category: 'unknown',
    subject: null,
    consequence: false,
    wrong: 'a line that looks like an error and fits no known template',
  },
} as const satisfies Record<string, CodeInfo>;

/** A diagnostic's code. */
export type DiagnosticCode = keyof typeof CODES;

/** Whether a word is a code; false: no message has it. */
export function isCode(word: string): word is DiagnosticCode {
  return Object.hasOwn(CODES, word);
}

/** Whether a warning with this code, at exit 0, traps or misbehaves when the module runs; false: the module may well work. */
export function trapsWhenRun(code: DiagnosticCode): boolean {
  const info: CodeInfo = CODES[code];
  return info.traps === true;
}

/** What the run itself finds and no message states. */
export const FINDINGS = {
  'unexpected-import': { wrong: 'a module imports what the case says it must not' },
  'absent-import': { wrong: 'a module lacks an import that the case asks for' },
  'unexpected-export': { wrong: 'a module exports what the case says it must not' },
  'absent-export': { wrong: 'a module lacks an export that the case asks for' },
  'unexpected-symbol': { wrong: 'a symbol table has a symbol that the case says it must not' },
  'absent-symbol': { wrong: 'a symbol table lacks a symbol that the case asks for' },
  'wrong-output': { wrong: 'the program ran to its end and printed something else' },
  'program-crash': { wrong: 'the program, or the host that ran it, was ended by the system for a fault of its own' },
  'failed-test': { wrong: 'a test that the program ran failed' },
  'abnormal-end': { wrong: 'the program that ran tests ended before it was through, or by a crash' },
  'unexplained-failure': { wrong: 'an exit code and no message that says why' },
  'limit-wall': { wrong: 'the step took longer than the case allows' },
  'limit-silence': { wrong: 'the step printed nothing for longer than the case allows' },
  'limit-output': { wrong: 'the step printed more than the case allows' },
  'limit-memory': { wrong: 'the step used more memory than the case allows' },
  'limit-disk': { wrong: 'the step filled more of the disk than the case allows' },
  'limit-files': { wrong: 'the step made more files than the case allows' },
  'limit-processes': { wrong: 'the step started more processes than the case allows' },
  'limit-outputs': { wrong: 'the step left larger outputs than the case allows' },
} as const satisfies Record<string, { wrong: string }>;

/** A kind of break that the run itself finds. */
export type Finding = keyof typeof FINDINGS;

/** The class of a break. */
export type Kind = DiagnosticCode | Finding;

/** Whether a word is a kind; false: no break is of it. */
export function isKind(word: string): word is Kind {
  return isCode(word) || Object.hasOwn(FINDINGS, word);
}
