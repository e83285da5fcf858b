import { diffReports } from '../../evidence/inspect/diff-reports.ts';
import type { FileReport } from '../../evidence/inspect/file-report.ts';
import { type InspectOptions, inspectFile } from '../../evidence/inspect/inspect-file.ts';
import { type LibraryNames, readLibraryNames } from '../../evidence/origin/library-names.ts';
import { detectFormat } from '../../evidence/wasm/detect-format.ts';
import { ProblemInInput } from '../../model/errors.ts';
import { printDiff, printImports } from '../../reports/terminal/inspect-lists.ts';
import { type InspectionRow, inspectionRow, printTable } from '../../reports/terminal/inspect-table.ts';
import { printInspection } from '../../reports/terminal/inspect-text.ts';
import { EXIT, type ExitCode } from '../io/exit-codes.ts';
import { notice, paintFor, print, printJsonPieces, printPieces } from '../io/terminal.ts';
import type { FoundFile } from './find-files.ts';
import type { GlueFinder } from './find-glue.ts';
import { jsonPieces } from './json-pieces.ts';
import { readEach } from './read-each.ts';
import { openMembersOf } from './read-file.ts';
import { scanElsewhereOf } from './scan-elsewhere.ts';

/** `emrift inspect`: a summary of one file, a table of many. */
export function showSummary(found: readonly FoundFile[], glue: GlueFinder | null): ExitCode {
  const paint = paintFor(process.stdout);
  const rows: InspectionRow[] = [];
  const library = readLibraryNames();
  const code = readEach(found, (path, bytes, readCode) => {
    const report = inspectOne(path, bytes, library, glue, { readCode, depth: 'summary' });
    if (!isWasm(report)) return false;
    if (found.length === 1) print(printInspection(report, paint));
    else rows.push(inspectionRow(report));
    return true;
  });
  if (rows.length > 0) print(printTable(rows, paint));
  else if (code === EXIT.ok && found.length !== 1) notice('no wasm, object or archive there');
  return code;
}

/** `emrift inspect --imports`. */
export function showImports(found: readonly FoundFile[], glue: GlueFinder | null): ExitCode {
  return inspectEach(found, glue, (report) => printPieces(printImports(report)));
}

/** `emrift inspect --json`. */
export function showJson(found: readonly FoundFile[], glue: GlueFinder | null): ExitCode {
  let lead = '{"files":[\n';
  const failed: { path: string; message: string }[] = [];
  const code = inspectEach(
    found,
    glue,
    (report) => {
      printJsonPieces([lead]);
      printJsonPieces(jsonPieces(report));
      lead = ',\n';
    },
    (path, message) => failed.push({ path, message }),
  );
  printJsonPieces([lead === ',\n' ? '' : lead, '],"failed":']);
  printJsonPieces(jsonPieces(failed));
  print('}');
  return code;
}

/** `emrift inspect --diff A B`. Throws `ProblemInInput` unless two files are named. */
export function showDiff(found: readonly FoundFile[], glue: GlueFinder | null, json: boolean): ExitCode {
  if (found.length !== 2) throw new ProblemInInput(`--diff compares two files, not ${found.length}`);
  const reports: FileReport[] = [];
  const code = inspectEach(found, glue, (report) => reports.push(report));
  const [before, after] = reports;
  if (!before || !after) return code;
  const diff = diffReports(before, after);
  if (json) printJsonPieces(jsonPieces({ before: before.path, after: after.path, ...diff }));
  else printPieces(orNothing(printDiff(diff, paintFor(process.stdout))));
  return EXIT.ok;
}

function* orNothing(pieces: Iterable<string>): Generator<string> {
  let none = true;
  for (const piece of pieces) {
    none = false;
    yield piece;
  }
  if (none) yield 'No difference in what is compared: maker, settings, sizes, names, features.\n';
}

/** Shows one file's report after the other. */
function inspectEach(
  found: readonly FoundFile[],
  glue: GlueFinder | null,
  show: (report: FileReport) => void,
  fail?: (path: string, message: string) => void,
): ExitCode {
  const library = readLibraryNames();
  return readEach(
    found,
    (path, bytes, readCode) => {
      const report = inspectOne(path, bytes, library, glue, { readCode });
      const known = isWasm(report);
      if (known) show(report);
      return known;
    },
    fail,
  );
}

/** A file, or the module that a script has in itself. */
function inspectOne(
  path: string,
  bytes: Uint8Array,
  library: LibraryNames,
  glue: GlueFinder | null,
  options: Pick<InspectOptions, 'readCode' | 'depth'>,
): FileReport {
  const inner = detectFormat(bytes) === 'unknown' ? glue?.unpack(path, bytes) : null;
  if (inner) {
    return inspectFile(inner.bytes, path, library, {
      depth: options.depth ?? 'origin',
      findGlue: (file) => inner.match(path, file),
    });
  }
  return inspectFile(bytes, path, library, {
    ...options,
    open: openMembersOf(path),
    elsewhere: scanElsewhereOf(path),
    findGlue: glue ? (file) => glue.match(path, file) : undefined,
  });
}

/** An archive counts where a member does, or where it has none. */
function isWasm({ format, members }: FileReport): boolean {
  if (format !== 'archive') return format !== 'unknown';
  return members.length === 0 || members.some((member) => member.format !== 'unknown');
}
