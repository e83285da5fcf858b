import type { Plan } from '../../cases/plan-cells.ts';
import { printShard } from '../../cases/shard.ts';
import { describeRemote } from '../../engine/remote-figures.ts';
import type { Executed } from '../../engine/run/execute.ts';
import type { Finished } from '../../engine/run/finish.ts';
import { describeNoise, type Noise } from '../../engine/run/noise.ts';
import type { ShardOutcome } from '../../engine/run/perform-run.ts';
import { createCellPrinter } from '../../model/ids.ts';
import { describeUnavailable } from '../../model/toolchain.ts';
import { printSummary, type SummaryInput } from '../../reports/terminal/summary.ts';
import { shortPath } from '../../system/short-path.ts';
import { describeDownloads } from '../../toolchains/ensure.ts';
import type { ToolchainPlan } from '../../toolchains/plan-toolchains.ts';
import { notice, paintFor, print, printJson, widthOf } from '../io/terminal.ts';

/** Says what a run would do. */
export function printDryRun(options: { plan: Plan; toolchains: ToolchainPlan; json: boolean }): void {
  const { plan, toolchains, json } = options;
  if (json) {
    printJson({
      toolchains: toolchains.columns.map((column) => ({
        id: column.id,
        tool: column.tool,
        asked: column.asked,
        installed: column.kind !== 'unavailable' && column.toolchain !== null,
      })),
      downloads: toolchains.downloads,
      steps: plan.instances.length,
      cells: plan.cells.map((cell) => cell.name),
    });
    return;
  }
  const perCase = new Map<string, number>();
  for (const cell of plan.cells) perCase.set(cell.case, (perCase.get(cell.case) ?? 0) + 1);
  print(
    [
      `${plan.cells.length} cells of ${perCase.size} cases in ${plan.instances.length} steps`,
      ...[...perCase].map(([name, count]) => `${String(count).padStart(6)}  ${name}`),
      `on ${toolchains.columns.map((column) => column.id ?? `${column.tool} ${column.asked.join(', ')} (unavailable)`).join(', ')}`,
      describeDownloads(toolchains.downloads) ?? 'nothing to download',
    ].join('\n'),
  );
}

/** What a run found, for whoever prints it; `out` is the folder of the catalogue. */
export function summarizeFinished({ catalogue, results, comparison, baseline }: Finished, out: string): SummaryInput {
  const { name, results: before } = baseline;
  return { ...catalogue, results, comparison, baseline: name, before, pages: shortPath(out) };
}

/** A run that came to its end, and where its catalogue is. */
export interface FinishedRun {
  readonly finished: Finished;
  readonly executed: Pick<Executed, 'executedSteps' | 'fetchedSteps' | 'remote' | 'unavailable'> & {
    readonly journal: { readonly path: string } | null;
  };
  readonly noise: Noise | null;
  readonly out: string;
}

/** What a run found, as `--json` prints it. */
export function describeFinished({ finished, executed, noise, out }: FinishedRun) {
  const { results, comparison } = finished;
  const nameOf = createCellPrinter();
  return {
    out,
    journal: executed.journal?.path ?? null,
    executedSteps: executed.executedSteps,
    ...describeOthers(executed),
    cells: results.cells.map((cell) => ({
      cell: nameOf(cell),
      status: cell.status,
      breaks: cell.breaks.map(({ id }) => id),
      ...(cell.reason ? { reason: cell.reason } : {}),
    })),
    breaks: results.breaks.map(({ id, blame, affected }) => ({ id, blame, cells: affected.length })),
    verdicts: comparison.counts,
    changes: comparison.changes.map(({ cell, verdict, isNews }) => ({ cell, verdict, isNews })),
    flaky: comparison.changes.filter(({ verdict }) => verdict === 'flaky').map(({ cell }) => cell),
    moves: comparison.moves,
    brokenToolchains: comparison.brokenToolchains.map(({ toolchain, cells, of }) => ({
      toolchain,
      cells: cells.length,
      of,
    })),
    silences: comparison.silences.map(({ silence, state, cells }) => ({
      break: silence.break,
      reason: silence.reason,
      until: silence.until,
      state,
      cells,
    })),
    ...(noise ? { noise } : {}),
    unavailable: Object.fromEntries(executed.unavailable),
  };
}

/** What other machines did; nothing where none took part. */
function describeOthers({ fetchedSteps, remote }: Pick<Executed, 'fetchedSteps' | 'remote'>) {
  return remote ? { fetchedSteps, remote } : {};
}

/** Says what a run found. */
export function printFinished({ json, ...run }: FinishedRun & { readonly json: boolean }): void {
  const { finished, executed, noise, out } = run;
  if (json) {
    printJson(describeFinished(run));
    return;
  }
  for (const [id, reason] of executed.unavailable) notice(describeUnavailable(id, reason));
  print(printSummary(summarizeFinished(finished, out), paintFor(process.stdout), widthOf(process.stdout)));
  if (noise) print(describeNoise(noise));
  if (executed.remote)
    notice(`${executed.fetchedSteps} steps from the shared cache; ${describeRemote(executed.remote)}`);
  if (finished.written === 0) notice('the catalogue is unchanged');
}

/** Says what a shard did, and where its journal lies. */
export function printShardOutcome(options: ShardOutcome & { readonly json: boolean }): void {
  const { shard, plan, whole, found, executed, flaky, json } = options;
  const count = (status: string) => found.cells.filter((cell) => cell.status === status).length;
  const journal = executed.journal.path;
  if (json) {
    printJson({
      shard: printShard(shard),
      journal,
      cells: plan.cells.length,
      of: whole.cells.length,
      executedSteps: executed.executedSteps,
      ...describeOthers(executed),
      flaky: [...flaky],
      unavailable: Object.fromEntries(executed.unavailable),
    });
    return;
  }
  for (const [id, reason] of executed.unavailable) notice(describeUnavailable(id, reason));
  print(
    [
      `shard ${printShard(shard)}: ${plan.cells.length} of ${whole.cells.length} cells, ${count('pass')} pass, ${count('break')} fail, ${count('skip')} skipped, ${count('infra')} undecided`,
      `journal: ${shortPath(journal)}; \`emrift merge\` merges those of all ${shard.of} shards`,
    ].join('\n'),
  );
}
