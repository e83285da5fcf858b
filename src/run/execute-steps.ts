import type { StepInstance } from '../cases/plan-cells.ts';
import { type Action, type ActionResult, actionKey } from '../model/action.ts';
import type { Earlier } from './earlier.ts';
import type { Findings } from './findings.ts';
import type { RunOptions } from './options.ts';

/**
 * Settles a step for which nothing needs to be executed: what it needs has failed, or an earlier run left it. Whether
 * it did. False: it has to be executed.
 */
export function settleWithoutExecuting(instance: StepInstance, findings: Findings, earlier: Earlier): boolean {
  const move = findings.next(instance);
  if (move.kind === 'wait') return false;
  if (move.kind === 'settle') {
    findings.settle(instance, move.state, 'settled');
    return true;
  }
  const known = earlier.find(instance, actionKey(move.action));
  if (known) findings.addRead(instance, known, 'cached');
  return known !== null;
}

/**
 * Gives the function that brings a step to its state once all that it needs is there. Steps that come to the same
 * action share one execution. It throws where a step is begun before what it needs, which is a bug.
 */
export function createStepExecutor(
  options: Pick<RunOptions, 'executor' | 'cache' | 'shared' | 'fresh' | 'signal' | 'isOver'>,
  findings: Findings,
  earlier: Earlier,
): (instance: StepInstance) => Promise<void> {
  const executions = new Map<string, Promise<Obtained>>();
  const obtain = async (action: Action, key: string): Promise<Obtained> => {
    const { executor, cache, shared, fresh, signal } = options;
    const found = fresh ? null : await shared.find(key, action, signal);
    if (found) cache.set(key, action, found);
    if (found) return { result: found, how: 'fetched' };
    const result = judgeLimits(action, await executor.execute(action, signal, { fresh }));
    cache.set(key, action, result);
    if (result.kind !== 'infra') shared.keep(key, action, result);
    return { result, how: 'executed' };
  };
  return async (instance) => {
    if (options.isOver?.()) return;
    const move = findings.next(instance);
    if (move.kind === 'settle') return findings.settle(instance, move.state, 'settled');
    if (move.kind === 'wait') throw new Error(`${instance.key} was begun before what it needs`);
    const key = actionKey(move.action);
    const underWay = executions.get(key);
    const known = underWay ? null : earlier.find(instance, key);
    if (known) return findings.addRead(instance, known, 'cached');
    const execution = underWay ?? obtain(move.action, key);
    executions.set(key, execution);
    const { result, how } = await execution;
    if (result.kind === 'infra') return findings.settle(instance, result, 'executed');
    findings.addRead(instance, earlier.read(instance, key, result), how);
  };
}

interface Obtained {
  readonly result: ActionResult;
  readonly how: 'fetched' | 'executed';
}

/** A limit that the step itself declares is a finding; a default one that strikes says nothing about the toolchains. */
function judgeLimits(action: Action, result: ActionResult): ActionResult {
  if (result.kind !== 'limit' || action.declared.includes(result.limit)) return result;
  return { kind: 'infra', reason: `the default limit on ${result.limit} was exceeded; a case can declare its own` };
}
