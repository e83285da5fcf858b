import { openAsked } from '../../engine/project/open-asked.ts';
import { findProject } from '../../engine/project/project.ts';
import { findSupport } from '../../reports/query/can.ts';
import { printCan } from '../../reports/terminal/can-text.ts';
import { EXIT } from '../io/exit-codes.ts';
import { paintFor, print, printJson } from '../io/terminal.ts';
import type { Verb } from '../io/verb.ts';

interface Options {
  words: string[];
  out?: string | undefined;
  json: boolean;
}

/** `emrift can WORD…`. */
export const can: Verb<Options> = {
  options: (parser) =>
    parser
      .positional('words', {
        type: 'string',
        array: true,
        demandOption: true,
        describe: 'What to look for in cases, cures and breaks: heap, random, "tail calls"',
      })
      .option('out', { type: 'string', requiresArg: true, describe: 'Folder of the catalogue' })
      .option('json', { type: 'boolean', default: false, describe: 'One JSON document on standard output' })
      .string(['words', '_']),
  handle({ words, out, json }) {
    const project = findProject();
    const catalogue = openAsked(project, out);
    const answer = findSupport(catalogue.input, words);
    if (json) printJson(answer);
    else print(printCan(answer, { pages: catalogue.shown, paint: paintFor(process.stdout) }));
    return EXIT.ok;
  },
};
