import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { readResults } from '../../catalogue/results-file.ts';
import { sha256 } from '../../model/canonical.ts';
import { printCell } from '../../model/ids.ts';
import { caseIn, findCell, findWorkaround } from '../../reports/repro/find-cell.ts';
import { measuredFailures } from '../../reports/repro/measured.ts';
import { writeScript } from '../../reports/repro/script.ts';
import { ownProgram } from '../../system/own-folder.ts';
import { loadCaseNamed, loadCases } from './load-cases.ts';
import type { Project } from './project.ts';

/** The script that carries out a cell, and what was measured of it. */
export interface Repro {
  /** The cell's name, spelled as the catalogue does. */
  readonly name: string;
  readonly measured: ReturnType<typeof measuredFailures> | null;
  readonly script: string;
}

/** Writes the script of a cell, with a workaround or without. Throws `ProblemInInput` where there is no such cell or none. */
export function writeRepro(
  text: string,
  workaround: string | null,
  from: {
    readonly project: Project;
    /** The folder of the cases, and that of the catalogue. */
    readonly cases: string;
    readonly folder: string;
  },
): Repro {
  const contents = new Map<string, Uint8Array>();
  const keep = (content: Uint8Array) => {
    const digest = `sha256:${sha256(content)}` as const;
    contents.set(digest, content);
    return digest;
  };
  // All are read only where the one is not there, which is then said of them.
  const one = loadCaseNamed(from.cases, caseIn(text), keep);
  const cases = one ? [one] : loadCases(from.cases, keep);
  const results = readResults(join(from.folder, 'results.json'));
  const { probe, cell } = findCell(text, cases, results);
  const name = printCell(cell);
  const found = results?.cells.find((other) => printCell(other) === name);
  const measured = results && measuredFailures(results, found, workaround);
  const script = writeScript({
    probe,
    steps: workaround === null ? probe.steps : findWorkaround(probe, workaround).steps,
    workaround,
    on: cell.on,
    files: probe.sources.map(({ path, digest, executable = false }) => ({
      path,
      bytes: contents.get(digest)!,
      executable,
    })),
    measured,
    browse: readFileSync(ownProgram('browse.mjs'), 'utf8'),
    version: from.project.version,
  });
  return { name, measured, script };
}
