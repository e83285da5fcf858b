import { resolve } from 'node:path';
import { forgetUntold } from '../../catalogue/outcome.ts';
import { findProject } from '../../engine/project/project.ts';
import { describeNoise } from '../../engine/run/noise.ts';
import { openRun } from '../../engine/run/open-run.ts';
import { performRun } from '../../engine/run/perform-run.ts';
import { ProblemInInput } from '../../model/errors.ts';
import { codeOf, EXIT, type ExitCode } from '../io/exit-codes.ts';
import { untilInterrupted } from '../io/interrupt.ts';
import type { Verb } from '../io/verb.ts';
import { reportOutside } from '../run/ci-reporters.ts';
import { checkRunOptions, declareRunOptions, type RunArguments, settingsOf, shardOf } from '../run/options.ts';
import { printDryRun, printFinished, summarizeFinished, tellShard } from '../run/run-text.ts';

/** `emrift run`. */
export const run: Verb<RunArguments> = {
  options: declareRunOptions,
  handle(options) {
    checkRunOptions(options);
    return untilInterrupted((signal) => perform(options, signal));
  },
};

async function perform(options: RunArguments, signal: AbortSignal): Promise<ExitCode> {
  const { json, baseline, journal, 'dry-run': dryRun, 'fail-on': failOn } = options;
  const out = outFolder(options);
  const shard = shardOf(options);
  const refresh = options.update || options.profile === 'nightly';
  const context = await openRun(settingsOf({ ...options, refresh }, signal));
  const outcome = await performRun(context, { ...options, out, baseline, shard, journal, dryRun });
  if (outcome.kind === 'planned') {
    printDryRun({ ...outcome, json });
    return EXIT.ok;
  }
  const { executed, isUndecided } = outcome;
  if (outcome.kind === 'shard') {
    tellShard({ ...outcome, json });
    return codeOf(false, isUndecided);
  }
  const { finished, noise } = outcome;
  printFinished({ finished, executed, noise, out, json });
  const remarks = noise ? [describeNoise(noise)] : [];
  reportOutside(options, { summary: summarizeFinished(finished, out), failOn, cases: context.casesRoot, remarks });
  forgetUntold(out);
  return codeOf(finished.comparison.fails[failOn], isUndecided);
}

function outFolder({ cases, out }: RunArguments): string {
  if (cases !== undefined && out === undefined) {
    throw new ProblemInInput('--cases needs its own --out: the default catalogue belongs to the built-in cases', {
      hint: 'add --out DIR',
    });
  }
  return out === undefined ? findProject().out : resolve(out);
}
