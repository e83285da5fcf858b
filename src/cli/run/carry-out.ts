import { join } from 'node:path';
import { forgetUnreported } from '../../catalogue/outcome.ts';
import { readResults } from '../../catalogue/results-file.ts';
import { expectedOutcomes } from '../../engine/expected-outcomes.ts';
import { describeNoise } from '../../engine/run/noise.ts';
import { openRun } from '../../engine/run/open-run.ts';
import { performRun, type RunOutcome } from '../../engine/run/perform-run.ts';
import { codeOf, EXIT, type ExitCode } from '../io/exit-codes.ts';
import { recordPrinted } from '../io/terminal.ts';
import { reportOutside } from './ci-reporters.ts';
import { outFolder, type RunArguments, settingsOf, shardOf } from './options.ts';
import { watchRun } from './remember-run.ts';
import { printDryRun, printShardOutcome, summarizeFinished } from './run-text.ts';

/** Shows people, or a program, what a run that came to its end found. `out` is the folder of the catalogue. */
export type ShowFinished = (
  outcome: RunOutcome & { readonly kind: 'finished' },
  shown: { readonly out: string; readonly json: boolean },
) => void;

/** Carries out a run as its options say, reports what came of it everywhere it is to be reported, and gives the exit code. */
export async function carryOut(
  options: RunArguments,
  signal: AbortSignal,
  showFinished: ShowFinished,
): Promise<ExitCode> {
  const { json, baseline, journal, 'dry-run': dryRun, 'fail-on': failOn } = options;
  const out = outFolder(options);
  const shard = shardOf(options);
  const remember = watchRun(options, out);
  const printed = remember ? recordPrinted() : [];
  const refresh = options.update || options.profile === 'nightly';
  const expected = expectedOutcomes(() => readResults(join(out, 'results.json')));
  const context = await openRun(settingsOf({ ...options, refresh }, signal, expected));
  const outcome = await performRun(context, { ...options, out, baseline, shard, journal, dryRun });
  if (outcome.kind === 'planned') {
    printDryRun({ ...outcome, json });
    return EXIT.ok;
  }
  if (outcome.kind === 'shard') {
    printShardOutcome({ ...outcome, json });
    return codeOf(false, outcome.isUndecided);
  }
  const { finished, noise } = outcome;
  showFinished(outcome, { out, json });
  const remarks = noise ? [describeNoise(noise)] : [];
  reportOutside(options, { summary: summarizeFinished(finished, out), failOn, cases: context.casesRoot, remarks });
  forgetUnreported(out);
  const code = codeOf(finished.comparison.fails[failOn], outcome.isUndecided);
  remember?.(outcome, { printed, code });
  return code;
}
