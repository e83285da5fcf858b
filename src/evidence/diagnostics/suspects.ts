import { copy } from './copy.ts';

/** A line that looks like an error and that no grammar here reads. */
export interface Suspect {
  readonly logLine: number;
  readonly text: string;
  /** How much it says by itself: 3 what went wrong, 2 that something did, 1 only what follows from it. */
  readonly weight: number;
  /** How often a line of the same words stood there. */
  readonly count: number;
}

/** How many different ones are kept; a reader is shown a handful. */
const MOST = 200;

const TEXT_CAP = 400;

/** How far the text of a warning of CMake reaches, in lines. */
const WARNING_REACH = 10;

/** What only repeats that something failed: build tools, package managers, build services. */
const FOLLOWS = [
  /^g?make(?:\[\d+\])?: \*\*\*/,
  /\bexit(?:ed)?(?: with)?(?: status| code|:)|exit(?:ed)? (?:status|code) \d|returned (?:a )?non-zero/i,
  /^(?:npm (?:ERR!|error)|yarn|pnpm|ELIFECYCLE|lerna ERR!)/,
  /could not compile|aborting due to|linker command failed|linking with .{1,80} failed|build (?:failed|stopped)/i,
  /^ERROR: (?:failed to solve|process "|Job failed|Service|Command errored)|Process completed with|Build step|^Failed to compile/,
  /^(?:FAILED|FAILURE): |^\* What went wrong|^BUILD FAILED|errors? generated|^error: (?:command|script|process) /i,
  /For more information about this error|^Some errors have detailed|see (?:the )?(?:log|above|also)\b|A complete log of this run/i,
];

/** What went wrong, in its own words. */
const SAYS = [
  /\b[A-Z]\w{0,60}(?:Error|Exception)\b(?: \[\w+\])?: \S/,
  /^(?:.{0,200}: ?)?(?:fatal )?error(?:\[[A-Z]*\d+\]| [A-Z]+\d+)?\s?: \S/i,
  /^(?:panic|fatal|thread '.{1,80}' panicked|uncaught)\b/i,
  /\bcommand not found\b|is not recognized as an (?:internal|cmdlet)|^CMake Error\b|\bconfigure: error\b/,
  /No such file or directory|Permission denied|Operation not permitted|No space left|Segmentation fault|core dumped|Connection refused/i,
  /(?:Refused|Failed|Unable|Could not|Couldn't|Cannot|Can't|cannot|can't) (?:to )?(?:load|find|open|resolve|read|write|execute|compile|connect|create|run|start|import|parse|instantiate|evaluate|install|download|fetch|locate|use|allocate|link|determine|be)\b/,
  /(?:has been blocked by|violates the following|is not (?:defined|a function|supported|installed|available|allowed|permitted|a constructor|iterable))\b/,
  /\b(?:unsupported|incompatible|mismatch(?:ed)?|out of memory|not found|does not exist|undefined (?:reference|symbol))\b/i,
];

/** That something went wrong. */
const MARKS = [
  /^\[?(?:ERROR|FATAL|CRITICAL|SEVERE|ERR!?|E)\]?\b[\s:|-]/,
  /^(?:\W{0,4}\s?)?(?:error|failed|failure|fatal)\b\s?[:!]/i,
  /\b(?:error|failed|failure|failing)\b/i,
];

/** What looks like an error and is none: counts of nothing, flags, names of files, passed tests, progress, notes. */
const QUIET =
  /\b(?:0|no|zero|without) (?:errors?|failures?|failed|entries|issues|problems)\b|\berror (?:log|count|rate)\b|\b(?:errors?|failures?|failed)(?: count)?[:=] ?0\b|\b(?:errors?|failures?|failed)\b[^:=]{0,20}[:=] ?0$|\bexit(?:ed)?(?: with)?(?: status| code):? 0$|(?<![:=] ?)["'](?:error|failed|failure|fatal)["'](?!\s*[:=])|--?[\w-]*(?:error|fail)|[\w-]*(?:error|fail|exception)[\w-]*\.(?:c|cc|cpp|h|hpp|o|lo|la|a|d|obj|js|mjs|ts|go|rs|py|md|map|log|html?|wasm|zig|swift)\b|[\w-]*errors?[\w-]*[/\\]|^\s*(?:PASS|ok|✓|✔|√|---\s+PASS|===)|\.\.\. ?(?:ok|ignored|passed)\b|^(?:info|debug|trace|note|warn(?:ing)?)\b|^\[?(?:INFO|DEBUG|TRACE|NOTE|WARN(?:ING)?)\b|\bwarning\b(?: [A-Z]{1,8}\d{1,6})?(?:\[|\s?:)|^(?:npm|yarn|pnpm) (?:warn|WARN)\b|^-- |^checking |^\s*(?:Compiling|Downloaded|Downloading|Building|Installing|Unpacking|Setting up|Selecting|Get:|Copying|Generating) |^\s*\[ *\d+(?:%|\/\d+)\]|\bif (?:it )?(?:fails|failed|errors?)\b|on error\b|error[ -]?(?:handling|handler|codes?|messages?|reporting|recovery|pages?|checking|correction)\b|^\s*(?:\/\/|#|\*|--|>|<|\||\d+ ?\|)|\(ignored\)$|^(?:\[[\w/.-]+ (?:\([\w-]+\) )?[0-9a-f]{7,}\] )?(?:fix|feat|chore|docs|test|refactor)(?:\([\w-]+\))?: |\bskipped\b|\bexpected failure/i;

/**
 * How much a cleaned line looks like an error by itself: 3 to 1 as in `Suspect`, 0 where it does not. Progress, passed
 * tests, commands and other tools' warnings give 0.
 */
export function weighLine(line: string): number {
  // BuildKit numbers its steps; before an error there is no time.
  const text = line
    .slice(0, TEXT_CAP)
    .trim()
    .replace(/^#\d+ (?=ERROR: )/, '');
  if (text.length < 6 || QUIET.test(text) || isCommand(text)) return 0;
  if (FOLLOWS.some((pattern) => pattern.test(text))) return 1;
  if (SAYS.some((pattern) => pattern.test(text))) return 3;
  return MARKS.some((pattern) => pattern.test(text)) ? 2 : 0;
}

/** A command line: its words are options and file names. */
function isCommand(text: string): boolean {
  return /^(?:\$ |\+ |> |PS |[\w./\\:-]*(?:emcc|em\+\+|clang(?:\+\+)?|gcc|g\+\+|cc|ar|sh|node|go|cargo|cmake)(?:-\d+)?(?:\.exe|\.py)? -)/.test(
    text,
  );
}

/** Orders suspects: those that weigh most first, then as they stand in the log. */
export function byWeight(a: Suspect, b: Suspect): number {
  return b.weight - a.weight || a.logLine - b.logLine;
}

/** Keeps the lines of a log that look like errors, repeats folded, in bounded memory. */
export interface SuspectKeeper {
  keep(line: string, logLine: number): void;
  /** Those that weigh most first, then in log order. */
  list(): readonly Suspect[];
}

/** An empty keeper. */
export function createSuspectKeeper(): SuspectKeeper {
  let warnedAt = Number.NEGATIVE_INFINITY;
  const kept = new Map<string, { logLine: number; text: string; weight: number; count: number }>();
  const weights = new Map<string, number>();
  const weigh = (line: string) => {
    const known = weights.get(line);
    if (known !== undefined) return known;
    const weight = weighLine(line);
    if (weights.size < MOST && line.length < TEXT_CAP) weights.set(line, weight);
    return weight;
  };
  return {
    keep(line, logLine) {
      if (line.startsWith('CMake') && /^CMake (?:\w+ )?Warning/.test(line)) warnedAt = logLine;
      // A warning of CMake goes on in indented lines.
      if (line.startsWith('  ') && logLine - warnedAt <= WARNING_REACH) return;
      const text = line.trim().slice(0, TEXT_CAP);
      const key = text.replace(/\d+/g, '0').slice(0, 160);
      const known = kept.get(key);
      // Weighing costs most, and says nothing where there is no room.
      if (!known && kept.size >= MOST) return;
      const weight = weigh(line);
      if (weight === 0) return;
      if (known) known.count++;
      else kept.set(key, { logLine, text: copy(text), weight, count: 1 });
    },
    list: () => [...kept.values()].sort(byWeight),
  };
}
