import { CLUES } from './clues.ts';
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
  const facts = new Map<string, Fact>();
  const lineInText = createLineCounter(text);
  const lineAt = (offset: number) => lineInText(offset) + (gap && offset >= gap.at ? gap.lines : 0);
  const note = (group: FactGroup, name: string, value: string | undefined, at: number) => {
    const key = `${group}:${name}`;
    const known = facts.get(key);
    const line = known?.line ?? lineAt(at);
    const values = known?.values ?? [];
    const fresh = value !== undefined && value !== '' && !values.includes(value) && values.length < MOST_VALUES;
    if (!known || fresh) facts.set(key, { group, name, values: fresh ? [...values, value] : values, line });
  };
  for (const { group, name, pattern } of CLUES) {
    pattern.lastIndex = 0;
    let match = pattern.exec(text);
    for (let seen = 0; match && seen < MOST_MATCHES; seen++) {
      const value = match[1] ?? match[2];
      note(group, name, value, match.index);
      // A pattern without a version says all it can the first time.
      if (value === undefined && match.length === 1) break;
      match = pattern.exec(text);
    }
  }
  readCommands(text, note);
  return { facts, text, gap };
}

type Note = (group: FactGroup, name: string, value: string | undefined, at: number) => void;

function readCommands(text: string, note: Note): void {
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
