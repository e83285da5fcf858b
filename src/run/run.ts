import type { Plan, StepInstance } from '../cases/plan.ts';
import type { ActionResult, Executor, Exited, FileNode, LimitStruck, Usage } from '../model/action.ts';
import { actionKey } from '../model/action.ts';
import { canonicalJson, sha256 } from '../model/canonical.ts';
import type { StepState } from '../model/record.ts';
import type { Toolchain } from '../model/toolchain.ts';
import type { ActionCache } from './action-cache.ts';
import type { Blobs } from './blobs.ts';
import { nextMove } from './instances.ts';
import type { Recall } from './recall.ts';
import { runTasks, type Task } from './schedule.ts';
import { rememberFiles } from './toolchain-files.ts';
import { planWarming, type WarmTask } from './warm/plan.ts';

/** A toolchain, or why it could not be had. */
export type Acquired = Toolchain | { readonly unavailable: string };

/** All that a run needs from outside. */
export interface RunOptions {
  readonly plan: Plan;
  readonly cache: ActionCache;
  readonly recall: Recall;
  readonly blobs: Blobs;
  readonly executor: Executor;
  /** A toolchain that is in the store already; asks nobody. */
  installed(id: string): Toolchain | null;
  /** Takes a toolchain into the store. Never rejects but for an abort. */
  acquire(id: string): Promise<Acquired>;
  /** Whether a preparation is done already; asks nobody. */
  isWarm(task: WarmTask): boolean;
  /** Prepares a cache; what it throws makes the steps that need it `infra`. */
  warm(task: WarmTask): Promise<void>;
  /** Reads what an action left. */
  judge(instance: StepInstance, result: Exited | LimitStruck): StepState;
  /** Told of everything that happens, in order. */
  report(event: RunEvent): void;
  /** Steps at a time. */
  readonly jobs: number;
  /** Whether results of earlier runs are passed over. */
  readonly fresh: boolean;
  readonly signal: AbortSignal;
}

/** How a step came to its state: from an earlier result, by executing it, or without any action. */
export type How = 'cached' | 'executed' | 'settled';

/** What happens in a run. */
export type RunEvent =
  | { readonly kind: 'acquiring'; readonly id: string }
  | { readonly kind: 'acquired'; readonly id: string; readonly acquired: Acquired }
  | { readonly kind: 'warming'; readonly label: string }
  | { readonly kind: 'warmed'; readonly label: string }
  | {
      readonly kind: 'step';
      readonly instance: StepInstance;
      readonly state: StepState;
      /** `cached` steps were not executed; `settled` ones needed no action (blocked, skipped, no toolchain). */
      readonly how: How;
      /** What the action took when it was executed. */
      readonly usage: Usage | null;
    };

/**
 * Finds the state of every planned step: first what earlier runs left, at once and asking nobody; then the rest, each as
 * soon as its toolchains, caches and needed steps are there. Gives the states by instance key. Rejects when aborted.
 */
export async function runPlan(options: RunOptions): Promise<Map<string, StepState>> {
  const { plan, report, blobs, recall } = options;
  const acquired = new Map<string, Acquired>();
  const outputs = new Map<string, readonly FileNode[]>();
  const states = new Map<string, StepState>();
  const expectations = new Map<object, string>();
  const takeFile = rememberFiles(blobs);
  const settle = (instance: StepInstance, state: StepState, how: How, usage: Usage | null = null) => {
    states.set(instance.key, state);
    report({ kind: 'step', instance, state, how, usage });
  };
  const recallKey = ({ step }: StepInstance, key: string) => {
    const expected = expectations.get(step) ?? sha256(canonicalJson(step.expect)).slice(0, 16);
    expectations.set(step, expected);
    return `${key}:${expected}`;
  };
  /** Takes a result as the step's, unless what it left says only that the machine was not ready. */
  const keep = (instance: StepInstance, key: string, result: Exited | LimitStruck, how: How): boolean => {
    const state = options.judge(instance, result);
    if (state.kind === 'infra' && how === 'cached') return false;
    const left = result.kind === 'exited' ? result.outputs : [];
    outputs.set(instance.key, left);
    if (state.kind !== 'infra') recall.set(recallKey(instance, key), { state, outputs: left, usage: result.usage });
    settle(instance, state, how, result.usage);
    return true;
  };
  const fromBefore = (instance: StepInstance, key: string): boolean => {
    if (options.fresh) return false;
    const recalled = recall.get(recallKey(instance, key));
    if (recalled?.outputs.every((node) => blobs.has(node.digest))) {
      outputs.set(instance.key, recalled.outputs);
      settle(instance, recalled.state, 'cached', recalled.usage);
      return true;
    }
    const known = options.cache.get(key);
    return known !== null && keep(instance, key, known, 'cached');
  };
  const note = (id: string, value: Acquired) => {
    acquired.set(id, value);
    report({ kind: 'acquired', id, acquired: value });
  };
  for (const id of usedToolchains(plan)) {
    const toolchain = options.installed(id);
    if (toolchain) note(id, toolchain);
  }
  const attempt = (instance: StepInstance): boolean => {
    const move = nextMove(instance, states, acquired, outputs, takeFile);
    if (move.kind === 'settle') settle(instance, move.state, 'settled');
    return move.kind === 'settle' || (move.kind === 'act' && fromBefore(instance, actionKey(move.action)));
  };
  const remaining = [...plan.instances.values()].filter((instance) => !attempt(instance));

  const execute = async (instance: StepInstance, executed: Map<string, Promise<ActionResult>>): Promise<void> => {
    const move = nextMove(instance, states, acquired, outputs, takeFile);
    if (move.kind === 'settle') return settle(instance, move.state, 'settled');
    if (move.kind === 'wait') throw new Error(`${instance.key} was begun before what it needs`);
    const key = actionKey(move.action);
    const underWay = executed.get(key);
    if (!underWay && fromBefore(instance, key)) return;
    const execution = underWay ?? options.executor.execute(move.action, options.signal);
    executed.set(key, execution);
    const result = await execution;
    if (result.kind === 'infra') return settle(instance, { kind: 'infra', reason: result.reason }, 'executed');
    keep(instance, key, result, 'executed');
    if (!underWay && states.get(instance.key)!.kind !== 'infra') options.cache.set(key, move.action, result);
  };
  await runTasks(
    planTasks(options, remaining, acquired, note, settle, execute),
    // Building libraries shares the processors with the steps; a bound here would only make those wait that build none.
    { fetch: 2, libraries: Number.POSITIVE_INFINITY, work: options.jobs },
    options.signal,
  );
  return states;
}

function planTasks(
  options: RunOptions,
  remaining: readonly StepInstance[],
  acquired: ReadonlyMap<string, Acquired>,
  note: (id: string, value: Acquired) => void,
  settle: (instance: StepInstance, state: StepState, how: 'settled') => void,
  execute: (instance: StepInstance, executed: Map<string, Promise<ActionResult>>) => Promise<void>,
): Task[] {
  const tasks: Task[] = [];
  const missing = new Set(remaining.flatMap(toolchainsOf).filter((id) => !acquired.has(id)));
  for (const id of missing) {
    tasks.push({
      id: `toolchain:${id}`,
      needs: [],
      lane: 'fetch',
      priority: fetchPriority(id),
      run: async () => {
        options.report({ kind: 'acquiring', id });
        note(id, await options.acquire(id));
      },
    });
  }
  const failures = new Map<string, string>();
  const warmTasks = planWarming(remaining, acquired);
  for (const task of warmTasks) {
    tasks.push({
      id: task.id,
      needs: [`toolchain:${task.toolchain}`, ...(task.after ? [task.after] : [])],
      lane: task.lane,
      priority: task.priority,
      run: async () => {
        if (options.isWarm(task)) return;
        options.report({ kind: 'warming', label: task.label });
        try {
          await options.warm(task);
          options.report({ kind: 'warmed', label: task.label });
        } catch (error) {
          if (options.signal.aborted) throw error;
          failures.set(task.id, (error as Error).message);
        }
      },
    });
  }
  const executed = new Map<string, Promise<ActionResult>>();
  for (const instance of remaining) {
    const warmth = warmTasks.filter((task) => task.instances.has(instance.key)).map((task) => task.id);
    tasks.push({
      id: instance.key,
      needs: [...instance.needs, ...toolchainsOf(instance).map((id) => `toolchain:${id}`), ...warmth],
      lane: 'work',
      priority: 0,
      run: async () => {
        const failed = warmth.find((id) => failures.has(id));
        if (failed) settle(instance, { kind: 'infra', reason: failures.get(failed)! }, 'settled');
        else await execute(instance, executed);
      },
    });
  }
  return tasks;
}

/** The toolchains that a step reads itself; those of its needs it meets only through their outputs. */
export function toolchainsOf(instance: StepInstance): string[] {
  const roles = [...instance.step.uses, ...instance.step.inputs.map((input) => input.role)];
  return [...new Set(roles.map((role) => instance.on[role]!))];
}

function usedToolchains(plan: Plan): Set<string> {
  return new Set([...plan.instances.values()].flatMap(toolchainsOf));
}

/** Emscripten first, for what follows it takes longest; the rest in the order of the plan. */
function fetchPriority(id: string): number {
  return id.startsWith('em') ? 0 : 1;
}
