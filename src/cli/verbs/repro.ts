import { chmodSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import type { Case } from '../../cases/case.ts';
import { readResults } from '../../catalogue/results-file.ts';
import { loadCases } from '../../engine/project/load-cases.ts';
import { findProject } from '../../engine/project/project.ts';
import { sha256 } from '../../model/canonical.ts';
import { ProblemInInput } from '../../model/errors.ts';
import { type CellName, parseToolchain, printCell } from '../../model/ids.ts';
import type { Results } from '../../model/results.ts';
import { measuredFailures } from '../../reports/repro/measured.ts';
import { nearestCells, readCell } from '../../reports/repro/nearest-cells.ts';
import { writeScript } from '../../reports/repro/script.ts';
import { writeAtomically } from '../../system/files.ts';
import { ownProgram } from '../../system/own-folder.ts';
import { EXIT } from '../io/exit-codes.ts';
import { printFile, printJson, tell } from '../io/terminal.ts';
import type { Verb } from '../io/verb.ts';

interface Options {
  cell: string;
  workaround?: string | undefined;
  file?: string | undefined;
  cases?: string | undefined;
  out?: string | undefined;
  json: boolean;
}

/** `emrift repro CELL`. */
export const repro: Verb<Options> = {
  options: (parser) =>
    parser
      .positional('cell', { type: 'string', demandOption: true, describe: 'A cell: page/heap-view@go1.27.4+em6.0.5-…' })
      .option('workaround', { type: 'string', requiresArg: true, describe: 'With this workaround of the case' })
      .option('file', { alias: 'o', type: 'string', requiresArg: true, describe: 'Write the script to a file' })
      .option('cases', { type: 'string', requiresArg: true, describe: 'Folder with cases of your own' })
      .option('out', { type: 'string', requiresArg: true, describe: 'Folder of the catalogue that has the cell' })
      .option('json', { type: 'boolean', default: false, describe: 'One JSON document on standard output' })
      .string(['cell', '_']),
  handle(options) {
    const project = findProject();
    const contents = new Map<string, Uint8Array>();
    const cases = loadCases(options.cases ?? project.cases, (content) => {
      const digest = `sha256:${sha256(content)}` as const;
      contents.set(digest, content);
      return digest;
    });
    const folder = options.out === undefined ? project.catalogue : resolve(options.out);
    const results = readResults(join(folder, 'results.json'));
    const { probe, cell } = findCell(options.cell, cases, results);
    const workaround = options.workaround ?? null;
    const steps = workaround === null ? probe.steps : findWorkaround(probe, workaround).steps;
    const name = printCell(cell);
    const found = results?.cells.find((other) => printCell(other) === name);
    const measured = results && measuredFailures(results, found, workaround);
    const script = writeScript({
      probe,
      steps,
      workaround,
      on: cell.on,
      files: probe.sources.map(({ path, digest, executable = false }) => ({
        path,
        bytes: contents.get(digest)!,
        executable,
      })),
      measured,
      browse: readFileSync(ownProgram('browse.mjs'), 'utf8'),
      version: project.version,
    });
    if (options.file !== undefined) writeScriptFile(options.file, script);
    if (options.json) printJson({ cell: name, workaround, measured, file: options.file ?? null, script });
    else if (options.file === undefined) printFile(`${script.trimEnd()}\n`);
    else tell(`wrote ${options.file}`);
    return EXIT.ok;
  },
};

function writeScriptFile(path: string, script: string): void {
  try {
    writeAtomically(path, script);
    chmodSync(path, 0o755);
  } catch (error) {
    throw new ProblemInInput(`cannot be written (${(error as NodeJS.ErrnoException).code})`, {
      position: { file: path },
    });
  }
}

function findCell(text: string, cases: readonly Case[], results: Results | null): { probe: Case; cell: CellName } {
  const cell = readCell(text);
  const probe = cases.find(({ name }) => name === (cell?.case ?? text.split('@')[0]));
  const roles = probe?.roles ?? [];
  const fits =
    probe && cell && Object.keys(cell.on).length === roles.length && roles.every((role) => plays(role, cell.on));
  if (fits) return { probe, cell };
  const nearest = nearestCells(text, results?.cells ?? []);
  const wanted = roles.map(({ name, tool }) => (name === tool ? tool : `${name}=${tool}`)).join('+');
  const message = probe
    ? cell
      ? `\`${text}\` is no cell of ${probe.name}, which has ${wanted}`
      : `\`${text}\` is no name of a cell`
    : `there is no case \`${text.split('@')[0]}\``;
  const hint = nearest.length > 0 ? `close to it are ${nearest.join(', ')}` : '`emrift cases list` lists cases';
  throw new ProblemInInput(message, { hint });
}

function plays({ name, tool }: Case['roles'][number], on: CellName['on']): boolean {
  return Object.hasOwn(on, name) && parseToolchain(on[name]!)?.tool === tool;
}

function findWorkaround(probe: Case, name: string): Case['workarounds'][number] {
  const found = probe.workarounds.find((workaround) => workaround.name === name);
  if (found) return found;
  const names = probe.workarounds.map((workaround) => workaround.name);
  throw new ProblemInInput(`${probe.name} has no workaround \`${name}\``, {
    hint: names.length > 0 ? `it has ${names.join(', ')}` : 'it has none',
  });
}
