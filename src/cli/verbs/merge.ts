import { resolve } from 'node:path';
import { FAIL_ON, type FailOn } from '../../breaks/comparison/compare.ts';
import { forgetUnreported } from '../../catalogue/outcome.ts';
import { mergeJournals } from '../../engine/merge/merge-journals.ts';
import { findProject } from '../../engine/project/project.ts';
import { describeNoise } from '../../engine/run/noise.ts';
import { readMatrixAlone } from '../../engine/run/session.ts';
import { codeOf, type ExitCode } from '../io/exit-codes.ts';
import type { Verb } from '../io/verb.ts';
import { declareOutsideOptions, type OutsideArguments, reportOutside } from '../run/ci-reporters.ts';
import { printFinished, summarizeFinished } from '../run/run-text.ts';

interface Options extends OutsideArguments {
  journals?: string[] | undefined;
  matrix?: string | undefined;
  out?: string | undefined;
  baseline?: string | undefined;
  json: boolean;
  'fail-on': FailOn;
}

/** `emrift merge JOURNAL…`. */
export const merge: Verb<Options> = {
  options: (parser) =>
    declareOutsideOptions(parser)
      .positional('journals', { type: 'string', array: true, describe: 'The journals of all shards, in any order' })
      .option('matrix', { type: 'string', requiresArg: true, describe: 'Another matrix.yaml, for its silences' })
      .option('out', { type: 'string', requiresArg: true, describe: 'Folder of the catalogue' })
      .option('baseline', { type: 'string', requiresArg: true, describe: 'Results to compare with' })
      .option('fail-on', { choices: FAIL_ON, default: 'new' as FailOn, describe: 'What makes the exit code 1' })
      .option('json', { type: 'boolean', default: false, describe: 'One JSON document on standard output' }),
  handle: perform,
};

async function perform(options: Options): Promise<ExitCode> {
  const { baseline, json, 'fail-on': failOn } = options;
  const project = findProject();
  const out = options.out === undefined ? project.out : resolve(options.out);
  const matrix = readMatrixAlone(options.matrix ?? project.matrix);
  const merged = await mergeJournals(options.journals ?? [], { out, baseline, matrix, knowledge: project.knowledge });
  const { finished, noise } = merged;
  printFinished({ finished, executed: { ...merged, journal: null, fetchedSteps: 0, remote: null }, noise, out, json });
  const remarks = noise ? [describeNoise(noise)] : [];
  reportOutside(options, { summary: summarizeFinished(finished, out), failOn, cases: project.cases, remarks });
  forgetUnreported(out);
  return codeOf(finished.comparison.fails[failOn], merged.isUndecided);
}
