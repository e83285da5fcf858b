import { claimsJsonSchema } from '../../cases/claims-schema.ts';
import { describeCase } from '../../cases/describe.ts';
import { caseJsonSchema } from '../../cases/schema.ts';
import { selectCases } from '../../cases/select.ts';
import { beginCase } from '../../engine/project/begin-case.ts';
import { digestOnly, loadCases } from '../../engine/project/load-cases.ts';
import { loadClaims } from '../../engine/project/load-claims.ts';
import { findProject } from '../../engine/project/project.ts';
import { describeCheck, listCase, showCase } from '../../reports/terminal/case-text.ts';
import { EXIT } from '../io/exit-codes.ts';
import { print, printJson } from '../io/terminal.ts';
import type { Verb } from '../io/verb.ts';

interface Options {
  action: string;
  names?: string[] | undefined;
  cases?: string | undefined;
  schema?: boolean | undefined;
  json?: boolean | undefined;
}

/** `emrift cases list | show | check | new`. */
export const cases: Verb<Options> = {
  options: (parser) =>
    parser
      .positional('action', { choices: ['list', 'show', 'check', 'new'], type: 'string', demandOption: true })
      .positional('names', { type: 'string', array: true, describe: 'Cases, groups, patterns with *, or tag:NAME' })
      .option('cases', { type: 'string', describe: 'Folder with the cases', requiresArg: true })
      .option('schema', {
        type: 'boolean',
        describe: 'With show: the JSON Schema of case.yaml, for editors; with show claims: of claims.yaml',
      })
      .option('json', { type: 'boolean', describe: 'One JSON document on standard output' }),
  handle({ action, names = [], cases: folder, schema, json }) {
    const root = folder ?? findProject().cases;
    if (action === 'new') {
      print(`${beginCase(root, names)}: now write what a user would want; then \`emrift run --case ${names[0]}\``);
      return EXIT.ok;
    }
    if (schema) {
      printJson(names[0] === 'claims' ? claimsJsonSchema() : caseJsonSchema());
      return EXIT.ok;
    }
    const all = loadCases(root, digestOnly);
    const chosen = selectCases(all, names);
    if (json) printJson({ cases: chosen.map(describeCase) });
    else if (action === 'check') print(describeCheck(chosen.length, loadClaims(root, all).length));
    else print(chosen.map(action === 'show' ? showCase : listCase).join('\n'));
    return EXIT.ok;
  },
};
