import { chmodSync } from 'node:fs';
import { resolve } from 'node:path';
import { findProject } from '../../engine/project/project.ts';
import { writeRepro } from '../../engine/project/write-repro.ts';
import { ProblemInInput } from '../../model/errors.ts';
import { writeAtomically } from '../../system/files.ts';
import { EXIT } from '../io/exit-codes.ts';
import { notice, printFile, printJson } from '../io/terminal.ts';
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
      .option('workaround', {
        type: 'string',
        requiresArg: true,
        describe: 'Reproduce it with this workaround of the case',
      })
      .option('file', { alias: 'o', type: 'string', requiresArg: true, describe: 'Write the script to a file' })
      .option('cases', { type: 'string', requiresArg: true, describe: 'Folder with cases of your own' })
      .option('out', { type: 'string', requiresArg: true, describe: 'Folder of the catalogue that has the cell' })
      .option('json', { type: 'boolean', default: false, describe: 'One JSON document on standard output' })
      .string(['cell', '_']),
  handle(options) {
    const project = findProject();
    const { cases = project.cases, out = project.catalogue, workaround = null } = options;
    const folder = resolve(out);
    const { name, measured, script } = writeRepro(options.cell, workaround, { project, cases, folder });
    if (options.file !== undefined) writeScriptFile(options.file, script);
    if (options.json) printJson({ cell: name, workaround, measured, file: options.file ?? null, script });
    else if (options.file === undefined) printFile(`${script.trimEnd()}\n`);
    else notice(`wrote ${options.file}`);
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
