import { resolve } from 'node:path';
import { isUpToDate } from '../../reports/check.ts';
import { checkPages, writePages } from '../catalogue-files.ts';
import { EXIT } from '../exit-codes.ts';
import { openCatalogue } from '../open-catalogue.ts';
import { findProject } from '../project.ts';
import { print, printJson, tell } from '../terminal.ts';
import type { Verb } from '../verb.ts';

interface Options {
  out?: string | undefined;
  check: boolean;
  json: boolean;
}

/** `emrift report`. */
export const report: Verb<Options> = {
  options: (parser) =>
    parser
      .option('out', { type: 'string', requiresArg: true, describe: 'Folder of the catalogue' })
      .option('check', {
        type: 'boolean',
        default: false,
        describe: 'Write nothing; fail where a page is not what the results say',
      })
      .option('json', { type: 'boolean', default: false, describe: 'One JSON document on standard output' }),
  handle({ out, check, json }) {
    const project = findProject();
    const catalogue = openCatalogue(out === undefined ? project.out : resolve(out), project.knowledge);
    if (!check) {
      const written = writePages(catalogue.folder, catalogue.input);
      if (json) printJson({ written });
      else print(`${catalogue.shown}: ${written === 0 ? 'every page is as it was' : `${written} files written`}`);
      return EXIT.ok;
    }
    const found = checkPages(catalogue.folder, catalogue.input);
    if (json) printJson(found);
    else if (isUpToDate(found)) print(`${catalogue.shown}: every page is what the results say`);
    for (const [word, paths] of Object.entries(
      json ? {} : { 'is out of date': found.differ, 'is missing': found.missing, 'is made by nothing': found.stale },
    )) {
      for (const path of paths) tell(`${catalogue.shown}/${path} ${word}; \`emrift report\` mends it`);
    }
    return isUpToDate(found) ? EXIT.ok : EXIT.broken;
  },
};
