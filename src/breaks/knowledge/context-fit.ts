import type { LogContext } from '../../evidence/context/context.ts';
import { compileGlob } from '../../model/glob.ts';
import type { Tool } from '../../model/tools.ts';
import { inRange, toSemver } from '../../model/versions.ts';
import type { KnownBreak } from './knowledge.ts';

/** What of an entry a log's context is held to, made ready. */
export interface ContextFit {
  /** Whether the log speaks against the entry, or lacks what it needs. */
  readonly excludes: (context: LogContext) => boolean;
  /** Whether the log shows what the entry needs, or a version inside its window. */
  readonly supports: (context: LogContext) => boolean;
}

/** What a log has to show, each of it, and what speaks against. */
interface Conditions {
  readonly needs?: readonly string[] | undefined;
  readonly unless?: readonly string[] | undefined;
}

type Test = (context: LogContext) => boolean;

/** Prepares `needs`, `unless`, the documented windows and the toolchain that the cure speaks of. */
export function compileContextFit(entry: KnownBreak): ContextFit {
  const holds = compileConditions(entry);
  const hasNeeds = (entry.needs ?? []).length > 0;
  return {
    excludes: onceFor(
      (context) =>
        !holds(context) ||
        isOutside(entry, context) ||
        (!hasNeeds && (isForeign(`${entry.title} ${entry.cure}`, context) || isOfOthers(entry, context))),
    ),
    supports: onceFor((context) => hasNeeds || isInside(entry, context)),
  };
}

/** Whether a log shows all of `needs` and nothing of `unless`, in the words of knowledge. */
export function compileConditions({ needs = [], unless = [] }: Conditions): Test {
  const [shown, against] = [needs.map(compileAlternatives), unless.map(compileAlternatives)];
  return (context) => shown.every((test) => test(context)) && !against.some((test) => test(context));
}

/** Asks once for each log, however many of its messages ask. */
function onceFor(test: Test): Test {
  let asked: LogContext | undefined;
  let answer = false;
  return (context) => {
    if (context !== asked) [asked, answer] = [context, test(context)];
    return answer;
  };
}

/** `tool:emscripten | tool:rust`: one has to hold. A fact's name, `setting:NAME=VALUE`, or `line:` and part of a line. */
function compileAlternatives(text: string): Test {
  const tests = text.split(' | ').map(compileTest);
  return (context) => tests.some((test) => test(context));
}

function compileTest(text: string): Test {
  if (text.startsWith('line:')) {
    const part = text.slice('line:'.length);
    // Without a gap in it a part stands in a line if it stands anywhere: no line has to be cut out for that.
    if (!part.includes('*')) return (context) => context.text.includes(part);
    const fits = compileGlob(`*${part}*`);
    const [word = ''] = part.split('*');
    return ({ text }) => someLineWith(word, text, fits);
  }
  const equals = text.indexOf('=');
  if (equals < 0) return (context) => context.fact(text) !== undefined;
  const [name, value] = [text.slice(0, equals), text.slice(equals + 1)];
  return (context) => context.fact(name)?.values.includes(value) ?? false;
}

/** Whether some line that a word stands in passes a test; others are not cut out of the text. */
function someLineWith(word: string, text: string, test: (line: string) => boolean): boolean {
  for (let at = text.indexOf(word); at >= 0; ) {
    const feed = text.indexOf('\n', at);
    if (test(text.slice(text.lastIndexOf('\n', at - 1) + 1, feed < 0 ? text.length : feed))) return true;
    at = feed < 0 ? -1 : text.indexOf(word, feed + 1);
  }
  return false;
}

/** The tools of a log by which documented windows are judged. */
const SHOWN_AS: Readonly<Partial<Record<Tool, string>>> = {
  emsdk: 'tool:emscripten',
  go: 'tool:go',
  rust: 'tool:rust',
  node: 'host:node',
  wazero: 'host:wazero',
  wasmtime: 'host:wasmtime',
  wasmedge: 'host:wasmedge',
};

function windowsShown({ documented }: KnownBreak, context: LogContext): readonly boolean[] {
  return (Object.entries(documented) as [Tool, string][]).flatMap(([tool, range]) => {
    const fact = SHOWN_AS[tool];
    const shown = fact === undefined ? [] : (context.fact(fact)?.values ?? []);
    const versions = shown.filter((version) => toSemver(tool, version) !== null);
    return versions.length === 0 ? [] : [versions.some((version) => inRange(tool, version, range))];
  });
}

function isOutside(entry: KnownBreak, context: LogContext): boolean {
  return windowsShown(entry, context).includes(false);
}

function isInside(entry: KnownBreak, context: LogContext): boolean {
  const windows = windowsShown(entry, context);
  return windows.length > 0 && !windows.includes(false);
}

/** Toolchains that link wasm without Emscripten. Go is none: its C is built by Emscripten where there is any. */
const OTHERS = [
  'clang',
  'tinygo',
  'wasi-sdk',
  'rust',
  'zig',
  'swift',
  'assemblyscript',
  'wasm-bindgen',
  'ghc',
  'kotlin',
  'dart',
  'ldc',
  'ocaml',
].map((name) => `tool:${name}`);

/** Hosts without JavaScript: what runs there was made by Emscripten only where its names show. */
const HOSTS = [
  'wasmtime',
  'wasmer',
  'wasmi',
  'wazero',
  'wasmedge',
  'wasm3',
  'wamr',
  'extism',
  'envoy',
  'spin',
  'runwasi',
  'jco',
].map((name) => `host:${name}`);

const OF_EMSCRIPTEN = /\bemcc\b|\bem\+\+|\bemsdk\b|\b[Ee]mscripten\b|-s ?[A-Z][A-Z0-9_]{4,}/;
const OF_GO = /\bGOOS\b|\bgo build\b|\bgo env\b|\bGo \d|\bGo's\b/;

/**
 * Whether advice is for a toolchain that a log does not use: of Emscripten in one that shows another toolchain, or a host
 * without JavaScript, and never Emscripten; of Go in one of TinyGo. False where the log shows none of them.
 */
export function isForeign(advice: string, context: LogContext): boolean {
  if (OF_EMSCRIPTEN.test(advice) && isWithoutEmscripten(context)) return true;
  return OF_GO.test(advice) && context.fact('tool:tinygo') !== undefined && !/TinyGo/.test(advice);
}

/**
 * Whether general advice, such as a kind's, speaks of Emscripten in a log that shows another toolchain and never
 * Emscripten. Stricter than `isForeign`: Go's C is built by Emscripten where there is any, but nothing says there is. False
 * where the log shows no toolchain at all.
 */
export function isUnshown(advice: string, context: LogContext): boolean {
  const { fact } = context;
  if (isForeign(advice, context)) return true;
  return OF_EMSCRIPTEN.test(advice) && !fact('tool:emscripten') && ['tool:go', 'tool:tinygo'].some(fact);
}

/** Whether references speak of an entry's break only in versions of toolchains that a log does not use. */
function isOfOthers({ documented }: KnownBreak, context: LogContext): boolean {
  const tools = Object.keys(documented);
  if (tools.length === 0) return false;
  const isGone = (tool: string) =>
    (tool === 'emsdk' && isWithoutEmscripten(context)) || (tool === 'go' && context.fact('tool:tinygo') !== undefined);
  return tools.every(isGone);
}

function isWithoutEmscripten({ fact }: LogContext): boolean {
  return !fact('tool:emscripten') && (OTHERS.some(fact) || HOSTS.some(fact));
}
