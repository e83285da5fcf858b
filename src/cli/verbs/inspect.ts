import type { FileReport } from '../../evidence/inspect/file-report.ts';
import { inspectFile } from '../../evidence/inspect/inspect-file.ts';
import { listSymbolGroups } from '../../evidence/inspect/list-symbols.ts';
import { readLibraryNames } from '../../evidence/origin/library-names.ts';
import { detectFormat } from '../../evidence/wasm/detect-format.ts';
import { diffSurfaces } from '../../evidence/wasm/diff-surfaces.ts';
import { WasmError } from '../../evidence/wasm/wasm-error.ts';
import { ProblemInInput, printProblem } from '../../model/errors.ts';
import { printDiff, printImports, printSymbols } from '../../reports/inspect-lists.ts';
import { type InspectionRow, inspectionRow, printTable } from '../../reports/inspect-table.ts';
import { printInspection } from '../../reports/inspect-text.ts';
import { EXIT, type ExitCode } from '../exit-codes.ts';
import { type FoundFile, findFiles } from '../inspect/find-files.ts';
import { jsonPieces } from '../inspect/json-pieces.ts';
import { createReader, openMembersOf } from '../inspect/read-file.ts';
import { paintFor, print, printPieces, tell } from '../terminal.ts';
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
  const library = wanted.imports ? readLibraryNames() : null;
  return readEach(found, (path, bytes) => {
    if (detectFormat(bytes) === 'unknown') return false;
    const open = openMembersOf(path);
    if (library) printPieces(printImports(inspectFile(bytes, path, library, open)));
    if (wanted.symbols) printPieces(printSymbols(path, listSymbolGroups(bytes, path, open)));
    return true;
  });
}

function showJson(found: readonly FoundFile[]): ExitCode {
  let lead = '{"files":[\n';
  const failed: { path: string; message: string }[] = [];
  const code = inspectEach(
    found,
    (report) => {
      printPieces([lead]);
      printPieces(jsonPieces(report));
      lead = ',\n';
    },
    (path, message) => failed.push({ path, message }),
  );
  printPieces([lead === ',\n' ? '' : lead, '],"failed":']);
  printPieces(jsonPieces(failed));
  print('}');
  return code;
}

function showDiff(found: readonly FoundFile[], json: boolean): ExitCode {
  if (found.length !== 2) throw new ProblemInInput(`--diff compares two files, not ${found.length}`);
  const reports: FileReport[] = [];
  const code = inspectEach(found, (report) => reports.push(report));
  const [before, after] = reports;
  if (!before || !after) return code;
  const diff = diffSurfaces(before, after);
  if (json) printPieces(jsonPieces({ before: before.path, after: after.path, ...diff }));
  else print(printDiff(diff, paintFor(process.stdout)));
  return EXIT.ok;
}

/** Shows one file's report after the other. */
function inspectEach(
  found: readonly FoundFile[],
  show: (report: FileReport) => void,
  fail?: (path: string, message: string) => void,
): ExitCode {
  const library = readLibraryNames();
  return readEach(
    found,
    (path, bytes) => {
      const report = inspectFile(bytes, path, library, openMembersOf(path));
      const known = isWasm(report);
      if (known) show(report);
      return known;
    },
    fail,
  );
}

/**
 * Reads one file after the other, so that no more than one is in memory; `look` says whether it is of the kind that is
 * looked for. What cannot be read is told in one line each, and the others go on; of what a search found, files that are
 * something else are passed over.
 */
function readEach(
  found: readonly FoundFile[],
  look: (path: string, bytes: Uint8Array) => boolean,
  fail: (path: string, message: string) => void = () => {},
): ExitCode {
  const readBytes = createReader();
  let code: ExitCode = EXIT.ok;
  for (const { path, named } of found) {
    try {
      if (look(path, readBytes(path)) || !named) continue;
      throw new ProblemInInput('is neither wasm nor an archive', { position: { file: path } });
    } catch (error) {
      const problem = asProblem(error, path);
      tell(`emrift: ${printProblem(problem)}`);
      fail(path, problem.message);
      code = EXIT.input;
    }
  }
  return code;
}

function asProblem(error: unknown, file: string): ProblemInInput {
  if (error instanceof ProblemInInput) return error;
  if (!(error instanceof WasmError)) throw error;
  return new ProblemInInput(`${error.message} at byte ${error.offset}`, { position: { file } });
}

/** An archive counts where a member does, or where it has none. */
function isWasm({ format, members }: FileReport): boolean {
  if (format !== 'archive') return format !== 'unknown';
  return members.length === 0 || members.some((member) => member.format !== 'unknown');
}
