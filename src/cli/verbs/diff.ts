import { existsSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { FAIL_ON, type FailOn } from '../../breaks/comparison/compare.ts';
import { compareResults } from '../../breaks/comparison/compare-results.ts';
import { reidentify } from '../../breaks/results/re-identify.ts';
import { loadKnowledge } from '../../catalogue/load-knowledge.ts';
import { noCatalogue, parseResults, readNamedResults, readResults } from '../../catalogue/results-file.ts';
import { findProject } from '../../engine/project/project.ts';
import { readMatrixAlone } from '../../engine/run/session.ts';
import { ProblemInInput } from '../../model/errors.ts';
import type { Results } from '../../model/results.ts';
import { describeComparison } from '../../reports/query/comparison-data.ts';
import { printDiff } from '../../reports/terminal/diff-text.ts';
import { showRevision } from '../../system/git.ts';
import { EXIT } from '../io/exit-codes.ts';
import { paintFor, print, printJson, widthOf } from '../io/terminal.ts';
import type { Verb } from '../io/verb.ts';

interface Options {
  old: string;
  new: string;
  'fail-on': FailOn;
  json: boolean;
}

/** `emrift diff OLD NEW`. */
export const diff: Verb<Options> = {
  options: (parser) =>
    parser
      .positional('old', {
        type: 'string',
        demandOption: true,
        describe: 'Results: a file, a folder, or REVISION:PATH',
      })
      .positional('new', { type: 'string', demandOption: true, describe: 'Results to compare with them' })
      .option('fail-on', { choices: FAIL_ON, default: 'new' as FailOn, describe: 'What makes the exit code 1' })
      .option('json', { type: 'boolean', default: false, describe: 'One JSON document on standard output' }),
  async handle({ old: before, new: after, 'fail-on': failOn, json }) {
    const project = findProject();
    const knowledge = loadKnowledge(project.knowledge);
    const old = reidentify(await readEither(before), knowledge);
    const now = reidentify(await readEither(after), knowledge);
    const { silences } = readMatrixAlone(project.matrix);
    const today = new Date().toISOString().slice(0, 10);
    const comparison = compareResults(old, now, { covers: () => true, silences, today });
    if (json) printJson(describeComparison(comparison, old, now));
    else print(printDiff({ old, now, comparison, knowledge }, paintFor(process.stdout), widthOf(process.stdout)));
    return comparison.fails[failOn] ? EXIT.broken : EXIT.ok;
  },
};

/** Results from a file, a catalogue's folder, or a file in a revision of the repository here. */
async function readEither(name: string): Promise<Results> {
  if (existsSync(name)) {
    const isFolder = statSync(name).isDirectory();
    const results = isFolder ? readResults(join(name, 'results.json')) : readNamedResults(name);
    if (results) return results;
    throw noCatalogue(name);
  }
  const text = name.includes(':') ? await showRevision(name, process.cwd()) : null;
  if (text !== null) return parseResults(text, name);
  throw new ProblemInInput('there is no such file', {
    position: { file: name },
    hint: 'name a results.json, a folder with one, or REVISION:PATH such as HEAD~1:reports/results.json',
  });
}
