import type { Severity } from '../../model/diagnostic.ts';
import { type Draft, draft } from './draft.ts';
import { findSeverity, type Marked } from './severity-mark.ts';
import type { State } from './state.ts';
import { type HeadReader, readerOf } from './tool-names.ts';
import { readBare } from './tools/bare.ts';
import { readBinaryen, readBinaryenRow } from './tools/binaryen.ts';
import { readBitcode } from './tools/bitcode.ts';
import { readPage } from './tools/chromium.ts';
import { endsInPlace, readBackend, readClangBare, readClangDriver, readLocated } from './tools/clang.ts';
import { readCrash } from './tools/crash.ts';
import { readEmcc, readEmccUnmarked } from './tools/emcc.ts';
import {
  readAbort,
  readLoadFailure,
  readOverflow,
  readRuntimeWarning,
  readThrownPointer,
  readThrownValue,
} from './tools/emscripten-runtime.ts';
import { readGoCommand, readGoHeader, readGoSource, readGoUnmarked, readPlace } from './tools/go.ts';
import { readGoRuntime } from './tools/go-runtime.ts';
import { readInternalError, readJsCompiler } from './tools/js-compiler.ts';
import { readLlvmFatal, readLlvmTool } from './tools/llvm.ts';
import { readMissingImport } from './tools/missing-import.ts';
import { readNodeOption, readScript, readThrown, readWasmException } from './tools/node.ts';
import { readPythonStart, readSyntaxError, readTraceback } from './tools/python.ts';
import { readShell } from './tools/shell.ts';
import { readV8 } from './tools/v8.ts';
import { readWabt } from './tools/wabt.ts';
import { readWasmLd, resumePlaces } from './tools/wasm-ld.ts';
import { readWasmEdge } from './tools/wasmedge.ts';
import { readWasmi } from './tools/wasmi.ts';
import { readWasmtime } from './tools/wasmtime.ts';
import { readWazero } from './tools/wazero.ts';

/** Emscripten's logger, `{module}:{level}: {text}`: building its libraries, checking its set-up. */
const LOGGED = /^[\w.]+:(INFO|DEBUG|WARNING|ERROR|CRITICAL): /;

/** Whether a capital follows the first colon, as a level does: most lines are told apart by that. */
function mayBeLogged(text: string): boolean {
  const code = text.charCodeAt(text.indexOf(':') + 1);
  return code >= 65 && code <= 90;
}

/**
 * Reads one cleaned line that belongs to no message before it and may matter. False where nothing here knows it; it may
 * then have been kept as an error without a template.
 */
export function readLine(text: string, state: State): boolean {
  const logged = mayBeLogged(text) ? LOGGED.exec(text) : null;
  if (logged) {
    readLogged(logged[1]!, text.slice(logged[0].length), state);
    return true;
  }
  if (text.startsWith('>>> defined ') && resumePlaces(text, state)) return true;
  if (text.startsWith('Fatal: ') && readBinaryen(text, state)) return true;
  const marked = findSeverity(text);
  if (marked) {
    if (readMarked(marked, state)) return true;
    if (marked.head === '' && readUnnamed(marked, state)) return true;
  }
  const built = text.includes('.js: undefined symbol: ') ? BUILT_FILE.exec(text) : null;
  if (built && readJsCompiler('error', text.slice(built[0].length), state)) return true;
  if (readShaped(text, state)) return true;
  if (readNamed(text, state)) return false;
  if (state.past.quotedAt === state.line || readHost(text, state)) return true;
  if (marked && marked.severity !== 'note') keepUnknown(marked, state);
  return false;
}

/** Unity names the file that it was building in place of the word for an error. */
const BUILT_FILE = /^\S.{0,300}\.js: (?=undefined symbol: \S+ \(referenced by )/;

/** `error: {text}`, and `{tool}: error: {text}` of a tool that no table knows: kept as it is. */
function keepUnknown({ head, severity, rest }: Marked, state: State): void {
  if (head === '') state.emit(draft('unknown', severity, 'unrecognised', rest));
  else if (severity === 'error' && TOOL_NAME.test(head))
    state.emit(draft('unknown', severity, 'unrecognised', `${head}: ${rest}`));
}

/** One word, as a program's name or path; words in capitals are levels and verdicts of other logs. */
const TOOL_NAME = /^(?=.*[a-z])[\w.+/-]+$/;

/** `system_libs:WARNING: {text}` of older drivers; lower levels report progress. */
function readLogged(level: string, text: string, state: State): void {
  if (level === 'INFO' || level === 'DEBUG') return;
  const severity = level === 'WARNING' ? 'warning' : 'error';
  if (!readJsCompiler(severity, text, state)) readEmcc(severity, text, state);
}

/** `{tool}: error: {text}` and `{file}:{line}:{column}: error: {text}`. */
function readMarked(marked: Marked, state: State): boolean {
  const { head, severity, rest } = marked;
  if (head === '') return false;
  // A place ends in a number, no tool's name in a colon and one.
  if (endsInPlace(head)) return readLocated(marked, state);
  const reader = readerOf(head.slice(head.lastIndexOf(' ') + 1));
  if (reader) {
    if (severity !== 'note') READ_MARKED[reader](severity, rest, state);
    return true;
  }
  return false;
}

const READ_MARKED: Readonly<Record<HeadReader, (severity: Severity, text: string, state: State) => void>> = {
  'wasm-ld': readWasmLd,
  clang: readClangDriver,
  emcc: readEmcc,
  llvm: readLlvmTool,
  binaryen: (severity, text, state) => {
    if (!readBinaryenRow(severity, text, state)) state.emit(draft('binaryen', severity, 'unrecognised', text));
  },
  wabt: (severity, text, state) => {
    if (!readWabt(text, state)) state.emit(draft('wabt', severity, 'unrecognised', text));
  },
  go: (severity, text, state) => severity === 'error' && readGoCommand(text, state),
  shell: (_, text, state) => readShell(text, state),
  node: (_, text, state) => void readNodeOption(text, state),
  python: (severity, text, state) => state.emit(draft('python', severity, 'unrecognised', text)),
};

/** `error: {text}` without a name: Emscripten's JavaScript compiler, Binaryen, parts of clang. */
function readUnnamed({ severity, fatal, rest }: Marked, state: State): boolean {
  // zig puts the word before the linker's name.
  const linker = severity === 'error' ? /^(?:wasm-ld|rust-lld|lld): (?=\S)/.exec(rest) : null;
  if (linker) {
    readWasmLd(severity, rest.slice(linker[0].length), state);
    return true;
  }
  if (fatal && readBackend(rest, state)) return true;
  if (fatal) return emitIf(readClangBare(severity, rest), state);
  if (severity === 'error' && emitIf(readBitcode(rest), state)) return true;
  if (readJsCompiler(severity, rest, state) || readBinaryenRow(severity, rest, state)) return true;
  if (severity === 'note') return readGoUnmarked(rest, state, 'note');
  return emitIf(readClangBare(severity, rest) ?? readRuntimeWarning(rest), state);
}

function emitIf(made: Draft | null, state: State): boolean {
  if (made) state.emit(made);
  return made !== null;
}

/** Lines known by their shape: tracebacks, crash reports, headers, timed lines. */
function readShaped(text: string, state: State): boolean {
  const header = readGoHeader(text);
  if (header !== null) {
    state.past.goPackage = header;
    return true;
  }
  const place = readPlace(text);
  if (place && readGoSource(place, state)) return true;
  return (
    readTraceback(text, state) ||
    readSyntaxError(text, state) ||
    readCrash(text, state) ||
    readLlvmFatal(text, state) ||
    readWasmEdge(text, state) ||
    readBinaryen(text, state) ||
    readInternalError(text, state) ||
    readScript(text, state)
  );
}

/** `{tool}: {text}` without a severity word. A linker's are its own progress. */
function readNamed(text: string, state: State): boolean {
  const colon = text.indexOf(': ');
  const reader = colon > 0 ? readerOf(text.slice(0, colon)) : undefined;
  if (!reader) return false;
  const rest = text.slice(colon + 2);
  if (reader === 'go') readGoCommand(rest, state);
  else if (reader === 'shell') readShell(rest, state, text.slice(0, colon));
  else if (reader === 'node') return readNodeOption(rest, state);
  else if (reader === 'python') return readPythonStart(rest, state);
  else if (reader === 'wabt') return readWabt(rest, state);
  else if (reader === 'llvm') readLlvmTool('error', rest, state);
  else if (reader === 'emcc') {
    const made = readEmccUnmarked(rest);
    if (made) state.emit(made);
  }
  return true;
}

/** Where a browser's console says a script stands: `app.js:12 Uncaught …`. */
const DEVTOOLS = /^\S{1,300}:\d{1,9} (?=Uncaught )/;

/** The last line of a chain of imports, in the words of `go build` and of `go get`. */
const GO_INDENTED = /^\t(?:imports |\S{1,400}: package )/;

/** V8's message about an import, broken before its second half as narrow consoles do. */
function readWrappedImport(text: string, state: State): boolean {
  if (!WRAPPED_IMPORT.test(text)) return false;
  state.expect((line) => {
    const rest = line.trimStart();
    const joined = /^(?:error: |: )?\S/.test(rest) ? `${text}${rest.startsWith(':') ? '' : ' '}${rest}` : '';
    const made = joined === '' ? null : readV8(joined);
    if (!made) return false;
    made.logLine = state.line - 1;
    state.emit(made);
    return true;
  });
  return true;
}

const WRAPPED_IMPORT =
  /\bWebAssembly\.[A-Za-z]{1,40}\(\): Import #\d{1,7} (?:module="[^"]{0,200}"(?: function="[^"]{0,200}")?|"[^"]{0,200}"(?: "[^"]{0,200}")?)$/;

/** What runs a module says, and Go's tools where they print no name. */
function readHost(printed: string, state: State): boolean {
  const text = printed.replace(DEVTOOLS, '');
  if (readThrownValue(text, state)) return true;
  if (/^\s/.test(text)) return GO_INDENTED.test(text) && readGoUnmarked(text, state);
  if (text === 'Error: Aborting compilation due to previous errors')
    return readJsCompiler('error', text.slice('Error: '.length), state);
  if (readLoadFailure(text, state) || readOverflow(text, state)) return true;
  if (readThrownPointer(text, state) || readAbort(text, state) || readWasmException(text, state)) return true;
  if (readWrappedImport(text, state)) return true;
  if (emitIf(readPage(text), state) || readWasmi(text, state) || readWasmtime(text, state)) return true;
  if (readMissingImport(text, state) || readThrown(text, state)) return true;
  if (emitIf(readWazero(text) ?? readV8(text), state)) return true;
  return readGoRuntime(text, state) || readGoUnmarked(text, state) || readBare(text, state);
}
