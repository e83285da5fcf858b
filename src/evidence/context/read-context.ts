import { CLUES, type Clue } from './clues.ts';
import type { Fact, FactGroup, LogContext } from './context.ts';

/** The most versions or values of one fact that are kept: a log that names a hundred has none of its own. */
const MOST_VALUES = 8;

/** The most matches of one pattern that are looked at for versions. */
const MOST_MATCHES = 64;

/** A command line of a compiler or linker: its flags are what was asked for, those in a message are advice. */
const COMMAND =
  /(?:^|[\s"'`=&;(\\/])(?:emcc|em\+\+|clang|clang\+\+|wasm-ld|rust-lld|rustc|cargo|cc|c\+\+|gcc|g\+\+|zig|tinygo|go|wasm-opt|emcmake|cmake|node)(?:\.py|\.exe|\.bat)?(?:-\d+)?["']?\s+["']?[-@\w./:\\]/;
const SAID =
  /\b(?:error|warning|note|hint|help)\s?:(?! )|\b(?:error|warning|note|help): |needs to be|recompile with|may need/i;

const SETTING = /(?<=^|[\s"'])-s[ =]?"?'?([A-Z][A-Z0-9_]{2,60})(?:=("[^"]*"|'[^']*'|[^\s"',]*))?/g;
const FLAG = /(?<=^|[\s"'])(-(?:f|m|pthread|O[0-3sz]|g|sanitize|target)[\w+=-]{0,60}|--[a-z][\w-]{2,60})/g;

/** The part of a log that is searched for its context. */
export type ContextText = Pick<LogContext, 'text' | 'gap'>;

/** Reads what a cleaned text shows of tools, versions, flags, languages, hosts, frames and platforms. Pure. */
export function readContext({ text, gap }: ContextText): LogContext {
  const lineInText = createLineCounter(text);
  const lineAt = (offset: number) => lineInText(offset) + (gap && offset >= gap.at ? gap.lines : 0);
  const found = new Map<string, Fact | undefined>();
  let asked: ReadonlyMap<string, Fact> | undefined;
  const commands = () => {
    asked ??= readCommands(text, lineAt);
    return asked;
  };
  const fact = (name: string) => {
    const clues = CLUES.get(name);
    if (!clues) return commands().get(name);
    if (!found.has(name)) found.set(name, findFact(clues, text, lineAt));
    return found.get(name);
  };
  const allFacts = () => [...[...CLUES.keys()].flatMap((name) => fact(name) ?? []), ...commands().values()];
  return { fact, allFacts, text, gap };
}

type LineAt = (offset: number) => number;

function findFact(clues: readonly Clue[], text: string, lineAt: LineAt): Fact | undefined {
  const values: string[] = [];
  let first = Number.POSITIVE_INFINITY;
  for (const { pattern } of clues) {
    pattern.lastIndex = 0;
    let match = pattern.exec(text);
    for (let seen = 0; match && seen < MOST_MATCHES; seen++) {
      first = Math.min(first, match.index);
      const value = match[1] ?? match[2];
      if (value !== undefined && !values.includes(value) && values.length < MOST_VALUES) values.push(value);
      // A pattern without a version says all it can the first time.
      if (match.length === 1) break;
      match = pattern.exec(text);
    }
  }
  if (first === Number.POSITIVE_INFINITY) return undefined;
  return { group: clues[0]!.group, name: clues[0]!.name, values, line: lineAt(first) };
}

/** Settings and flags of the compilers' and linkers' command lines, by `group:name`. */
function readCommands(text: string, lineAt: LineAt): ReadonlyMap<string, Fact> {
  const facts = new Map<string, Fact>();
  const note = (group: FactGroup, name: string, value: string | undefined, at: number) => {
    const key = `${group}:${name}`;
    const { line = lineAt(at), values = [] } = facts.get(key) ?? {};
    const fresh = value !== undefined && value !== '' && !values.includes(value) && values.length < MOST_VALUES;
    facts.set(key, { group, name, values: fresh ? [...values, value] : values, line });
  };
  for (let start = 0; start < text.length; ) {
    const end = endOfLine(text, start);
    const line = text.slice(start, end);
    if (line.includes('-') && COMMAND.test(line) && !SAID.test(line)) {
      for (const [, name, value] of line.matchAll(SETTING)) note('setting', name!, unquote(value), start);
      for (const [, flag] of line.matchAll(FLAG)) {
        const equals = flag!.indexOf('=');
        if (equals < 0) note('flag', flag!, undefined, start);
        else note('flag', flag!.slice(0, equals), flag!.slice(equals + 1), start);
      }
    }
    start = end + 1;
  }
  return facts;
}

function unquote(value: string | undefined): string | undefined {
  return value?.replace(/^["']|["']$/g, '');
}

function endOfLine(text: string, start: number): number {
  const end = text.indexOf('\n', start);
  return end < 0 ? text.length : end;
}

/** Line numbers of offsets, each asked for in any order. */
function createLineCounter(text: string): (offset: number) => number {
  let starts: number[] | undefined;
  return (offset) => {
    starts ??= lineStarts(text);
    let low = 0;
    let high = starts.length - 1;
    while (low < high) {
      const middle = (low + high + 1) >> 1;
      if (starts[middle]! <= offset) low = middle;
      else high = middle - 1;
    }
    return low + 1;
  };
}

function lineStarts(text: string): number[] {
  const starts = [0];
  for (let at = text.indexOf('\n'); at >= 0; at = text.indexOf('\n', at + 1)) starts.push(at + 1);
  return starts;
}
