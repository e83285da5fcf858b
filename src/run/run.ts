import type { StepState } from '../model/record.ts';
import { openEarlier } from './earlier.ts';
import { createStepExecutor, settleWithoutExecuting } from './execute-steps.ts';
import { openFindings } from './findings.ts';
import type { RunOptions } from './options.ts';
import { runTasks } from './schedule.ts';
import { settleFromShared } from './settle-from-shared.ts';
import { NO_SHARED_CACHE } from './shared-cache.ts';
import { lanesOf, planTasks, toolchainsOf } from './tasks.ts';

/**
 * Finds the state of every planned step: first what earlier runs left, at once and asking nobody; then the rest, each as
 * soon as its toolchains, caches and needed steps are there. Gives the states by instance key. Rejects when aborted.
 */
export async function runPlan(options: RunOptions): Promise<ReadonlyMap<string, StepState>> {
  const findings = openFindings(options);
  const earlier = openEarlier(options);
  const { instances } = options.plan;
  for (const id of new Set(instances.flatMap(toolchainsOf))) {
    const toolchain = options.installed(id);
    if (toolchain) findings.addToolchain(id, toolchain);
  }
  const unsettled = instances.filter((instance) => !settleWithoutExecuting(instance, findings, earlier));
  const usesShared = options.shared !== NO_SHARED_CACHE && !options.fresh;
  const remaining = usesShared ? await settleFromShared(options, findings, earlier, unsettled) : unsettled;
  const execute = createStepExecutor(options, findings, earlier);
  const { tasks, preparing } = planTasks(options, findings, remaining, execute);
  options.report({ kind: 'planned', preparing });
  await runTasks(tasks, lanesOf(options.jobs), options.signal);
  await options.shared.flush();
  return findings.states;
}
