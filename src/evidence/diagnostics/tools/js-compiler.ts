import type { Severity } from '../../../model/diagnostic.ts';
import { appendLine, type Draft, draft } from '../draft.ts';
import { readRow, tableOf } from '../rows.ts';
import type { State } from '../state.ts';
import { JS_COMPILER_HELP, JS_COMPILER_ROWS } from './js-compiler-rows.ts';

const TABLE = tableOf(JS_COMPILER_ROWS);

/** Reads what stands behind a bare `error: ` or `warning: `. False where it is none of the JavaScript compiler's. */
export function readJsCompiler(severity: Severity, printed: string, state: State): boolean {
  // 2.0.12 to 3.1.6 put the word before some texts that already have it.
  const { file, line, rest } = findPlace(printed.startsWith('warning: ') ? printed.slice('warning: '.length) : printed);
  if (JS_COMPILER_HELP.some((help) => rest.startsWith(help))) return true;
  const made = readUndefined(severity, rest) ?? readRow(TABLE, 'js-compiler', severity, rest);
  if (!made) return false;
  if (file) made.file ??= file;
  if (line !== undefined) made.line = line;
  if (made.code === 'js-library-error' && severity === 'warning') made.code = 'js-library-warnings';
  if (made.code === 'js-library-error' && /^(?:failure to|error preprocessing)/.test(rest))
    state.past.libraryFailed = made;
  state.emit(made);
  return true;
}

/**
 * `Internal compiler error in src/compiler.js!` and the exception behind it; a library's failure just reported is its
 * cause. False: it is no such line.
 */
export function readInternalError(text: string, state: State): boolean {
  if (!text.startsWith('Internal compiler error ')) return false;
  const cause = state.past.libraryFailed;
  if (cause) {
    state.expect((line) => continueException(cause, line));
    return true;
  }
  const made = draft('js-compiler', 'error', 'js-compiler-internal-error', text);
  state.emit(made, (own) => (line) => continueException(own, line));
  return true;
}

const EXCEPTION = /^(?:Uncaught )?[A-Za-z]*(?:Error|Exception)\b[^:]{0,40}: /;
const SAYS = 'Exception message: "';

/** The lines up to the driver's own: the exception's text joins the message, its stack and quoted source do not. */
function continueException(made: Draft, line: string): boolean {
  if (/^(?:\S+: )?(?:error|warning): /.test(line)) return false;
  const says = line.indexOf(SAYS);
  const text = says < 0 ? line : line.slice(says + SAYS.length).replace(/^"/, '');
  if (EXCEPTION.test(text) && !made.message.includes(text)) appendLine(made, text);
  return true;
}

/**
 * `undefined symbol: f (referenced by …)`, before 1.38 `unresolved symbol: f`: a library function that another one pulls in is named
 * first.
 */
function readUndefined(severity: Severity, text: string): Draft | null {
  const lead = /^(?:undefined|unresolved) symbol: (?=\S)/.exec(text)?.[0];
  if (lead === undefined) return null;
  const by = text.indexOf(' (referenced by ');
  const symbol = by < 0 ? text.slice(lead.length) : text.slice(lead.length, by);
  const made = draft('js-compiler', severity, 'undefined-symbol', text, { symbol, stage: 'js-compiler' });
  if (by < 0) return made;
  const referrer = text.slice(by + ' (referenced by '.length).replace(/\)$/, '');
  // `js_fn__deps: ['f'], referenced by …` up to 3.1.30, `$js_fn, referenced by …` after.
  const needs = /^([^\s:,]+__deps)\b/.exec(referrer) ?? /^([^\s,]+), referenced by /.exec(referrer);
  if (needs) {
    made.code = 'undefined-stub-dependency';
    made.referencedBy = needs[1]!;
  } else made.referencedBy = referrer;
  return made;
}

interface Placed {
  readonly file?: string;
  readonly line?: number;
  readonly rest: string;
}

/** The innermost of at most two places: 3.1.45 to 3.1.69 put the library before a text that begins with its place. */
function findPlace(text: string): Placed {
  const outer = splitPlace(text);
  const inner = splitPlace(outer.rest);
  return inner.file === undefined ? outer : inner;
}

/** A library's place in front of the message: `{file}: ` or `{file}:{line}: `. */
function splitPlace(text: string): Placed {
  const match = /^((?:[A-Za-z]:)?[^:\s][^:]*\.(?:js|mjs|json|h|c|txt))(?::(\d{1,9}))?: /.exec(text);
  if (!match) return { rest: text };
  const rest = text.slice(match[0].length);
  return match[2] === undefined ? { file: match[1]!, rest } : { file: match[1]!, line: Number(match[2]), rest };
}
