import type { DiagnosticCode } from '../../../model/codes.ts';
import type { Severity } from '../../../model/diagnostic.ts';
import { type Draft, draft } from '../draft.ts';
import { readRow, tableOf } from '../rows.ts';
import { splitFlag } from '../severity-mark.ts';
import type { State } from '../state.ts';
import { baseTool, lastPart } from '../tool-names.ts';
import { EMCC_ROWS } from './emcc-rows.ts';

const TABLE = tableOf(EMCC_ROWS);

/** Reads what stands behind `emcc: error: ` or the name of another of Emscripten's programs. */
export function readEmcc(severity: Severity, printed: string, state: State): void {
  const { text, flag } = splitFlag(printed);
  const made =
    readFailedCommand(text, severity) ??
    readFailedProcess(text, severity) ??
    readRow(TABLE, 'emcc', severity, text) ??
    readByFlag(text, severity, flag) ??
    readConflict(text, severity) ??
    draft('emcc', severity, 'unrecognised', text);
  if (flag) made.flag = flag;
  state.past.libraryFailed = undefined;
  state.emit(made);
}

/** Names without a severity word: `emcmake: cmake executable not found on PATH`. Null where nothing is wrong. */
export function readEmccUnmarked(text: string): Draft | null {
  return / not found/.test(text) ? readRow(TABLE, 'emcc', 'error', text) : null;
}

/** `'{command}' failed (1)`, `(returned 1)`, `(received SIGSEGV (-11))`, or with the reason that it could not start. */
function readFailedCommand(text: string, severity: Severity): Draft | null {
  if (!text.startsWith("'")) return null;
  const end = text.lastIndexOf("' failed");
  if (end < 1) return null;
  const program = firstWord(text.slice(1, end));
  const how = text.slice(end + "' failed".length);
  const message = `'${program} …' failed${how}`;
  if (!how.startsWith(': ')) return draft('emcc', severity, 'subprocess-failed', message, { tool: lastPart(program) });
  if (how.includes('[Errno 8]')) return draft('emcc', severity, 'exec-format-error', message);
  return draft('emcc', severity, 'tool-not-found', message, { symbol: baseTool(program) });
}

/** `subprocess 1/2 failed (returned 1)! (cmdline: {command})`. */
function readFailedProcess(text: string, severity: Severity): Draft | null {
  const match = /^subprocess \d+\/\d+ failed \([^)]*\)+!/i.exec(text);
  if (!match) return null;
  const command = text.slice(match[0].length).replace(/^ \(cmdline: /, '');
  return draft('emcc', severity, 'subprocess-failed', match[0], { tool: lastPart(firstWord(command)) });
}

/** The first word of a command as `shlex.join` writes it: a word with blanks stands in quotes of its own. */
function firstWord(command: string): string {
  const quoted = /^'([^']*)'/.exec(command);
  if (quoted) return quoted[1]!;
  const space = command.indexOf(' ');
  return space < 0 ? command.replace(/\)$/, '') : command.slice(0, space);
}

const CODES_BY_FLAG: ReadonlyMap<string, DiagnosticCode> = new Map([
  ['experimental', 'experimental-feature'],
  ['deprecated', 'setting-removed'],
  ['legacy-settings', 'setting-removed'],
  ['unused-command-line-argument', 'setting-ignored'],
  ['linkflags', 'setting-ignored'],
  ['unsupported', 'setting-ignored'],
  ['js-compiler', 'js-library-warnings'],
]);

/** Warnings whose flag says what kind they are. */
function readByFlag(text: string, severity: Severity, flag: string | undefined): Draft | null {
  const code = flag === undefined ? undefined : CODES_BY_FLAG.get(flag);
  if (!code) return null;
  const named = firstNamed(text);
  return draft('emcc', severity, code, text, named && code !== 'js-library-warnings' ? { symbol: named.name } : {});
}

const CONFLICT =
  /\b(?:(?:not|in)(?: (?:yet|currently))? ?compatible|not compatible|mutually exclusive|requires?|[Cc]annot (?:be|have|use|used|mix|specify|set|--)|does ?n[o']t (?:yet )?(?:support|work)|do not support|only works|only (?:makes sense|compatible|valid|available)|(?:not|currently) support(?:ed)?|is only (?:meaningful|supported)|must include|not meaningful|must be (?:set|used|smaller|specified)|currently require|assumes the code|no longer|not meaningful|must not be mixed|only valid when|ignor(?:ed|ing)\b|disabl(?:ed|ing)\b)/;

/** Two settings or options that exclude each other, in any of some two hundred wordings. */
function readConflict(text: string, severity: Severity): Draft | null {
  if (!CONFLICT.test(text)) return null;
  const named = firstNamed(text);
  const setting = named?.kind === 'setting' || SETTING.test(text);
  const code = severity === 'warning' ? 'setting-ignored' : setting ? 'setting-incompatible' : 'incompatible-options';
  return draft('emcc', severity, code, text, named ? { symbol: named.name } : {});
}

const NAMED = /(?:^|[^\w-])(?:-s ?([A-Z][A-Z0-9_]+)|(--?[A-Za-z][\w-]*)|([A-Z][A-Z0-9_]{2,}\b))/;
const SETTING = /(?:^|[^\w-])(?:-s ?)?[A-Z][A-Z0-9_]{3,}\b/;

function firstNamed(text: string): { readonly kind: 'setting' | 'option'; readonly name: string } | null {
  const match = NAMED.exec(text);
  if (!match) return null;
  if (match[2]) return { kind: 'option', name: match[2] };
  return { kind: 'setting', name: (match[1] ?? match[3])! };
}
