/** What a fact of a log is about. */
export const FACT_GROUPS = ['tool', 'host', 'setting', 'flag', 'language', 'frame', 'platform', 'ci'] as const;

/** One of `FACT_GROUPS`. */
export type FactGroup = (typeof FACT_GROUPS)[number];

/** Something that shows in a log: a tool that spoke, a setting on a command line, the browser that ran. */
export interface Fact {
  readonly group: FactGroup;
  /** `emscripten`, `MAIN_MODULE`, `-pthread`, `rust`, `wasm_exec.js`, `windows`. */
  readonly name: string;
  /** Versions of a tool or host, values of a setting; none where none shows. In the order of the log. */
  readonly values: readonly string[];
  /** The first line that shows it, from 1. */
  readonly line: number;
}

/** What a log shows beside its messages. */
export interface LogContext {
  /** The fact of a name such as `tool:emscripten`, looked for when it is first asked for; undefined where it does not show. */
  readonly fact: (name: string) => Fact | undefined;
  /** All facts that show, by group and name. */
  readonly allFacts: () => readonly Fact[];
  /** The cleaned text that was searched: all of a short log, the two ends of a long one. */
  readonly text: string;
  /** Where the log's end starts in the text of a long log, and how many lines are left out before it. */
  readonly gap: { readonly at: number; readonly lines: number } | undefined;
}

/** The context of a log of which nothing is known. */
export const NO_CONTEXT: LogContext = { fact: () => undefined, allFacts: () => [], text: '', gap: undefined };

/** A line of the searched text and its number in the log, from 1. */
export interface NumberedLine {
  readonly text: string;
  readonly number: number;
}

/** The lines of the searched text, in the order of the log. */
export function* numberedLines({ text, gap }: LogContext): Generator<NumberedLine> {
  let number = 1;
  for (let start = 0; start < text.length; number++) {
    if (start === gap?.at) number += gap.lines;
    const feed = text.indexOf('\n', start);
    const end = feed < 0 ? text.length : feed;
    yield { text: text.slice(start, end), number };
    start = end + 1;
  }
}

/** A fact in `--json`: of tools and hosts the versions, of all others the values. */
export type ListedFact = { readonly name: string; readonly line: number } & (
  | { readonly versions: readonly string[] }
  | { readonly values: readonly string[] }
);

/** The facts of each group, as `--json` prints them. */
export function listFacts(context: LogContext): Readonly<Record<string, readonly ListedFact[]>> {
  const lists: Record<string, ListedFact[]> = {};
  for (const { group, name, values, line } of context.allFacts()) {
    const plural = PLURALS[group];
    lists[plural] = lists[plural] ?? [];
    lists[plural].push(
      group === 'tool' || group === 'host' ? { name, versions: values, line } : { name, values, line },
    );
  }
  return lists;
}

const PLURALS: Readonly<Record<FactGroup, string>> = {
  tool: 'tools',
  host: 'hosts',
  setting: 'settings',
  flag: 'flags',
  language: 'languages',
  frame: 'frames',
  platform: 'platforms',
  ci: 'ci',
};
