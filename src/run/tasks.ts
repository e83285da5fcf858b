import { needsOf, type StepInstance } from '../cases/plan-cells.ts';
import { groupBy } from '../model/group.ts';
import { memoise } from '../model/memoise.ts';
import { type Link, longestChains } from './chains.ts';
import type { Findings } from './findings.ts';
import { NO_COSTS } from './known-costs.ts';
import type { RunOptions } from './options.ts';
import type { Task } from './schedule.ts';
import { planWarming, type WarmTask } from './warm/plan-caches.ts';

/** How many tasks of each kind may be under way at a time; a lane for none leaves its steps to the others. */
export function lanesOf(jobs: number): Record<Lane, number> {
  // Building libraries shares the processors with the steps; a bound here would only make those wait that build none.
  return { fetch: 2, libraries: Number.POSITIVE_INFINITY, work: jobs, browsers: Math.floor(jobs / 2) };
}

type Lane = 'fetch' | 'browsers' | WarmTask['lane'];

/** What is to be done, and which caches of it are not there yet. */
export interface Tasks {
  readonly tasks: Task[];
  readonly preparing: readonly WarmTask[];
}

/** What a task is, before it is known when its turn comes. */
interface Todo extends Omit<Task, 'priority'>, Link {
  /** The first of the turns of the steps that wait for it; null where steps have none. */
  readonly turn: number | null;
}

/**
 * What is to be done for the given steps: toolchains taken into the store, caches prepared, the steps themselves. Where steps
 * have no turns, what leads to a first result soonest comes first, for somebody waits for it; then that with most to follow.
 */
export function planTasks(
  options: Pick<
    RunOptions,
    'acquire' | 'isWarm' | 'jobs' | 'warm' | 'report' | 'signal' | 'turnOf' | 'isOver' | 'costs'
  >,
  findings: Findings,
  instances: readonly StepInstance[],
  execute: (instance: StepInstance) => Promise<void>,
): Tasks {
  const { costs = NO_COSTS, turnOf } = options;
  const warmTasks = planWarming(instances, findings.acquired);
  const preparing = warmTasks.filter((task) => !findings.acquired.has(task.toolchain) || !options.isWarm(task));
  const toPrepare = new Set(preparing.map(({ id }) => id));
  const cachesOf = groupBy(
    warmTasks.flatMap(({ id, instances: waiting }) => waiting.map(({ key }) => ({ id, key }))),
    ({ key }) => key,
  );
  const firstTurn = (of: readonly StepInstance[]) =>
    turnOf ? of.reduce((least, one) => Math.min(least, turnOf(one)), Infinity) : null;
  const waitingFor = groupBy(
    instances.flatMap((instance) => toolchainsOf(instance).map((id) => ({ id, instance }))),
    ({ id }) => id,
  );
  const { browsers } = lanesOf(options.jobs);
  /** Why a preparation failed, by its id. */
  const failures = new Map<string, string>();
  const todos = [
    ...[...waitingFor]
      .filter(([id]) => !findings.acquired.has(id))
      .map(
        ([id, waiting]): Todo => ({
          ...fetchTask(id, options, findings),
          ms: costs.fetching(id),
          turn: firstTurn(waiting.map(({ instance }) => instance)),
        }),
      ),
    ...warmTasks.map(
      (task): Todo => ({
        ...warmingTask(task, options, failures),
        ms: toPrepare.has(task.id) ? costs.preparing(task) : 0,
        turn: firstTurn(task.instances),
      }),
    ),
    ...instances.map((instance): Todo => {
      const caches = (cachesOf.get(instance.key) ?? []).map(({ id }) => id);
      return {
        id: instance.key,
        needs: [...needsOf(instance).map(({ key }) => key), ...toolchainsOf(instance).map(fetchId), ...caches],
        lane: browsers > 0 && usesBrowser(instance) ? 'browsers' : 'work',
        ms: costs.step(instance),
        turn: turnOf?.(instance) ?? null,
        run: async () => {
          const failed = caches.find((id) => failures.has(id));
          if (failed) findings.settle(instance, { kind: 'infra', reason: failures.get(failed)! }, 'settled');
          else await execute(instance);
        },
      };
    }),
  ];
  const chains = longestChains(todos);
  const soonest = turnOf ? new Set() : findSoonest(todos, new Set(instances.map(({ key }) => key)));
  const priorityOf = ({ id, turn }: Todo) => turn ?? (soonest.has(id) ? -Infinity : -(chains.get(id) ?? 0));
  const firstFetches = todos.filter(({ id, lane }) => lane === 'fetch' && soonest.has(id)).map(({ id }) => id);
  const tasks = todos.map(
    (todo): Task => ({
      ...todo,
      // What is fetched beside the first would only delay it.
      needs: todo.lane === 'fetch' && !soonest.has(todo.id) ? firstFetches : todo.needs,
      priority: priorityOf(todo),
    }),
  );
  return { tasks, preparing };
}

/** The step that can be done soonest where nothing else is done, and all that it needs. */
function findSoonest(todos: readonly Todo[], steps: ReadonlySet<string>): ReadonlySet<string> {
  const byId = new Map(todos.map((todo) => [todo.id, todo]));
  const timeOf = memoise((todo: Todo): number =>
    todo.needs.reduce((sum, id) => sum + (byId.has(id) ? timeOf(byId.get(id)!) : 0), todo.ms),
  );
  let best: Todo | undefined;
  for (const todo of todos) if (steps.has(todo.id) && (!best || timeOf(todo) < timeOf(best))) best = todo;
  const found = new Set<string>();
  const visit = (todo: Todo) => {
    found.add(todo.id);
    for (const id of todo.needs) if (byId.has(id) && !found.has(id)) visit(byId.get(id)!);
  };
  if (best) visit(best);
  return found;
}

const fetchId = (id: string) => `toolchain:${id}`;

function fetchTask(
  id: string,
  options: Pick<RunOptions, 'acquire' | 'report' | 'isOver'>,
  findings: Findings,
): Omit<Task, 'priority'> {
  return {
    id: fetchId(id),
    needs: [],
    lane: 'fetch',
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
): Omit<Task, 'priority'> {
  return {
    id: task.id,
    needs: [...warmedFrom(task).map(fetchId), ...(task.after ? [task.after] : [])],
    lane: task.lane,
    run: async () => {
      if (options.isWarm(task) || options.isOver?.()) return;
      options.report({ kind: 'warming', label: task.label });
      let cpuMs: number | null = null;
      try {
        cpuMs = await options.warm(task);
      } catch (error) {
        if (options.signal.aborted) throw error;
        failures.set(task.id, (error as Error).message);
      }
      options.report({ kind: 'warmed', label: task.label, cpuMs });
    },
  };
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
