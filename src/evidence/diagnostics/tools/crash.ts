import { type Draft, draft } from '../draft.ts';
import type { State } from '../state.ts';

const START = /^(?:PLEASE submit a bug report to |Stack dump:|#0 0x)/;
const DUMP = 'Stack dump';
const FRAME = /^(?:PLEASE |Stack dump|\d+\.\s|\s*#?\d+\s+\S|\S+ ?\[0x|\(\.text|\s*$|LLVM ERROR: |Running pass)/;
const SIGNAL =
  /(Segmentation fault|Bus error|File size limit exceeded|Aborted|Illegal instruction|Killed|Trace\/breakpoint trap)/;
/** The program that crashed: what stands before its first option, with the blanks that folders of Windows have. */
const PROGRAM = /^0\.\s+Program arguments: (.{1,400}?)(?: -|$)/;
const COMPILER = /(?:^|[\\/-])clang(?:\+\+|-cl)?(?:-\d+)?(?:\.exe)?["']?(?: |$)/;

/** How far an error may stand from a stack dump and still be what the dump is about, in lines. */
const NEAR = 2;

/**
 * Reads LLVM's crash report (LLVM 9 to 24, `llvm/lib/Support/PrettyStackTrace.cpp`). Where the same tool printed an
 * error right before or after it, the dump only follows from that and nothing is reported. False: the line is none of it.
 */
export function readCrash(text: string, state: State): boolean {
  if (!START.test(text)) return false;
  const before = state.latest();
  if (before && explains(before) && state.line - before.logLine <= NEAR + 1) {
    state.expect((line) => FRAME.test(line));
    return true;
  }
  const made = draft('wasm-ld', 'error', 'linker-crash', DUMP);
  state.emit(made, (own) => (line) => continueDump(own, line));
  return true;
}

/** Whether a diagnostic was made from a stack dump, the linker's or the compiler's. False: a message was read. */
export function isDump({ message }: Draft): boolean {
  return message.startsWith(DUMP);
}

/** Takes back a crash that the error now read explains. */
export function retractCrash(state: State): void {
  const last = state.latest();
  // Where the shell has reported the signal, the tool had no more to say.
  if (last?.code === 'linker-crash' && last.message === DUMP) state.retract(last);
}

/**
 * A shell or a driver reporting that a program died of a signal: `bash: line 1: 123 Segmentation fault  wasm-ld …`.
 * False: it is no such line.
 */
export function readSignal(text: string, state: State): boolean {
  const signal = SIGNAL.exec(text)?.[1];
  if (!signal) return false;
  const last = state.latest();
  if (last?.code === 'linker-crash') {
    last.message = `${last.message}: ${signal}`;
    return true;
  }
  if (last && explains(last)) return true;
  if (/(?:^|[\s/])(?:wasm-ld|lld|rust-lld)(?:-\d+)?(?:\s|$)/.test(text)) {
    state.emit(draft('wasm-ld', 'error', 'linker-crash', signal));
  } else if (/^(?:line )?\d+: |^\d+ |^[A-Z][a-z ]+$/.test(text))
    state.emit(draft('shell', 'error', 'unrecognised', text));
  else return false;
  return true;
}

function continueDump(made: Draft, line: string): boolean {
  if (!FRAME.test(line)) return false;
  const program = PROGRAM.exec(line)?.[1];
  if (program && COMPILER.test(program)) {
    made.code = 'compiler-backend-error';
    made.reporter = 'clang';
  }
  return true;
}

function explains({ severity, reporter, code }: Draft): boolean {
  return (
    severity === 'error' &&
    code !== 'linker-crash' &&
    (reporter === 'wasm-ld' || reporter === 'llvm' || reporter === 'clang')
  );
}
