import type { FileReport } from '../../evidence/inspect/file-report.ts';
import { printBytes } from '../../model/bytes.ts';
import { cleanLine, clip } from '../text/clean.ts';
import { type Paint, PLAIN } from '../text/paint.ts';
import { groupVerdicts } from './inspect-hosts.ts';
import { makerOf, windowOf } from './inspect-words.ts';

/** A row of the table of many files. */
export type InspectionRow = readonly string[];

const HEAD: InspectionRow = ['file', 'format', 'size', 'made by', 'Emscripten', 'imports', 'exports', 'runs on'];
/** Of every column but the file's, so that a table fits into 128 columns beside names of usual length. */
const LONGEST = 22;

/** A file as one row; small, so that many can be kept. */
export function inspectionRow(report: FileReport): InspectionRow {
  return [
    cleanLine(report.path),
    report.format,
    printBytes(report.size),
    makerOf(report.producer),
    report.emscripten ? windowOf(report.emscripten) : '',
    report.format === 'module' || report.format === 'shared' ? String(report.imports.length) : '',
    report.format === 'module' || report.format === 'shared' ? String(report.exports.length) : '',
    hostsWord(report),
  ];
}

/** The rows under a heading, each column as wide as it needs. */
export function printTable(rows: readonly InspectionRow[], paint: Paint = PLAIN): string {
  const all = [HEAD, ...rows].map((row) => row.map((field, column) => (column === 0 ? field : clip(field, LONGEST))));
  const widths = HEAD.map((_, column) => all.reduce((most, row) => Math.max(most, row[column]!.length), 0));
  const lines = all.map((row) =>
    row
      .map((field, column) => field.padEnd(widths[column]!))
      .join('  ')
      .trimEnd(),
  );
  return `${[paint.strong(lines[0]!), ...lines.slice(1)].join('\n')}\n`;
}

/** The families with a version that runs it; where none does, what the newest lacks. */
function hostsWord({ hosts }: FileReport): string {
  const rows = groupVerdicts(hosts);
  const running = [...new Set(rows.filter(({ verdict }) => verdict.runs).map(({ family }) => family))];
  if (running.length > 0 || rows.length === 0) return running.join(' ');
  return `none: ${cleanLine(rows[0]?.verdict.missing ?? 'unknown')}`;
}
