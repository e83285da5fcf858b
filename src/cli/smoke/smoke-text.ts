import type { CandidatePlan, CaseCost } from '../../engine/smoke/plan-candidate.ts';
import type { TriedCandidate } from '../../engine/smoke/try-candidate.ts';
import { candidatePath } from '../../reports/markdown/candidate-page.ts';
import { describeCandidate, printCandidate } from '../../reports/terminal/candidate-text.ts';
import { shortPath } from '../../system/short-path.ts';
import { describeDownloads } from '../../toolchains/ensure.ts';
import { paintFor, print } from '../io/terminal.ts';

/** Says what trying a candidate would do, unless JSON is asked for; gives what the JSON says of it. */
export function printPlanned(planned: CandidatePlan, costs: readonly CaseCost[], json: boolean): unknown {
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

/** Says what a candidate came to, unless JSON is asked for; gives what the JSON says of it. */
export function printTried({ run, compared, knowledge }: TriedCandidate, out: string, json: boolean): unknown {
  const known = { knowledge };
  const page = `${shortPath(out)}/${candidatePath(run)}`;
  if (!json) print(printCandidate(run, compared, known, page, paintFor(process.stdout)));
  return describeCandidate(run, compared, known, page);
}
