import { type Draft, draft } from '../draft.ts';
import { readRow, tableOf } from '../rows.ts';
import type { State } from '../state.ts';
import { isSupportFile } from '../support-file.ts';
import { readRuntimeError } from './emscripten-runtime.ts';
import { readOtherEngine, readUndefined } from './other-engines.ts';
import { readV8 } from './v8.ts';

/** `TypeError: …`, `[LinkError: …]`, `Error [ERR_X]: …`, `Uncaught (in promise) RangeError: …`. */
const THROWN =
  /^(?:Uncaught |\(in promise\) |exception thrown: |\[|worker sent an error! \S+ |Unhandled Promise Rejection: |Unhandled Rejection \(|\[Error\] |\(node:\d+\) UnhandledPromiseRejectionWarning: |error: Uncaught (?:\(in [^)]{1,60}\) )?)*((?:[A-Z][A-Za-z]*)?(?:Error|Exception))(?: \[([A-Z_]+)\])?: (.*)$/;

/** A script and line that node quotes before an uncaught error. */
const SCRIPT =
  /^((?:file:\/\/|node:|wasm:\/\/|internal\/|\/|[A-Za-z]:[\\/]|\[eval|evalmachine)[^\t]*?|[\w./-]+\.[cm]?js):(\d{1,9})$/;

/** How far a quoted script may stand above its error, in lines. */
const SCRIPT_REACH = 12;

/** Remembers `/path/file.js:25`, which stands above the error that was thrown there. False: it is no such line. */
export function readScript(text: string, state: State): boolean {
  const match = SCRIPT.exec(text);
  if (!match) return false;
  state.past.script = { file: match[1]!, line: state.line };
  // The line below quotes the source, which may be a whole minified program.
  state.expect((line) => line !== '' && !THROWN.test(line) && state.line === (state.past.script?.line ?? 0) + 1);
  return true;
}

/** Reads an error that JavaScript threw. False where the line is none. */
export function readThrown(text: string, state: State): boolean {
  const match = THROWN.exec(text);
  if (!match) return false;
  const [, kind = '', nodeCode = '', said = ''] = match;
  const script =
    state.past.script && state.line - state.past.script.line <= SCRIPT_REACH ? state.past.script.file : undefined;
  state.past.script = undefined;
  if (kind.startsWith('Aborting')) return false;
  const message = text.startsWith('[') ? text.replace(/^\[(.*)\]$/, '$1') : text;
  const made =
    readV8(message) ??
    readOtherEngine(message, said) ??
    readSyntax(kind, nodeCode, message, said, script) ??
    readModule(message, said) ??
    readLoader(message, said, script) ??
    readRuntimeError(said) ??
    readMissingExport(message, said) ??
    readUndefined(message, said) ??
    draft('node', 'error', 'unrecognised', message);
  const repeated = made.code.startsWith('trap-') && state.line - state.past.overflowAt <= SCRIPT_REACH;
  if (!repeated) state.emit(made);
  return true;
}

const OPTIONS = tableOf([
  { code: 'unknown-argument', text: 'bad option: {symbol}' },
  { code: 'unknown-argument', text: '{symbol} is an invalid negation {_}' },
  { code: 'unknown-argument', text: '{symbol} is not allowed in NODE_OPTIONS' },
  { code: 'missing-argument', text: '{symbol} requires an argument' },
]);

/** What stands behind `node: `: node does not know an option. False: it is no such line. */
export function readNodeOption(text: string, state: State): boolean {
  const made = readRow(OPTIONS, 'node', undefined, text);
  if (made) state.emit(made);
  return made !== null;
}

/** A wasm exception that nothing caught, as node prints it. False: it is no such line. */
export function readWasmException(text: string, state: State): boolean {
  if (!/^(?:Uncaught |\(in promise\) |Error: |Exception |\[object |\[)*WebAssembly\.Exception\b/.test(text))
    return false;
  state.emit(draft('node', 'error', 'uncaught-wasm-exception', text));
  return true;
}

/** Folders of the JavaScript that is Emscripten's own and that its node must understand. */
const OWN_SCRIPT =
  /(?:emscripten|emsrc|upstream)[^:]*\/(?:src|tools|node_modules)\/[^:]*\.[cm]?js$|\/(?:src|tools)\/(?:compiler|jsifier|acorn-optimizer|utility|modules|parseTools)\.[cm]?js$/;

function readSyntax(
  kind: string,
  nodeCode: string,
  message: string,
  said: string,
  script: string | undefined,
): Draft | null {
  const esm =
    nodeCode === 'ERR_REQUIRE_ESM' ||
    nodeCode === 'ERR_UNSUPPORTED_ESM_URL_SCHEME' ||
    nodeCode === 'ERR_UNKNOWN_FILE_EXTENSION';
  if (kind !== 'SyntaxError' && !esm) return null;
  const path = script?.startsWith('node:') ? undefined : script?.replace(/^file:\/\//, '');
  if (path !== undefined && OWN_SCRIPT.test(path))
    return draft('node', 'error', 'node-version-too-old', message, { file: path });
  if (kind === 'SyntaxError' && /JSON|in the regular expression|Identifier '.*' has already/i.test(said)) {
    return draft('node', 'error', 'unrecognised', message);
  }
  return draft('node', 'error', 'loader-host-incompatible', message, path === undefined ? {} : { file: path });
}

function readModule(message: string, said: string): Draft | null {
  const absent = /^ENOENT: no such file or directory, \w+ '([^']+)'/.exec(said);
  if (absent) return draftAbsent(message, absent[1]!);
  const match = /^Cannot find (?:module|package) '([^']+)'/.exec(said);
  if (!match) return null;
  const name = match[1]!;
  if (/^(?:\.{0,2}[\\/]|[A-Za-z]:[\\/]|file:)/.test(name)) return draftAbsent(message, name);
  return draft('node', 'error', 'node-module-missing', message, { symbol: name });
}

function draftAbsent(message: string, file: string): Draft {
  return draft('node', 'error', isSupportFile(file) ? 'wasm-exec-missing' : 'file-not-found', message, { file });
}

/** Globals of a host that loaders rely on. */
const HOST_GLOBAL =
  /^(?:globalThis\.)?(?:crypto|performance|fetch|process|require|module|exports|fs|util|path|TextEncoder|TextDecoder|URL|Worker|document|window|self|navigator|importScripts|WebAssembly|BigInt|BigInt64Array|Blob|Buffer|__dirname|__filename|SharedArrayBuffer|Atomics|structuredClone|XMLHttpRequest|WeakRef|FinalizationRegistry)\b/;

function readLoader(message: string, said: string, script: string | undefined): Draft | null {
  const named =
    /^Cannot set property (\S+) of .* which has only a getter/.exec(said) ??
    /^Cannot (?:assign to read only|redefine) property:? '?([\w.$]+)/.exec(said) ??
    hostGlobal(/^([\w.$]+) is not (?:defined|available|a function|a constructor)/.exec(said));
  const matched =
    named ??
    /^This (?:emscripten-generated code|page was compiled).* requires? |^not compiled for this environment|^Failed to parse URL from |^Unsupported (?:node|environment)|^Dynamic require of|^(?:Cannot|Must) use import|fetch failed|^Invalid URL/.exec(
      said,
    );
  if (!matched) return null;
  const made = draft('node', 'error', 'loader-host-incompatible', message);
  if (named) made.symbol = named[1]!;
  const versions = /requires node (v[\d.]+)[^(]*\(detected (v[\d.]+)\)/.exec(said);
  if (versions) [made.expected, made.seen] = [versions[1]!, versions[2]!];
  if (script !== undefined && !script.startsWith('node:')) made.file = script.replace(/^file:\/\//, '');
  return made;
}

function hostGlobal(match: RegExpExecArray | null): RegExpExecArray | null {
  return match && HOST_GLOBAL.test(match[1]!) ? match : null;
}

/** A caller that finds no such member: the last name of `Module._f`, `instance.exports.f`, where one is printed. */
function readMissingExport(message: string, said: string): Draft | null {
  const call = /^(.{1,400}) is not a function(?: or its return value is not iterable)?$/.exec(said);
  if (call) {
    const path = call[1]!.replaceAll('(intermediate value)', 'value');
    const member = /^(?:[\w$]+(?:\.[\w$]+|\(\.\.\.\))*?\.)?([\w$]+)$/.exec(path);
    return draft('node', 'error', 'runtime-export-missing', message, member ? { symbol: member[1]! } : {});
  }
  const unbound = /^([\w$]+) is not defined$/.exec(said);
  if (unbound) return draft('node', 'error', 'runtime-export-missing', message, { symbol: unbound[1]! });
  const holder = /^Cannot destructure property '[^']*' of '(?:[\w$]+\.)*([\w$]+)' as it is undefined/.exec(said);
  if (holder) return draft('node', 'error', 'runtime-export-missing', message, { symbol: holder[1]! });
  const read = /^Cannot (?:read|set) propert(?:y|ies) (?:'([\w$]+)' )?of undefined(?: \(reading '([\w$]+)'\))?/.exec(
    said,
  );
  return read ? draft('node', 'error', 'runtime-export-missing', message) : null;
}
