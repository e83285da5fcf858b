import { ProblemInInput } from '../../model/errors.ts';
import { findFiles } from '../inspect/find-files.ts';
import { openGlue } from '../inspect/find-glue.ts';
import type { ExitCode } from '../io/exit-codes.ts';
import type { Verb } from '../io/verb.ts';

interface Options {
  files?: string[] | undefined;
  symbols: boolean;
  imports: boolean;
  diff: boolean;
  glue?: string | undefined;
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
      .option('glue', {
        type: 'string',
        describe: 'The script that loads the module, where it is not the one beside it',
      })
      .option('json', { type: 'boolean', default: false, describe: 'One JSON document on standard output' })
      // A file's name may be a number.
      .string(['files', '_']),
  async handle({ files = [], symbols, imports, diff, glue: script, json }) {
    if (files.length === 0) {
      throw new ProblemInInput('name a file to inspect', { hint: 'like `emrift inspect app.wasm`' });
    }
    const found = await findFiles(files);
    // Lists of symbols need nothing of what shows origins and hosts.
    if (symbols && !imports && !diff && !json) {
      return (await import('../inspect/show-symbols.ts')).showSymbols(found);
    }
    const show = await import('../inspect/show-reports.ts');
    const glue = await openGlue(found, script);
    if (diff) return show.showDiff(found, glue, json);
    if (json) return show.showJson(found, glue);
    if (!imports) return show.showSummary(found, glue);
    const code: ExitCode = show.showImports(found, glue);
    return symbols ? (await import('../inspect/show-symbols.ts')).showSymbols(found) : code;
  },
};
