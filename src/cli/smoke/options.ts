import type { Argv } from 'yargs';
import { FAIL_ON, type FailOn } from '../../breaks/comparison/compare.ts';
import { DURATION, parseDuration } from '../../cases/quantities.ts';
import { ProblemInInput } from '../../model/errors.ts';
import { declareStepOptions, type StepArguments } from '../run/options.ts';

/** How long steps may take unless the user says otherwise. */
const BUDGET = '3m';

/** The options of a smoke check as yargs gives them. */
export interface SmokeArguments extends StepArguments {
  go?: string | undefined;
  emsdk?: string | undefined;
  candidate: boolean;
  against?: string | undefined;
  budget?: string | undefined;
  /** Whether everything is tried; false: what the budget has room for. */
  full: boolean;
  profile: string;
  case?: string[] | undefined;
  cases?: string | undefined;
  matrix?: string | undefined;
  out?: string | undefined;
  json: boolean;
  'fail-on': FailOn;
  /** Whether it is only said what would be done; false: it is done. */
  'dry-run': boolean;
}

/** Declares them. */
export function declareSmokeOptions(parser: Argv<object>): Argv<SmokeArguments> {
  const text = { type: 'string', requiresArg: true } as const;
  const flag = { type: 'boolean', default: false } as const;
  return (
    declareStepOptions(
      parser
        .option('go', { ...text, describe: 'The version of Go to try' })
        .option('emsdk', { ...text, describe: 'The version of Emscripten to try' })
        .option('candidate', { ...flag, describe: 'Try the newest available candidates' })
        .option('against', { ...text, describe: 'Compare with this version, not the predecessor' })
        .option('budget', { ...text, describe: `How long the steps may take, such as 90s (default: ${BUDGET})` })
        .option('full', { ...flag, describe: 'Try everything, however long it takes' })
        .option('profile', { ...text, default: 'default', describe: 'Profile whose cases and versions are tried' })
        .option('case', { ...text, array: true, describe: 'Cases (default: all but the samples of claims)' })
        .option('cases', { ...text, describe: 'Folder with cases of your own to add; needs --out' })
        .option('matrix', { ...text, describe: 'Another matrix.yaml' })
        .option('out', { ...text, describe: 'Folder of the catalogue' }),
    )
      .option('fail-on', { choices: FAIL_ON, default: 'new' as FailOn, describe: 'What makes the exit code 1' })
      .option('dry-run', { ...flag, describe: 'Print the chosen cells, why and their cost' })
      .option('json', { ...flag, describe: 'One JSON document on standard output' })
      // A version such as 1.20 is no number.
      .string(['go', 'emsdk', 'against'])
  );
}

/** Milliseconds that the steps may take; null for no bound. Throws `ProblemInInput` for what is no time. */
export function budgetOf({ budget, full }: Pick<SmokeArguments, 'budget' | 'full'>): number | null {
  if (full && budget !== undefined) {
    throw new ProblemInInput('--budget and --full exclude each other', { hint: 'give one of them' });
  }
  if (full) return null;
  const text = budget ?? BUDGET;
  if (DURATION.test(text) && parseDuration(text) > 0) return parseDuration(text);
  throw new ProblemInInput(`"${text.slice(0, 60)}" is no time`, {
    position: { file: '--budget' },
    hint: 'write 90s or 3m, or give --full for no bound',
  });
}
