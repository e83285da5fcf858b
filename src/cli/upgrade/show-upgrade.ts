import { openAsked } from '../../engine/project/open-asked.ts';
import { findProject } from '../../engine/project/project.ts';
import { fillAxes, readAxes } from '../../engine/upgrade/read-axes.ts';
import { scanProject } from '../../engine/upgrade/scan-project.ts';
import { ProblemInInput } from '../../model/errors.ts';
import { renderSarif } from '../../reports/ci/sarif.ts';
import { annotateUpgrade, summariseUpgrade } from '../../reports/ci/upgrade-github.ts';
import { makeContext } from '../../reports/query/context.ts';
import { printUpgrade } from '../../reports/terminal/upgrade-text.ts';
import { isFound, reportUpgrade, type UpgradeReport, usesOf } from '../../reports/upgrade/project-report.ts';
import { lookUpUpgrade } from '../../reports/upgrade/upgrade.ts';
import { writeAtomically } from '../../system/files.ts';
import { EXIT, type ExitCode } from '../io/exit-codes.ts';
import { appendStepSummary, write } from '../io/github-summary.ts';
import { notice, paintFor, print, printJson, widthOf } from '../io/terminal.ts';

/** The options as yargs gives them. */
export interface UpgradeOptions {
  dir?: string | undefined;
  go?: string | undefined;
  emsdk?: string | undefined;
  host?: string[] | undefined;
  out?: string | undefined;
  /** Whether what is folded is shown too; false: it is counted. */
  all: boolean;
  'fail-on': string;
  /** Whether a job of GitHub Actions is annotated; false: nobody but the reader is told. */
  github: boolean;
  sarif?: string | undefined;
  /** Whether standard output is one JSON document; false: it is for people. */
  json: boolean;
}

/** Looks an upgrade up, reads the project where there is one, and says what of it breaks. Throws `ProblemInInput`. */
export function showUpgrade(options: UpgradeOptions): ExitCode {
  const axes = readAxes(options);
  if (options.dir === undefined) refuseWithoutProject(options);
  const home = findProject();
  const catalogue = openAsked(home, options.out);
  const { knowledge } = catalogue.input;
  const project = options.dir === undefined ? null : scanProject(options.dir, usesOf(knowledge));
  const { asked, taken } = fillAxes(axes, project?.versions);
  const report = reportUpgrade(lookUpUpgrade(makeContext(catalogue.input), asked), knowledge, project, taken);
  if (options.json) printJson(report);
  else {
    const style = { pages: catalogue.shown, width: widthOf(process.stdout), all: options.all };
    print(printUpgrade(report, { ...style, paint: paintFor(process.stdout) }));
  }
  leave(report, options, catalogue.shown, home.version);
  return options['fail-on'] === 'found' && isFound(report) ? EXIT.broken : EXIT.ok;
}

function leave(report: UpgradeReport, { github, sarif }: UpgradeOptions, pages: string, version: string): void {
  if (sarif !== undefined) write(sarif, () => writeAtomically(sarif, renderSarif(report, version)));
  if (!github) return;
  for (const line of annotateUpgrade(report)) notice(line);
  appendStepSummary(summariseUpgrade(report, pages));
}

function refuseWithoutProject({ github, sarif, 'fail-on': failOn }: UpgradeOptions): void {
  const option = sarif === undefined ? (github ? '--github' : failOn === 'found' ? '--fail-on' : undefined) : '--sarif';
  if (option === undefined) return;
  throw new ProblemInInput('needs a project to read', {
    position: { file: option },
    hint: 'name its folder, as `upgrade --emsdk 3.1.6..6.0.5 .`',
  });
}
