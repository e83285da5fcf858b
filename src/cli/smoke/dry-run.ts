import { listLeft } from '../../breaks/smoke/unreached.ts';
import type { Choice, SmokeContext } from '../../engine/smoke/choose.ts';
import { type CandidatePlan, planCandidate } from '../../engine/smoke/plan-candidate.ts';
import { describeChosen, printChosen } from '../../reports/terminal/smoke-plan-text.ts';
import { describeDownloads } from '../../toolchains/ensure.ts';
import { EXIT, type ExitCode } from '../io/exit-codes.ts';
import { print, printJson } from '../io/terminal.ts';

/**
 * `emrift smoke --dry-run`: says which cells the candidates would be tried on, and does nothing. `none` has a sentence for
 * each tool without a candidate. Throws `InfrastructureError` where a version cannot be had.
 */
export async function dryRun(
  context: SmokeContext,
  choices: readonly Choice[],
  none: readonly string[],
  json: boolean,
): Promise<ExitCode> {
  const candidates: unknown[] = [];
  for (const choice of choices) candidates.push(printPlanned(await planCandidate(choice, context), json));
  if (json) printJson({ none, candidates });
  return EXIT.ok;
}

/** Says what trying a candidate would do, unless JSON is asked for; gives what the JSON says of it. */
function printPlanned({ versions, chosen, plan, downloads }: CandidatePlan, json: boolean): unknown {
  const unreached = listLeft(chosen);
  if (!json) {
    print(printChosen(versions, chosen, unreached, plan.instances.length));
    print(describeDownloads(downloads) ?? 'nothing to download');
  }
  return { ...describeChosen(versions, chosen, plan.instances.length), unreached, downloads };
}
