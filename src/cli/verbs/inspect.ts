import type { FileReport } from '../../evidence/inspect/file-report.ts';
import { inspectFile } from '../../evidence/inspect/inspect-file.ts';
import { type LibraryNames, readLibraryNames } from '../../evidence/origin/library-names.ts';
import { diffSurfaces } from '../../evidence/wasm/diff-surfaces.ts';
import { WasmError } from '../../evidence/wasm/wasm-error.ts';
import { ProblemInInput, printProblem } from '../../model/errors.ts';
import { printDiff, printImports, printSymbols } from '../../reports/inspect-lists.ts';
import { type InspectionRow, inspectionRow, printTable } from '../../reports/inspect-table.ts';
import { printInspection } from '../../reports/inspect-text.ts';
import { EXIT, type ExitCode } from '../exit-codes.ts';
import { type FoundFile, findFiles } from '../inspect/find-files.ts';
import { jsonPieces } from '../inspect/json-pieces.ts';
import { openMembersOf, readBytes } from '../inspect/read-file.ts';
import { paintFor, print, tell } from '../terminal.ts';
import type { Verb } from '../verb.ts';

interface Options {
  files?: string[] | undefined;
  symbols: boolean;
  imports: boolean;
  diff: boolean;
  json: boolean;
}

/** `emrift inspect FILE…`. */
export const inspect: Verb<Options> = {
  options: (parser) =>
    parser
      .positional('files', {
        type: 'string',
        array: true,
        describe: 'Files, folders, and patterns such as `lib/**/*.wasm`',
      })
      .option('symbols', { type: 'boolean', default: false, describe: 'List symbols, members of archives included' })
      .option('imports', { type: 'boolean', default: false, describe: 'List imports and exports with their types' })
      .option('diff', { type: 'boolean', default: false, describe: 'What differs from the first file to the second' })
      .option('json', { type: 'boolean', default: false, describe: 'One JSON document on standard output' })
      // A file's name may be a number.
      .string(['files', '_']),
  handle({ files = [], symbols, imports, diff, json }) {
    if (files.length === 0)
      throw new ProblemInInput('name a file to inspect', { hint: 'like `emrift inspect app.wasm`' });
    const found = findFiles(files);
    if (diff) return showDiff(found, json);
    if (json) return showJson(found);
    return symbols || imports ? showLists(found, { symbols, imports }) : showSummary(found);
  },
};

function showSummary(found: readonly FoundFile[]): ExitCode {
  const paint = paintFor(process.stdout);
  const rows: InspectionRow[] = [];
  const code = inspectEach(found, (report) => {
    if (found.length === 1) print(printInspection(report, paint));
    else rows.push(inspectionRow(report));
  });
  if (rows.length > 0) print(printTable(rows, paint));
  else if (code === EXIT.ok && found.length !== 1) tell('no wasm, object or archive there');
  return code;
}

function showLists(found: readonly FoundFile[], wanted: { symbols: boolean; imports: boolean }): ExitCode {
  return inspectEach(found, (report) => {
    if (wanted.imports) for (const piece of printImports(report)) print(piece);
    if (wanted.symbols) for (const piece of printSymbols(report)) print(piece);
  });
}

function showJson(found: readonly FoundFile[]): ExitCode {
  let lead = '{"files":[';
  const failed: { path: string; message: string }[] = [];
  const code = inspectEach(
    found,
    (report) => {
      print(lead);
      for (const piece of jsonPieces(report)) print(piece);
      lead = ',';
    },
    (path, message) => failed.push({ path, message }),
  );
  if (lead !== ',') print(lead);
  print('],"failed":');
  for (const piece of jsonPieces(failed)) print(piece);
  print('}');
  return code;
}

function showDiff(found: readonly FoundFile[], json: boolean): ExitCode {
  const reports: FileReport[] = [];
  const code = inspectEach(found, (report) => reports.push(report));
  if (code !== EXIT.ok) return code;
  const [before, after] = reports;
  if (!before || !after || reports.length > 2) {
    throw new ProblemInInput(`--diff compares two files, not ${reports.length}`);
  }
  const diff = diffSurfaces(before, after);
  if (!json) print(printDiff(diff, paintFor(process.stdout)));
  else for (const piece of jsonPieces({ before: before.path, after: after.path, ...diff })) print(piece);
  return EXIT.ok;
}

/**
 * Looks at one file after the other, so that no more than one is in memory. What cannot be read is told in one line each,
 * and the others go on; of what a search found, files that are no wasm at all are passed over.
 */
function inspectEach(
  found: readonly FoundFile[],
  show: (report: FileReport) => void,
  fail: (path: string, message: string) => void = () => {},
): ExitCode {
  const library = readLibraryNames();
  let code: ExitCode = EXIT.ok;
  for (const { path, named } of found) {
    try {
      const report = inspectOne(path, library);
      if (isWasm(report)) show(report);
      else if (named) throw new ProblemInInput('is neither wasm nor an archive', { position: { file: path } });
    } catch (error) {
      if (!(error instanceof ProblemInInput)) throw error;
      tell(`emrift: ${printProblem(error)}`);
      fail(path, error.message);
      code = EXIT.input;
    }
  }
  return code;
}

function inspectOne(path: string, library: LibraryNames): FileReport {
  try {
    return inspectFile(readBytes(path), path, library, openMembersOf(path));
  } catch (error) {
    if (!(error instanceof WasmError)) throw error;
    throw new ProblemInInput(`${error.message} at byte ${error.offset}`, { position: { file: path } });
  }
}

/** An archive counts where a member does, or where it has none. */
function isWasm({ format, members }: FileReport): boolean {
  if (format !== 'archive') return format !== 'unknown';
  return members.length === 0 || members.some((member) => member.format !== 'unknown');
}
