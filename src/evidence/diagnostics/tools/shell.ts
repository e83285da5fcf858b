import { type Draft, draft } from '../draft.ts';
import { type Row, readRow, tableOf } from '../rows.ts';
import type { State } from '../state.ts';
import { isSupportFile } from '../support-file.ts';
import { baseTool } from '../tool-names.ts';
import { readSignal } from './crash.ts';

/** Shells and the small programs of build scripts: dash, bash, coreutils, make, ninja, CMake. */
export const SHELL_ROWS: readonly Row[] = [
  { code: 'tool-not-found', text: '{symbol}: command not found', fix: trimTool },
  { code: 'tool-not-found', text: '{symbol}: not found', fix: trimTool },
  { code: 'tool-not-found', text: '{symbol}: cannot execute: required file not found', fix: trimTool },
  { code: 'tool-not-found', text: "failed to run command '{symbol}': No such file or directory", fix: trimTool },
  { code: 'exec-format-error', text: '{file}: cannot execute binary file: Exec format error' },
  { code: 'exec-format-error', text: '{file}: cannot execute binary file' },
  { code: 'exec-format-error', text: '{file}: Exec format error' },
  { code: 'file-not-found', text: "cannot stat '{file}': No such file or directory", fix: markSupportFile },
  { code: 'file-not-found', text: "cannot open '{file}' for reading: No such file or directory", fix: markSupportFile },
  { code: 'file-not-found', text: '{file}: No such file or directory', fix: markSupportFile },
  { code: 'cannot-open-output', text: "cannot create regular file '{file}': {_}" },
  { code: 'cannot-open-output', text: 'cannot create {file}: {_}' },
  { code: 'cannot-open-output', text: '{file}: Read-only file system' },
  { code: 'cannot-open-output', text: '{file}: Permission denied' },
  { code: 'output-write-failed', text: '{_}: No space left on device' },
  { code: 'subprocess-failed', text: '*** [{_}] Error {_}' },
  { code: 'file-not-found', text: "*** No rule to make target '{file}'{_}" },
  { code: 'subprocess-failed', text: 'build stopped: subcommand failed.' },
];

const TABLE = tableOf(SHELL_ROWS);

/** Reads what stands behind a shell's or small program's name: `line 1: ` and numbers in front are the script's place. */
export function readShell(text: string, state: State, program = ''): void {
  if (readSignal(text, state)) return;
  // coreutils quote like this where the locale is UTF-8.
  const said = text.replace(/^(?:line )?\d{1,9}: /, '').replace(/[\u2018\u2019]/g, "'");
  const made = said.startsWith('error while loading ') ? null : readRow(TABLE, 'shell', undefined, said);
  if (made?.code === 'file-not-found' && RUNNERS.has(baseTool(program))) nameProgram(made);
  if (made) state.emit(made);
  else if (/^(?:fatal|error)\b/i.test(said)) state.emit(draft('shell', 'error', 'unrecognised', said));
}

/** Programs that start others, and say of one that is not there what they would of a file. */
const RUNNERS: ReadonlySet<string> = new Set(['make', 'gmake', 'env', 'xargs', 'timeout']);

/** `make: emcc: No such file or directory`, `env: 'node': No such file or directory`. */
function nameProgram(made: Draft): void {
  const name = made.file?.replace(/^'(.*)'$/, '$1');
  if (name === undefined || made.message.startsWith('***')) return;
  delete made.file;
  made.code = 'tool-not-found';
  made.symbol = baseTool(name);
}

function trimTool(target: { symbol?: string }): void {
  if (target.symbol) target.symbol = baseTool(target.symbol);
}

function markSupportFile(target: { file?: string; code: string }): void {
  if (isSupportFile(target.file ?? '')) target.code = 'wasm-exec-missing';
}
