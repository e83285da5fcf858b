import type { Severity } from '../../../model/diagnostic.ts';
import { draft } from '../draft.ts';
import { type Row, readRow, tableOf } from '../rows.ts';
import type { State } from '../state.ts';
import { ARCHIVE_ROWS, markArchiveMember } from './archive.ts';
import { BITCODE_ROWS } from './bitcode.ts';
import { retractCrash } from './crash.ts';
import { OBJECT_READER_ROWS } from './object-reader.ts';

const TOOL_TABLE = tableOf([
  ...ARCHIVE_ROWS,
  ...BITCODE_ROWS,
  ...OBJECT_READER_ROWS,
  {
    code: 'unknown-file-type',
    text: '{file}: The file was not recognized as a valid object file',
    fix: markArchiveMember,
  },
  { code: 'file-not-found', text: '{file}: No such file or directory' },
  { code: 'file-not-found', text: '{file}: No such file or directory.', until: '11' },
  { code: 'file-not-found', text: "unable to load '{file}': {_}" },
  { code: 'file-not-found', text: "unable to open '{file}': {_}" },
  { code: 'unknown-argument', text: "Unknown command line argument '{symbol}'.{_}" },
  { code: 'unknown-argument', text: "unknown argument '{symbol}'{_}" },
  { code: 'unknown-argument', text: ": unknown argument '{symbol}'" },
  { code: 'unknown-argument', text: 'unknown option {symbol}' },
]);

/** `report_fatal_error` (LLVM 9 to 24): no tool, no file. */
const FATAL: readonly Row[] = [
  { code: 'output-write-failed', text: 'IO failure on output stream: {_}' },
  { code: 'object-truncated', text: 'EOF while reading {_}' },
  { code: 'object-truncated', text: 'malformed uleb128, extends past end' },
  { code: 'object-truncated', text: 'malformed sleb128, extends past end' },
  { code: 'object-corrupt', text: 'LEB is outside {_}' },
  { code: 'object-corrupt', text: 'malformed uleb128{_}' },
  { code: 'bitcode-incompatible', text: 'Broken module found, compilation aborted!' },
  { code: 'compiler-backend-error', text: 'Cannot select: {_}' },
];
const FATAL_TABLE = tableOf([...FATAL, ...BITCODE_ROWS]);

/** llvm-objdump, llvm-readobj and llvm-objcopy quote the file where llvm-nm does not. */
const QUOTED = /^'([^']{1,4096})': /;

/** llvm-nm up to LLVM 11 puts nothing but a blank between the file and the reader's text. */
const COLONLESS = /^(\S{1,4096}) (?=[A-Z])/;

/** Reads what stands behind `llvm-nm: error: ` and its like. */
export function readLlvmTool(severity: Severity, text: string, state: State): void {
  const made =
    readRow(TOOL_TABLE, 'llvm', severity, text.replace(QUOTED, '$1: ')) ??
    readRow(TOOL_TABLE, 'llvm', severity, text.replace(COLONLESS, '$1: ')) ??
    draft('llvm', severity, 'unrecognised', text);
  made.message = text;
  if (severity === 'error') retractCrash(state);
  state.emit(made);
}

/** Reads `LLVM ERROR: {text}` and what LLVM's verifier prints before it. False where the line is neither. */
export function readLlvmFatal(text: string, state: State): boolean {
  const lead = 'LLVM ERROR: ';
  if (text.startsWith('Intrinsic has incorrect ')) {
    const last = state.latest();
    if (last?.code === 'bitcode-incompatible' && last.message === text) return true;
    const made = draft('llvm', 'error', 'bitcode-incompatible', text);
    state.emit(made);
    state.expect((line) => line === text || /^(?:ptr|void|i\d+|label|metadata) @/.test(line) || line.startsWith(lead));
    return true;
  }
  if (!text.startsWith(lead)) return false;
  const said = text.slice(lead.length);
  const made = readRow(FATAL_TABLE, 'llvm', 'error', said) ?? draft('llvm', 'error', 'unrecognised', said);
  made.message = text;
  retractCrash(state);
  state.emit(made);
  return true;
}
