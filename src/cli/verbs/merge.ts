import { resolve } from 'node:path';
import { FAIL_ON, type FailOn } from '../../breaks/comparison/compare.ts';
import { loadKnowledge } from '../../catalogue/load-knowledge.ts';
import { openOut } from '../../catalogue/open-out.ts';
import { forgetUntold } from '../../catalogue/outcome.ts';
import { findFault } from '../../catalogue/results-fault.ts';
import { assemble } from '../../engine/merge/assemble.ts';
import { checkJournals } from '../../engine/merge/check-journals.ts';
import { findProject } from '../../engine/project/project.ts';
import { finishRun } from '../../engine/run/finish.ts';
import { describeNoise } from '../../engine/run/noise.ts';
import { covers } from '../../engine/run/plan.ts';
import { readMatrixFiles } from '../../engine/run/session.ts';
import { ProblemInInput } from '../../model/errors.ts';
import { readJournal } from '../../run/read-journal.ts';
import type { Remember } from '../../run/storage/memo-store.ts';
import { readText } from '../../system/read-text.ts';
import { EXIT, type ExitCode, strongest } from '../io/exit-codes.ts';
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

/** The largest journal that is read: a nightly run of a hundred thousand cells stays below. */
const LARGEST = 1 << 29;

/** `emrift merge JOURNAL…`. */
export const merge: Verb<Options> = {
  options: (parser) =>
    declareOutsideOptions(parser)
      .positional('journals', { type: 'string', array: true, describe: 'The journals of all shards, in any order' })
      .option('matrix', { type: 'string', requiresArg: true, describe: 'Another matrix.yaml, for what it silences' })
      .option('out', { type: 'string', requiresArg: true, describe: 'Folder of the catalogue' })
      .option('baseline', { type: 'string', requiresArg: true, describe: 'Results to compare with' })
      .option('fail-on', { choices: FAIL_ON, default: 'new' as FailOn, describe: 'What makes the exit code 1' })
      .option('json', { type: 'boolean', default: false, describe: 'One JSON document on standard output' }),
  handle,
};

async function handle(options: Options): Promise<ExitCode> {
  const files = options.journals ?? [];
  if (files.length === 0) throw new ProblemInInput('name the journals of all shards');
  const project = findProject();
  const { matrix } = readMatrixFiles(options.matrix ?? project.matrix);
  const out = options.out === undefined ? project.out : resolve(options.out);
  const journals = files.map((file) => readJournal(readNamed(file), file));
  checkJournals(journals);
  const knowledge = loadKnowledge(project.knowledge);
  const assembled = assemble(journals, knowledge);
  const fault = findFault(assembled.found);
  if (fault !== null) throw new ProblemInInput(`what the journals come to is no result: ${fault}`);
  openOut(out);
  const { header } = journals[0]!;
  const { abis, links, noise, known, costs, unavailable, executedSteps } = assembled;
  const finished = await finishRun(assembled.found, {
    out,
    baseline: options.baseline,
    abis,
    links,
    knowledge,
    claims: header.claims ?? [],
    silences: matrix.silences,
    now: new Date(),
    noise,
    costs,
    confirm: async () => ({ results: assembled.confirmed, flaky: assembled.flaky }),
    covers: covers(header.coverage!),
    known,
    nightly: header.nightly ?? false,
    remember: FORGET,
  });
  printFinished({ finished, executed: { executedSteps, unavailable, journal: null }, noise, out, json: options.json });
  reportOutside(options, {
    summary: summarizeFinished(finished, out),
    failOn: options['fail-on'],
    cases: project.cases,
    remarks: noise ? [describeNoise(noise)] : [],
  });
  forgetUntold(out);
  const isUndecided = unavailable.size > 0 || assembled.confirmed.cells.some(({ status }) => status === 'infra');
  return strongest([
    ...(finished.comparison.fails[options['fail-on']] ? [EXIT.broken] : []),
    ...(isUndecided ? [EXIT.infrastructure] : []),
  ]);
}

/** Nothing is remembered from merge to merge: each has other journals. */
const FORGET: Remember = () => ({ value: undefined, keep: () => {} });

function readNamed(file: string): string {
  const text = readText(file, LARGEST);
  if (text === null) throw new ProblemInInput('there is no such file', { position: { file } });
  return text;
}
