import { type Draft, draft } from '../draft.ts';
import type { State } from '../state.ts';
import { baseTool, readerOf } from '../tool-names.ts';
import { readWasmtime } from './wasmtime.ts';

const START = /^(?:Traceback \(most recent call last\):|multiprocessing\.pool\.RemoteTraceback:)/;
const LINK = /^(?:"""|The above exception was the direct cause|During handling of the above exception)/;
/** Bazel's language prints stacks as Python does, and then what a rule gave up with. */
const STARLARK = /^(?:Error(?: in \w{1,60})?|in \w{1,60}): \S/;
const RAISED = /^([A-Za-z_][\w.]*)(?:: ?(.*))?$/;

/**
 * Reads a Python traceback up to its last line, which says what happened; of chained exceptions the last counts. False:
 * none begins here.
 */
export function readTraceback(text: string, state: State): boolean {
  if (!START.test(text)) return false;
  const traceback = draft('python', 'error', 'python-traceback', text);
  const frames: Frames = { spawns: false, cache: false, starlark: false };
  let raised = false;
  let linked = false;
  let reported: Draft | undefined;
  state.emit(traceback);
  state.expect((line) => {
    if (LINK.test(line)) linked = true;
    else if (line === '') return true;
    else if (raised && !(linked && START.test(line))) return false;
    else if (/^\s/.test(line)) noteFrame(frames, line);
    else if (frames.starlark && STARLARK.test(line)) {
      traceback.consequence = true;
      state.emit(draft('unknown', 'error', 'unrecognised', line));
      return false;
    } else if (!START.test(line)) {
      const match = RAISED.exec(line);
      if (!match) return false;
      raised = true;
      linked = false;
      if (reported) state.retract(reported);
      reported = closeTraceback(traceback, match[1]!, match[2] ?? '', line, frames, state);
    } else {
      raised = false;
      frames.spawns = false;
    }
    return true;
  });
  return true;
}

/**
 * `  File "x.py", line 3` without a traceback above it: a program that Python cannot even read. False: it is no such
 * line.
 */
export function readSyntaxError(text: string, state: State): boolean {
  const file = /^ *File "([^"]+)", line \d+$/.exec(text)?.[1];
  if (file === undefined) return false;
  state.expect((line) => {
    if (/^\s/.test(line)) return true;
    if (!/^(?:Syntax|Indentation|Tab)Error: /.test(line)) return false;
    state.emit(draft('python', 'error', 'python-traceback', line, { file }));
    return true;
  });
  return true;
}

/** `python3: can't open file 'x.py': [Errno 2] No such file or directory`. False: it is no such line. */
export function readPythonStart(text: string, state: State): boolean {
  const file = /^can't open file '([^']+)': /.exec(text)?.[1];
  if (file !== undefined) state.emit(draft('python', 'error', 'file-not-found', text, { file }));
  return file !== undefined;
}

/** A known tool in a folder of programs: of a stack that was cut the calls that start it are not there. */
function isProgram(path: string): boolean {
  return /[\\/]bin[\\/][^\\/]{1,100}$/.test(path) && readerOf(path) !== undefined;
}

interface Frames {
  /** Whether the innermost calls start a program. */
  spawns: boolean;
  /** Whether a call into Emscripten's cache is among them. */
  cache: boolean;
  /** Whether the calls are of Bazel's files. */
  starlark: boolean;
}

function noteFrame(frames: Frames, line: string): void {
  if (/_execute_child|_execvpe|os\.exec|posix_spawn|\bPopen\(/.test(line)) frames.spawns = true;
  if (/[\\/]cache\.py"/.test(line)) frames.cache = true;
  if (/^\s+File "[^"]{0,400}(?:\.bzl|[\\/](?:BUILD|WORKSPACE|MODULE)(?:\.bazel)?)", line \d/.test(line))
    frames.starlark = true;
}

function closeTraceback(
  traceback: Draft,
  type: string,
  said: string,
  line: string,
  frames: Frames,
  state: State,
): Draft | undefined {
  traceback.message = traceback.message.startsWith('Traceback') ? line : `${traceback.message} ${line}`;
  if (/^Subprocess \d+\/\d+ failed|returned non-zero exit status|died with <?Signals/.test(said)) {
    traceback.consequence = true;
    return undefined;
  }
  const specific = classify(said, frames);
  if (specific) {
    specific.message = line;
    traceback.consequence = true;
    state.emit(specific);
    return specific;
  }
  if (!type.startsWith('wasmtime.')) return undefined;
  traceback.consequence = true;
  readWasmtime(line, state);
  return state.latest();
}

/** What the exception's text says by itself, or with the calls it went through. */
function classify(said: string, frames: Frames): Draft | null {
  if (said.includes('FROZEN_CACHE')) return draft('emcc', 'error', 'frozen-cache-miss', said);
  const failed = /^\[Errno (\d+)\] [^:]*(?:: '([^']*)')?/.exec(said);
  if (!failed) return null;
  const [, errno, path] = failed;
  if (path === undefined) return null;
  if (errno === '8') return draft('python', 'error', 'exec-format-error', said, { file: path });
  if (errno === '28') return draft('python', 'error', 'output-write-failed', said, { file: path });
  if (frames.spawns || (errno === '2' && isProgram(path)))
    return draft('python', 'error', 'tool-not-found', said, { symbol: baseTool(path) });
  if (errno === '2') return draft('python', 'error', 'file-not-found', said, { file: path });
  const code = frames.cache ? 'cache-unwritable' : 'cannot-open-output';
  return draft('python', 'error', code, said, { file: path });
}
