import { resolve } from 'node:path';
import { FAIL_ON, type FailOn } from '../../breaks/comparison/compare.ts';
import { openRun } from '../../engine/run/open-run.ts';
import { chooseAll, type Named, openSmoke, readNamed, tryAll } from '../../engine/smoke/smoke-all.ts';
import { codeOf, type ExitCode, strongest } from '../io/exit-codes.ts';
import { untilInterrupted } from '../io/interrupt.ts';
import { notice, print, printJson } from '../io/terminal.ts';
import type { Verb } from '../io/verb.ts';
import { declareStepOptions, type StepArguments, settingsOf } from '../run/options.ts';
import { dryRun } from '../smoke/dry-run.ts';
import { printTried } from '../smoke/smoke-text.ts';

interface Options extends StepArguments {
  go?: string | undefined;
  emsdk?: string | undefined;
  candidate: boolean;
  against?: string | undefined;
  case?: string[] | undefined;
  matrix?: string | undefined;
  out?: string | undefined;
  json: boolean;
  'fail-on': FailOn;
  /** Whether it is only said what would be done; false: it is done. */
  'dry-run': boolean;
}

/** `emrift smoke`. */
export const smoke: Verb<Options> = {
  options: (parser) =>
    declareStepOptions(
      parser
        .option('go', { type: 'string', requiresArg: true, describe: 'The version of Go to try' })
        .option('emsdk', { type: 'string', requiresArg: true, describe: 'The version of Emscripten to try' })
        .option('candidate', {
          type: 'boolean',
          default: false,
          describe: 'Try the newest available candidates',
        })
        .option('against', {
          type: 'string',
          requiresArg: true,
          describe: 'Compare with this version, not the predecessor',
        })
        .option('case', { type: 'string', array: true, requiresArg: true, describe: 'Cases (default: tag:smoke)' })
        .option('matrix', { type: 'string', requiresArg: true, describe: 'Another matrix.yaml' })
        .option('out', { type: 'string', requiresArg: true, describe: 'Folder of the catalogue' }),
    )
      .option('fail-on', { choices: FAIL_ON, default: 'new' as FailOn, describe: 'What makes the exit code 1' })
      .option('dry-run', { type: 'boolean', default: false, describe: 'Print the chosen cells, why and their cost' })
      .option('json', { type: 'boolean', default: false, describe: 'One JSON document on standard output' })
      // A version such as 1.20 is no number.
      .string(['go', 'emsdk', 'against']),
  handle(options) {
    const named = readNamed(options);
    return untilInterrupted((signal) => perform(named, options, signal));
  },
};

async function perform(named: Named | null, options: Options, signal: AbortSignal): Promise<ExitCode> {
  const { json, matrix, candidate, 'fail-on': failOn } = options;
  const run = await openRun(settingsOf({ ...options, matrix, cases: undefined, refresh: candidate }, signal));
  const out = options.out === undefined ? run.project.out : resolve(options.out);
  const context = openSmoke(run, options.case ?? ['tag:smoke'], out);
  const { choices, none } = await chooseAll(context, named);
  if (!json && choices.length === 0) print(none.join('\n'));
  else if (!json) for (const line of none) notice(line);
  if (options['dry-run']) return await dryRun(context, choices, none, json);
  const candidates: unknown[] = [];
  const codes: ExitCode[] = [];
  for await (const tried of tryAll(context, choices)) {
    candidates.push(printTried(tried, out, json));
    codes.push(codeOf(tried.compared.comparison.fails[failOn], tried.isUndecided));
  }
  if (json) printJson({ none, candidates });
  return strongest(codes);
}
