import type { StepInstance } from '../cases/plan-cells.ts';
import type { Findings } from './findings.ts';
import type { RunOptions } from './options.ts';
import type { Task } from './schedule.ts';
import { planWarming, type WarmTask } from './warm/plan-caches.ts';

/** How many tasks of each kind may be under way at a time; a lane for none leaves its steps to the others. */
export function lanesOf(jobs: number): Record<Lane, number> {
  // Building libraries shares the processors with the steps; a bound here would only make those wait that build none.
  return { fetch: 2, libraries: Number.POSITIVE_INFINITY, work: jobs, browsers: Math.floor(jobs / 2) };
}

type Lane = 'fetch' | 'browsers' | WarmTask['lane'];

/** What is to be done for the given steps: toolchains taken into the store, caches prepared, the steps themselves. */
export function planTasks(
  options: Pick<RunOptions, 'acquire' | 'isWarm' | 'jobs' | 'warm' | 'report' | 'signal' | 'turnOf' | 'isOver'>,
  findings: Findings,
  instances: readonly StepInstance[],
  execute: (instance: StepInstance) => Promise<void>,
): Task[] {
  const missing = new Set(instances.flatMap(toolchainsOf).filter((id) => !findings.acquired.has(id)));
  const { browsers } = lanesOf(options.jobs);
  const warmTasks = planWarming(instances, findings.acquired);
  /** Why a preparation failed, by its id. */
  const failures = new Map<string, string>();
  return [
    ...[...missing].map((id) => fetchTask(id, options, findings)),
    ...warmTasks.map((task) => warmingTask(task, options, failures, firstTurn(task, instances, options))),
    ...instances.map((instance): Task => {
      const caches = warmTasks.filter((task) => task.instances.has(instance.key)).map((task) => task.id);
      return {
        id: instance.key,
        needs: [...instance.needs, ...toolchainsOf(instance).map((id) => `toolchain:${id}`), ...caches],
        lane: browsers > 0 && usesBrowser(instance) ? 'browsers' : 'work',
        priority: options.turnOf?.(instance) ?? 0,
        run: async () => {
          const failed = caches.find((id) => failures.has(id));
          if (failed) findings.settle(instance, { kind: 'infra', reason: failures.get(failed)! }, 'settled');
          else await execute(instance);
        },
      };
    }),
  ];
}

function fetchTask(id: string, options: Pick<RunOptions, 'acquire' | 'report' | 'isOver'>, findings: Findings): Task {
  return {
    id: `toolchain:${id}`,
    needs: [],
    lane: 'fetch',
    // Emscripten first, for what follows it takes longest; the rest in the order of the plan.
    priority: id.startsWith('em') ? 0 : 1,
    run: async () => {
      if (options.isOver?.()) return;
      options.report({ kind: 'acquiring', id });
      findings.addToolchain(id, await options.acquire(id));
    },
  };
}

function warmingTask(
  task: WarmTask,
  options: Pick<RunOptions, 'isWarm' | 'warm' | 'report' | 'signal' | 'isOver'>,
  failures: Map<string, string>,
  priority: number,
): Task {
  return {
    id: task.id,
    needs: [...warmedFrom(task).map((id) => `toolchain:${id}`), ...(task.after ? [task.after] : [])],
    lane: task.lane,
    priority,
    run: async () => {
      if (options.isWarm(task) || options.isOver?.()) return;
      options.report({ kind: 'warming', label: task.label });
      try {
        await options.warm(task);
      } catch (error) {
        if (options.signal.aborted) throw error;
        failures.set(task.id, (error as Error).message);
      }
      options.report({ kind: 'warmed', label: task.label });
    },
  };
}

/** Where steps have turns, a cache is prepared when the first step that needs it has its own. */
function firstTurn(task: WarmTask, instances: readonly StepInstance[], { turnOf }: Pick<RunOptions, 'turnOf'>): number {
  if (!turnOf) return task.priority;
  return Math.min(...instances.filter(({ key }) => task.instances.has(key)).map(turnOf));
}

/** The toolchains that must be there before a cache can be prepared. */
function warmedFrom(task: WarmTask): string[] {
  return task.kind === 'go' && task.embeds ? [task.toolchain, task.embeds.toolchain] : [task.toolchain];
}

/**
 * Whether a step has a browser, for which it mostly waits: of the 1,067 s that those of the nightly matrix took, the
 * processors worked 208 s. Therefore they are no burden beside the others.
 */
function usesBrowser({ step, case: { roles } }: StepInstance): boolean {
  return roles.some(({ name, tool }) => tool === 'chromium' && step.uses.includes(name));
}

/** The toolchains that a step reads itself; those of its needs it meets only through their outputs. */
export function toolchainsOf(instance: StepInstance): string[] {
  const roles = [...instance.step.uses, ...instance.step.inputs.map((input) => input.role)];
  return [...new Set(roles.map((role) => instance.on[role]!))];
}
