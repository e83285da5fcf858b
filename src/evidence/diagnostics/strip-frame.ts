/**
 * What build services, containers and loggers put in front of every line: times as GitHub Actions, Go's `log` and
 * Jenkins write them, BuildKit's step and seconds, and GitHub's and Azure's marks. WasmEdge's own times, which have a
 * blank where Jenkins has a T, stay.
 */
const FRAME =
  /^(?:(?:\d{4}([-/])\d\d\1\d\d[T ]\d\d:\d\d:\d\d(?:[.,]\d{1,9})?(?:Z|[+-]\d\d:?\d\d)?|\[\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(?:\.\d{1,9})?Z?\]|#\d{1,4} \d{1,6}\.\d{1,3})(?: |$)|##\[\w{1,20}\]|::(?:error|warning|notice)[^:]{0,200}::)/;

/** How many such marks may stand one behind another. */
const FRAMES = 3;

const BYTE_ORDER_MARK = 0xfe_ff;
const OPEN = 91;
const CLOSE = 93;
const W = 119;

/** A cleaned line without what its log's keeper put in front of it. */
export function stripFrame(line: string): string {
  let text = line.charCodeAt(0) === BYTE_ORDER_MARK ? line.slice(1) : line;
  for (let round = 0; round < FRAMES && mayBeFramed(text.charCodeAt(0)); round++) {
    const frame = FRAME.exec(text);
    if (!frame) break;
    text = text.slice(frame[0].length);
  }
  // Codes of letters are looked at before whole words: this is asked of each line of a log.
  if (text.charCodeAt(0) === W && text.startsWith('warning: ')) text = text.replace(BUILD_SCRIPT, '');
  return text.charCodeAt(text.length - 1) === CLOSE && text.endsWith('proj]') ? text.replace(PROJECT, '') : text;
}

/** What Cargo puts in front of what a package's build script said: whether that is a warning only its own words show. */
const BUILD_SCRIPT = /^warning: [\w-]{1,64}@\d{1,9}\.[\w.+-]{1,60}: (?=\S)/;

/** What MSBuild puts behind every line: the project that was being built. */
const PROJECT = / \[[^\][]{1,300}\.\w{0,6}proj\]$/;

/** A line of Chromium's log that holds what a page wrote to its console, and where the page did. */
const CONSOLE = /^\[[\d:/.]{1,40}:INFO:CONSOLE[:(]\d{1,9}\)?\] "/;
const CONSOLE_END = /", source: \S* \(\d{1,9}\)$/;

/** What a page wrote to its console by a line of Chromium's log, or null where the line is none. */
export function unwrapConsole(line: string): string | null {
  const head = line.charCodeAt(0) === OPEN ? CONSOLE.exec(line) : null;
  return head && line.slice(head[0].length).replace(CONSOLE_END, '');
}

/** Digits, `#`, `[` and `:`. */
function mayBeFramed(code: number): boolean {
  return (code >= 48 && code <= 58) || code === 35 || code === 91;
}

/** Takes off the indentation that all lines of a log up to this one share, as `sed 's/^/  /'` gives it. */
export interface Dedent {
  strip(line: string): string;
  /** Whether further lines change nothing: one had no indentation. False: the next line may have less. */
  readonly settled: boolean;
}

/** Starts a log whose indentation is not known yet. */
export function createDedent(): Dedent {
  let common = Number.POSITIVE_INFINITY;
  return {
    strip(line) {
      if (common === 0 || line === '') return line;
      let depth = 0;
      while (depth < common && isBlank(line.charCodeAt(depth))) depth++;
      common = depth;
      return line.slice(depth);
    },
    get settled() {
      return common === 0;
    },
  };
}

function isBlank(code: number): boolean {
  return code === 32 || code === 9;
}
