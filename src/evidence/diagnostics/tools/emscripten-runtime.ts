import type { DiagnosticCode } from '../../../model/codes.ts';
import { type Draft, draft, type Fields } from '../draft.ts';
import type { State } from '../state.ts';
import { readV8 } from './v8.ts';

interface AbortRow {
  readonly code: DiagnosticCode;
  readonly pattern: RegExp;
  /** What the first group holds. */
  readonly field?: 'symbol' | 'file';
}

/**
 * What Emscripten's generated JavaScript says when it gives up: 2.0.12 to 6.0.8, `src/{preamble,runtime_debug,library}.js`,
 * later `src/lib/lib*.js`. Matched anywhere in an abort's text; every pattern is a literal and at most one group.
 */
const ROWS: readonly AbortRow[] = [
  { code: 'missing-function-abort', pattern: /^missing function: (\S+)/, field: 'symbol' },
  { code: 'memory-oom-abort', pattern: /^Cannot enlarge memory (?:arrays|,|to size)/ },
  { code: 'memory-oom-abort', pattern: /^(?:OOM$|Out of memory|memory allocation failed)/ },
  { code: 'exception-support-missing', pattern: /Exception catching is disabled, this exception cannot be caught/ },
  { code: 'exception-support-missing', pattern: /Exception thrown, but exception catching is not enabled/ },
  { code: 'runtime-export-missing', pattern: /^'([^']+)' was not exported/, field: 'symbol' },
  {
    code: 'runtime-export-missing',
    pattern: /Cannot call unknown function (\S+?),? (?:make sure it is exported|\(perhaps LLVM optimizations)/,
    field: 'symbol',
  },
  {
    code: 'runtime-export-missing',
    pattern: /native function `([^`]+)` (?:not|was not|is not) exported/,
    field: 'symbol',
  },
  { code: 'runtime-export-missing', pattern: /`Module\.([A-Za-z0-9_$]+)` was not exported/, field: 'symbol' },
  { code: 'runtime-export-missing', pattern: /^`Module\.([A-Za-z0-9_$]+)` has been replaced/, field: 'symbol' },
  {
    code: 'missing-function-abort',
    pattern: /^(?:external symbol|undefined symbol) '?([^\s']+)'? is missing/,
    field: 'symbol',
  },
  { code: 'missing-function-abort', pattern: /^undefined symbol '([^']+)'/, field: 'symbol' },
  { code: 'trap-stack-overflow', pattern: /^Stack overflow(?:!|\b)/ },
  { code: 'loader-host-incompatible', pattern: /Failed to parse URL from (\S+\.wasm)/ },
  { code: 'loader-host-incompatible', pattern: /both async and sync fetching of the wasm failed/ },
  { code: 'loader-host-incompatible', pattern: /not compiled for this environment/ },
  {
    code: 'loader-host-incompatible',
    pattern: /^(?:node|shell|web|worker) environment detected but not enabled at build time/,
  },
  { code: 'assertion-abort', pattern: /^Assertion failed\b/ },
];

/** First words of an abort's text that 2.0.12 prints by itself before it throws. */
const BARE =
  /^(?:missing function: |Cannot enlarge memory |Assertion failed\b|'[^']+' was not exported|Exception thrown, but exception catching )/;

/** Reads an abort: `Aborted({text})`, `abort({text}) at Error`, or its bare first line. False where the line is none. */
export function readAbort(text: string, state: State): boolean {
  const aborted = unwrap(text);
  if (aborted) return emitAbort(aborted.text, aborted.wrapped, text, state);
  return BARE.test(text) && emitAbort(text, false, text, state);
}

/** The text inside `Aborted(…)` or `abort(…)`, and whether an exception repeats it. */
function unwrap(text: string): { readonly text: string; readonly wrapped: boolean } | null {
  const match = /^(?:Uncaught |\(in promise\) |exception thrown: |\[?RuntimeError: )*(?:Aborted|abort)\(/.exec(text);
  if (!match) return null;
  const end = text.lastIndexOf(')', text.endsWith(') at Error') ? text.length - ' at Error'.length : text.length);
  const inner =
    end > match[0].length ? text.slice(match[0].length, end) : text.slice(match[0].length).replace(/\).*$/, '');
  return { text: inner, wrapped: match[0].includes('RuntimeError') };
}

function emitAbort(inner: string, wrapped: boolean, text: string, state: State): boolean {
  const last = state.past.abort;
  if (wrapped) state.past.script = undefined;
  state.past.abort = inner;
  // `missing function: f` is followed by `Aborted(-1)`, and every abort by an exception of the same text.
  if (last !== undefined && (wrapped ? sameAbort(last, inner) : inner === '-1')) return true;
  if (state.past.loadFailure === inner) return true;
  const fields = classify(inner);
  const wasm = fields ? null : readV8(inner);
  if (wasm) {
    state.emit(wasm);
    return true;
  }
  const code = fields?.code ?? 'native-abort';
  const { symbol } = fields?.fields ?? {};
  state.emit(draft('emscripten-runtime', 'error', code, text, symbol ? { symbol } : {}));
  return true;
}

/** Without assertions the exception adds advice to the text: `Aborted(x). Build with -sASSERTIONS for more info.` */
function sameAbort(last: string, inner: string): boolean {
  return last === inner || inner.startsWith(last) || last.startsWith(inner) || inner === '-1';
}

function classify(text: string): { readonly code: DiagnosticCode; readonly fields: Fields } | null {
  for (const { code, pattern, field } of ROWS) {
    const match = pattern.exec(text);
    if (match) return { code, fields: field && match[1] ? { [field]: match[1] } : {} };
  }
  return null;
}

const LOADING = 'failed to asynchronously prepare wasm: ';

/**
 * `failed to asynchronously prepare wasm: {error}`, which an abort of the same text follows. False: it is no such line.
 */
export function readLoadFailure(text: string, state: State): boolean {
  if (!text.startsWith(LOADING)) return false;
  const inner = text.slice(LOADING.length);
  if (inner === state.past.abort) return true;
  const made = readV8(inner) ?? readRuntimeError(inner);
  if (!made) return false;
  state.past.loadFailure = inner;
  state.emit(made);
  return true;
}

/** `Stack overflow detected. …` of a build with assertions. False: it is no such line. */
export function readOverflow(text: string, state: State): boolean {
  if (!text.startsWith('Stack overflow detected')) return false;
  state.past.overflowAt = state.line;
  state.emit(draft('emscripten-runtime', 'error', 'trap-stack-overflow', text));
  return true;
}

/** A warning of a build with assertions about a library function that the program uses and does not hold. */
export function readRuntimeWarning(text: string): Draft | null {
  const symbol = /^`([\w$]+)` is a library symbol and not included by default/.exec(text)?.[1];
  return symbol === undefined
    ? null
    : draft('emscripten-runtime', 'warning', 'runtime-export-missing', text, { symbol });
}

/**
 * Exceptions that a program without exception support throws as a number: `5244808 - Exception catching is disabled,
 * …`. False: it is no such line.
 */
export function readThrownPointer(text: string, state: State): boolean {
  if (!/^(?:exception thrown: )?\d+ - Exception catching is disabled/.test(text)) return false;
  state.past.script = undefined;
  state.emit(draft('emscripten-runtime', 'error', 'exception-support-missing', text));
  return true;
}

/**
 * What node says of a thrown value that is no error: a C++ exception that left the module. False: it is no such line.
 */
export function readThrownValue(text: string, state: State): boolean {
  if (!state.past.script || state.line - state.past.script.line > VALUE_REACH) return false;
  if (!/^\(Use `node --trace-uncaught |^\s+at _{2,3}cxa_throw\b/.test(text)) return false;
  state.past.script = undefined;
  state.emit(draft('emscripten-runtime', 'error', 'uncaught-wasm-exception', text.trim()));
  return true;
}

/** How far a quoted script may stand above what it threw, in lines. */
const VALUE_REACH = 8;

/** What `made` is by the rows above where a thrown error holds it: `Error: 'x' was not exported …`. */
export function readRuntimeError(message: string): Draft | null {
  const fields = classify(message);
  return (
    fields &&
    draft(
      'emscripten-runtime',
      'error',
      fields.code,
      message,
      fields.fields.symbol ? { symbol: fields.fields.symbol } : {},
    )
  );
}
