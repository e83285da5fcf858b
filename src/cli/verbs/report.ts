import { resolve } from 'node:path';
import { FAIL_ON, type FailOn } from '../../breaks/comparison/compare.ts';
import { checkPages, writePages } from '../../catalogue/catalogue-files.ts';
import { draftCatalogue } from '../../catalogue/draft.ts';
import { filesIn } from '../../catalogue/files.ts';
import { openCatalogue } from '../../catalogue/open-catalogue.ts';
import { finishOutcomes } from '../../catalogue/outcome.ts';
import { findProject } from '../../engine/project/project.ts';
import { judgeCatalogue } from '../../engine/run/judge-catalogue.ts';
import { isUpToDate } from '../../reports/catalogue/check.ts';
import { EXIT } from '../io/exit-codes.ts';
import { notice, print, printJson } from '../io/terminal.ts';
import type { Verb } from '../io/verb.ts';
import { declareOutsideOptions, type OutsideArguments, reportOutside } from '../run/ci-reporters.ts';

interface Options extends OutsideArguments {
  out?: string | undefined;
  baseline?: string | undefined;
  'fail-on': FailOn;
  check: boolean;
  json: boolean;
}

/** `emrift report`. */
export const report: Verb<Options> = {
  options: (parser) =>
    declareOutsideOptions(parser)
      .option('baseline', {
        type: 'string',
        requiresArg: true,
        describe: 'With --junit or --github: what to compare with',
      })
      .option('fail-on', { choices: FAIL_ON, default: 'new' as FailOn, describe: 'With --junit: what is a failure' })
      .option('out', { type: 'string', requiresArg: true, describe: 'Folder of the catalogue' })
      .option('check', {
        type: 'boolean',
        default: false,
        describe: 'Write nothing; fail if a page differs from what the results give',
      })
      .option('json', { type: 'boolean', default: false, describe: 'One JSON document on standard output' }),
  async handle(options) {
    const { out, check, json } = options;
    const project = findProject();
    const folder = out === undefined ? project.out : resolve(out);
    if (!check) finishOutcomes(folder);
    const catalogue = openCatalogue(folder, project.knowledge);
    if (options.junit !== undefined || options.github) {
      const summary = await judgeCatalogue(catalogue, project, options.baseline);
      reportOutside(options, { summary, failOn: options['fail-on'], cases: project.cases, remarks: [] });
    }
    if (!check) {
      const draft = draftCatalogue(catalogue.folder);
      const written = writePages(draft, catalogue.input);
      draft.publish();
      if (json) printJson({ written });
      else print(`${catalogue.shown}: ${written === 0 ? 'every page is unchanged' : `${written} files written`}`);
      return EXIT.ok;
    }
    const found = checkPages(filesIn(catalogue.folder), catalogue.input);
    if (json) printJson(found);
    else if (isUpToDate(found)) print(`${catalogue.shown}: every page is up to date`);
    for (const [word, paths] of Object.entries(
      json ? {} : { 'is out of date': found.differ, 'is missing': found.missing, 'is stale': found.stale },
    )) {
      for (const path of paths) notice(`${catalogue.shown}/${path} ${word}; \`emrift report\` regenerates it`);
    }
    return isUpToDate(found) ? EXIT.ok : EXIT.broken;
  },
};
