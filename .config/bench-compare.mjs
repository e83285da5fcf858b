// How the figures of a document of `npm run bench -- --json FILE` moved against earlier ones.
//   node .config/bench-compare.mjs [--github] [OLDER.json…] NEWER.json
// prints a table of the last values, and which ratios cost more than a tenth more than the median of the earlier ones; with
// --github as warnings, and all in the summary of the step. An earlier document that cannot be read costs a line. What grew is
// no failure: the exit code is 0, or 2 where the newer document cannot be read.
import { appendFileSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { loadReport, refuse } from './bench-tools.mjs';

const paths = process.argv.slice(2).filter((word) => word !== '--github');
if (paths.length === 0 || paths.some((path) => path.startsWith('--'))) {
  refuse('usage: bench-compare.mjs [--github] [OLDER.json…] NEWER.json');
}
const folder = mkdtempSync(join(tmpdir(), 'emrift-bench-'));
const report = await loadReport(folder);
rmSync(folder, { recursive: true });
const now = read(paths.at(-1), refuse);
const earlier = paths
  .slice(0, -1)
  .flatMap((path) => read(path, (line) => console.error(`bench: ${line}; left out`)) ?? []);
const trend = report.compareDocuments(earlier, now);
const text = report.renderTrend(trend);
console.log(text);
if (process.argv.includes('--github')) {
  for (const line of report.annotateTrend(trend)) console.log(line);
  if (process.env.GITHUB_STEP_SUMMARY) appendFileSync(process.env.GITHUB_STEP_SUMMARY, text);
}

/** A document; for what is none, whatever a line about it gives. */
function read(path, complain) {
  try {
    return report.readDocument(readFileSync(path, 'utf8'), path);
  } catch (error) {
    return complain(error.position ? report.printProblem(error) : error.message);
  }
}
