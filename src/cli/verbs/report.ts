import { resolve } from 'node:path';
import { FAIL_ON, type FailOn } from '../../breaks/comparison/compare.ts';
import { openCatalogue } from '../../catalogue/open-catalogue.ts';
import { finishOutcomes } from '../../catalogue/outcome.ts';
import { findProject } from '../../engine/project/project.ts';
import { judgeCatalogue } from '../../engine/run/judge-catalogue.ts';
import { ProblemInInput } from '../../model/errors.ts';
import type { Verb } from '../io/verb.ts';
import { checkReport, writeReport } from '../report/show-report.ts';
import { declareOutsideOptions, type OutsideArguments, reportOutside } from '../run/ci-reporters.ts';

interface Options extends OutsideArguments {
  out?: string | undefined;
  baseline?: string | undefined;
  'fail-on': FailOn;
  check: boolean;
  /** Whether the page for browsers is opened; false: it is written only. */
  open: boolean;
  site?: string | undefined;
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
      .option('open', {
        type: 'boolean',
        default: false,
        describe: 'Open the page for browsers, with the one that explains logs beside it',
      })
      .option('site', {
        type: 'string',
        requiresArg: true,
        describe: 'Also write a web site for GitHub Pages into this folder',
      })
      .option('json', { type: 'boolean', default: false, describe: 'One JSON document on standard output' }),
  async handle(options) {
    const { out, check, json, open, site } = options;
    if (check && (open || site !== undefined)) {
      throw new ProblemInInput('writes nothing, so that there is nothing to open', { position: { file: '--check' } });
    }
    const project = findProject();
    const folder = out === undefined ? project.out : resolve(out);
    if (!check) finishOutcomes(folder);
    const catalogue = openCatalogue(folder, project.knowledge);
    if (options.junit !== undefined || options.github) {
      const summary = await judgeCatalogue(catalogue, project, options.baseline);
      reportOutside(options, { summary, failOn: options['fail-on'], cases: project.cases, remarks: [] });
    }
    if (check) return checkReport(catalogue, json);
    return writeReport(catalogue, { open, site, json, knowledge: project.knowledge });
  },
};
