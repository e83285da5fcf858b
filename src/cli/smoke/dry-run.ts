import type { Choice, SmokeContext } from '../../engine/smoke/choose.ts';
import { type CandidatePlan, type CaseCost, costsOf, planCandidate } from '../../engine/smoke/plan-candidate.ts';
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
  for (const choice of choices) {
    const planned = await planCandidate(choice, context);
    candidates.push(printPlanned(planned, costsOf(planned, context.out), json));
  }
  if (json) printJson({ none, candidates });
  return EXIT.ok;
}

/** Says what trying a candidate would do, unless JSON is asked for; gives what the JSON says of it. */
function printPlanned(planned: CandidatePlan, costs: readonly CaseCost[], json: boolean): unknown {
  const { candidate, against, before, plan, columns, downloads } = planned;
  const ids = columns.flatMap(({ id }) => id ?? []);
  const partners = ids.filter((id) => id !== candidate && id !== against && id !== before);
  const cpuMs = costs.reduce((sum, one) => sum + one.cpuMs, 0);
  const seconds = (ms: number) => `about ${Math.max(1, Math.round(ms / 1000))} s of processor time`;
  if (!json) {
    print(
      [
        `${candidate} against ${against}: ${plan.cells.length} cells of ${costs.length} cases in ${plan.instances.size} steps, ${seconds(cpuMs)} where none is stored`,
        `chosen: cells with ${candidate} and the same with ${against}, with the newest partners: ${partners.join(', ')}`,
        ...(before === null ? [] : [`${before} lends what a neighbouring version has to give`]),
        ...costs.flatMap(({ case: name, title, cells, cpuMs: own }) => [
          `  ${name}: ${title} (${seconds(own)})`,
          ...cells.map((cell) => `    ${cell}`),
        ]),
        describeDownloads(downloads) ?? 'nothing to download',
      ].join('\n'),
    );
  }
  return { candidate, against, before, partners, steps: plan.instances.size, cpuMs, cases: costs, downloads };
}
