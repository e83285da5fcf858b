import { openAsked } from '../../engine/project/open-asked.ts';
import { findProject } from '../../engine/project/project.ts';
import { lookUpPair } from '../../reports/query/pair.ts';
import { printPair } from '../../reports/terminal/pair-text.ts';
import { EXIT } from '../io/exit-codes.ts';
import { paintFor, print, printJson } from '../io/terminal.ts';
import type { Verb } from '../io/verb.ts';

interface Options {
  go: string;
  emsdk: string;
  out?: string | undefined;
  all: boolean;
  json: boolean;
}

/** `emrift pair GO EM`. */
export const pair: Verb<Options> = {
  options: (parser) =>
    parser
      .positional('go', { type: 'string', demandOption: true, describe: 'A version of Go: 1.25, 1.23.5, 1.26rc1' })
      .positional('emsdk', { type: 'string', demandOption: true, describe: 'A version of Emscripten: 4.0.10, 3.1' })
      .option('out', { type: 'string', requiresArg: true, describe: 'Folder of the catalogue' })
      .option('all', {
        type: 'boolean',
        default: false,
        describe: 'Also show what no tested version avoids, and what passes',
      })
      .option('json', { type: 'boolean', default: false, describe: 'One JSON document on standard output' })
      // A version such as 1.20 is no number.
      .string(['go', 'emsdk', '_']),
  handle({ go, emsdk, out, all, json }) {
    const project = findProject();
    const catalogue = openAsked(project, out);
    const answer = lookUpPair(catalogue.input, { go, emsdk });
    if (json) printJson(answer);
    else print(printPair(answer, { pages: catalogue.shown, all, paint: paintFor(process.stdout) }));
    return EXIT.ok;
  },
};
