import type { Severity } from '../../../model/diagnostic.ts';
import { draft } from '../draft.ts';
import { type Row, readRow, tableOf } from '../rows.ts';
import type { State } from '../state.ts';

/** Binaryen 99 to 131: `src/tools/*.cpp`, `src/wasm/wasm-binary.cpp`. */
export const BINARYEN_ROWS: readonly Row[] = [
  {
    code: 'binaryen-relocatable-input',
    text: 'linking section is present, so this is not a standard wasm file{_}',
    severity: 'warning',
  },
  { code: 'unknown-argument', text: "Unknown option '{symbol}'" },
  { code: 'unknown-argument', text: "Unknown short option '{symbol}'" },
  { code: 'unknown-argument', text: 'Unknown pass: {symbol}' },
  { code: 'missing-argument', text: "Couldn't find expected argument for '{symbol}'" },
  { code: 'missing-argument', text: "Expected argument for '{symbol}'" },
  { code: 'file-not-found', text: "Failed opening '{file}'" },
  { code: 'cannot-open-output', text: "Failed opening output file '{file}'{_}" },
];

const TABLE = tableOf(BINARYEN_ROWS);
const VALIDATOR = '[wasm-validator error in ';

/** Words of the validator → the feature's name in LLVM's `target_features`. */
const FEATURES: readonly (readonly [RegExp, string])[] = [
  [/bulk.?memory/i, 'bulk-memory'],
  [/exception.?handling|event.?handling/i, 'exception-handling'],
  [/memory64|64-bit memor/i, 'memory64'],
  [/simd/i, 'simd128'],
  [/tail.?call/i, 'tail-call'],
  [/reference.?types/i, 'reference-types'],
  [/multi.?value/i, 'multivalue'],
  [/multi.?memor/i, 'multimemory'],
  [/threads|atomic/i, 'atomics'],
  [/sign.?ext/i, 'sign-ext'],
  [/mutable.?globals?/i, 'mutable-globals'],
  [/nontrapping|trunc_sat|saturating/i, 'nontrapping-fptoint'],
  [/\bgc\b/i, 'gc'],
  [/call-indirect-overlong/i, 'call-indirect-overlong'],
  [/extended.?const/i, 'extended-const'],
  [/strings/i, 'strings'],
];

/** Says that a feature is off, in contrast to a module that is wrong with any: `is disabled`, `[--enable-x]`. */
const DISABLED = /is disabled|requires? |require |to be enabled|\[--enable-|all features should be/i;

/** Reads a line of Binaryen's, at its start or behind a warning that lacks its line break. False where there is none. */
export function readBinaryen(text: string, state: State): boolean {
  const at = text.indexOf(VALIDATOR);
  if (at >= 0) {
    readValidator(text.slice(at), state);
    return true;
  }
  if (text.startsWith('[parse exception: ')) {
    emitOnce('binaryen-parse-error', text, state);
    return true;
  }
  if (!text.startsWith('Fatal: ')) return readBinaryenRow('error', text, state);
  const rest = text.slice('Fatal: '.length);
  if (/^\S+:\d+:\d+: error: |^\d+:\d+: error: |^error (?:in )?(?:parsing|building|reading|loading)/.test(rest))
    closeWith('binaryen-parse-error', text, state);
  else if (/validat/.test(rest)) closeWith('binaryen-validation-failed', text, state);
  else if (!readBinaryenRow('error', rest, state)) state.emit(draft('binaryen', 'error', 'unrecognised', rest));
  return true;
}

/** Reads a message by the rows alone. False: none fits. */
export function readBinaryenRow(severity: Severity, text: string, state: State): boolean {
  const made = readRow(TABLE, 'binaryen', severity, text);
  if (!made) return false;
  state.emit(made);
  return true;
}

function readValidator(text: string, state: State): void {
  const found = text.indexOf('] unexpected ');
  const what = found < 0 ? text.slice(text.indexOf(']') + 1).trim() : text.slice(text.indexOf(': ', found) + 2);
  const message = what.replace(/, on\s*$/, '');
  const feature = DISABLED.test(message) ? FEATURES.find(([words]) => words.test(message))?.[1] : undefined;
  const made = draft(
    'binaryen',
    'error',
    feature ? 'binaryen-feature-disabled' : 'binaryen-validation-failed',
    message,
  );
  if (feature) made.feature = feature;
  const name = /^\[wasm-validator error in (?:function )?([^\]]+)\]/.exec(text)?.[1];
  if (name && name !== 'module') made.referencedBy = name;
  state.past.binaryenReported = true;
  state.emit(made);
}

function emitOnce(code: 'binaryen-parse-error', text: string, state: State): void {
  state.past.binaryenReported = true;
  state.emit(draft('binaryen', 'error', code, text));
}

/** The closing `Fatal:` repeats what was reported; alone it is the message. */
function closeWith(code: 'binaryen-parse-error' | 'binaryen-validation-failed', text: string, state: State): void {
  if (!state.past.binaryenReported) state.emit(draft('binaryen', 'error', code, text));
  state.past.binaryenReported = false;
}
