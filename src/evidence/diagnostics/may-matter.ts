import { compileWords, holds, type WordFinder } from './word-finder.ts';

const LINE_FEED = 10;
const CARRIAGE_RETURN = 13;
const SPACE = 32;
const HASH = 35;
const HYPHEN = 45;
const COLON = 58;

/**
 * Whether a cleaned line can start or be a message: most lines of a log hold none of these words, and need no closer
 * look. Every template of every table holds one, which a test checks. False: no template can fit it.
 */
export function mayMatter(line: string): boolean {
  // Letters beyond Latin-1 become others, so that a line may seem to hold a word, but never to lack one.
  const bytes = line.length <= scratch.length ? scratch : Buffer.alloc(line.length);
  return bytesMayMatter(bytes, 0, bytes.write(line, 'latin1'));
}

/** The same of a line that is a part of some bytes. */
export function bytesMayMatter(bytes: Uint8Array, start: number, end: number): boolean {
  const isHeader = bytes[start] === HASH && start + 1 < end && bytes[start + 1] === SPACE;
  return isHeader || findWeighty(FIND_WORD, bytes, start, start, end) >= 0 || endsInLineNumber(bytes, start, end);
}

/** Holds the bytes of one line after the other. */
const scratch = Buffer.alloc(4096);

/** Where a search for lines that may matter came to. */
export interface Skipped {
  /** Start of the first line that may matter, or of the last one where all before are quiet and it has no end. */
  readonly start: number;
  /** How many lines lie before it. */
  readonly lines: number;
}

/**
 * Skips the lines of a log, as bytes up to `to` and from the start of one, that are quiet even once cleaned and freed of
 * what a log's keeper put in front of them. Several times faster than making strings of them.
 */
export function skipQuietLines(bytes: Uint8Array, from: number, to = bytes.length): Skipped {
  let start = from;
  let lines = 0;
  for (let at = from; bytes[start] !== HASH; at++) {
    at = findWeighty(FIND_WORD_OR_STOP, bytes, start, at, to);
    if (at < 0) break;
    const byte = bytes[at];
    if (byte === CARRIAGE_RETURN && bytes[at + 1] === LINE_FEED) continue;
    if (byte !== LINE_FEED || endsInLineNumber(bytes, start, at)) break;
    start = at + 1;
    lines++;
  }
  return { start, lines };
}

/** Words, most without their first letter, which may be a capital. */
const WORDS = [
  ...['rror', 'ERROR', 'arning', 'WARNING', 'CRITICAL', 'UNREACHABLE', 'PLEASE', 'Stack dump', 'fault'],
  ...['FATAL', 'SEVERE'],
  ...['not ', 'nnot ', 'fail', 'Fail', 'nvalid', 'nknown', 'nsupported', 'issing', 'ndefined', 'ncompatible'],
  ...['mismatch', 'ncorrect', 'xpected', 'require ', 'requires ', 'must ', 'enabl', 'is disabled', 'denied'],
  ...['bort', 'panic:', 'atal', 'Traceback', 'xception', 'exceeded', 'nreachable', 'generic driver', 'too many'],
  ...['no such ', 'No such ', 'No space', 'No rule', 'Read-only', 'no required', 'only supported', 'constraints'],
  ...['elocation', 'redeclared', 'reference to ', 'duplicated def', 'download ', 'go: ', 'note: ', 'exit status'],
  ...['exit code', 'exit_code', 'xited with', '.go:', '.s:', 'go.mod:', 'go.work:', 'rgument', 'bad option'],
  ...['invalid negation', 'xpression', 'module[', 'import func[', 'import memory[', 'import table[', 'import global['],
  ...['Import #', ' import ', ' trap: ', 'by zero', 'out of bounds', 'unrepresentable', 'BigInt', 'EOF'],
  ...[
    'valid utf-8',
    'export named',
    'RemoteTraceback',
    'verflow',
    '--trace-uncaught',
    'cxa_throw',
    'File "',
    'nknown flavor',
    'no Go files',
    'no packages to',
    '>>> defined ',
    'ound packages',
    ' lookup disabled',
    'ncaught ',
    ...[
      'is undefined',
      'is null',
      'an object',
      'callable',
      'nimplemented',
      'rejected',
      'refused',
      'Refused',
      'blocked',
    ],
    ...[
      'violates',
      'nable to',
      'onflict',
      'oo many',
      'Killed',
      'killed',
      'rashed',
      'corrupt',
      'not: ',
      'ehler',
      'rreur',
    ],
    ...['nicht gefunden', 'introuvable', 'no encontrad'],
  ],
];

/** A header of Go behind a time or a mark of a build service, and a page's line in Chromium's log. */
const BEHIND_FRAMES = [' # ', ']# ', ':# ', ':INFO:CONSOLE'];

const FIND_WORD = compileWords(WORDS, () => false);
const FIND_WORD_OR_STOP = compileWords([...WORDS, ...BEHIND_FRAMES], mayBeCleaned);

/** Go's progress, which begins like its messages. */
const PROGRESS = ['go: downloading ', 'go: finding ', 'go: extracting '].map((text) => new TextEncoder().encode(text));

/**
 * The place of the first word or other byte from `from` to `end` in a line that starts at `start`, or -1. Words in an option
 * of a command (`-fno-exceptions`) and in the progress of Go say nothing.
 */
function findWeighty(find: WordFinder, bytes: Uint8Array, start: number, from: number, end: number): number {
  for (let at = from; ; at++) {
    at = find(bytes, at, end);
    if (at < 0 || mayBeCleaned(bytes[at]!)) return at;
    if (!isInOption(bytes, start, at) && !isInProgress(bytes, start, end, at)) return at;
  }
}

/** How far before a word its blank is looked for. */
const OPTION_REACH = 64;

function isInOption(bytes: Uint8Array, start: number, at: number): boolean {
  const least = Math.max(start, at - OPTION_REACH);
  let first = at;
  while (first > least && bytes[first - 1]! > SPACE) first--;
  return bytes[first] === HYPHEN;
}

function isInProgress(bytes: Uint8Array, start: number, end: number, at: number): boolean {
  if (bytes[start] !== PROGRESS[0]![0]) return false;
  for (const text of PROGRESS) if (at - start < text.length && holds(bytes, start, end, start, text)) return true;
  return false;
}

/** Line ends and bytes of what `stripControls` and `stripFrame` take out: tabs stay, others only begin such characters. */
function mayBeCleaned(byte: number): boolean {
  return (byte < SPACE && byte !== 9) || byte === 0x7f || byte === 0xc2 || byte === 0xe2 || byte === 0xef;
}

/** `/path/file.js:25`, as node quotes a script; blanks may follow. */
function endsInLineNumber(bytes: Uint8Array, start: number, end: number): boolean {
  let last = end - 1;
  while (last > start && bytes[last]! <= SPACE) last--;
  let at = last;
  while (at > start && isDigit(bytes[at]!)) at--;
  return at < last && bytes[at] === COLON;
}

function isDigit(byte: number): boolean {
  return byte >= 48 && byte <= 57;
}
