import type { StepInstance } from '../cases/plan-cells.ts';
import type { Exited, LimitStruck } from '../model/action.ts';
import { canonicalJson, sha256 } from '../model/canonical.ts';
import type { ReadStep } from './evidence-cache.ts';
import type { RunOptions } from './options.ts';

/** What earlier runs left of steps, and what this one leaves for later ones. `key` is that of the step's action. */
export interface Earlier {
  /** What is known of a step already; null where nothing is. */
  find(instance: StepInstance, key: string): ReadStep | null;
  /** Reads a result as the step's, and remembers it. */
  read(instance: StepInstance, key: string, result: Exited | LimitStruck): ReadStep;
}

/** Opens what earlier runs left; when steps are done afresh, nothing of it is found but what is to be kept. */
export function openEarlier(
  options: Pick<RunOptions, 'fresh' | 'isKept' | 'evidenceCache' | 'cache' | 'blobs' | 'judge'>,
): Earlier {
  const { evidenceCache, cache, blobs } = options;
  const expectations = new Map<object, string>();
  // What was read depends on what the step expects, which is no part of its action.
  const evidenceKey = ({ step }: StepInstance, key: string) => {
    const expected = expectations.get(step) ?? sha256(canonicalJson(step.expect)).slice(0, 16);
    expectations.set(step, expected);
    return `${key}:${expected}`;
  };
  const read = (instance: StepInstance, key: string, result: Exited | LimitStruck): ReadStep => {
    const outputs = result.kind === 'exited' ? result.outputs : [];
    const state = { kind: 'read' as const, evidence: options.judge(instance, result) };
    const found = { state, outputs, usage: result.usage };
    evidenceCache.set(evidenceKey(instance, key), found);
    return found;
  };
  return {
    read,
    find(instance, key) {
      if (options.fresh && !options.isKept?.(instance)) return null;
      const cached = evidenceCache.get(evidenceKey(instance, key));
      if (cached?.outputs.every((node) => blobs.has(node.digest))) return cached;
      const result = cache.get(key);
      return result && read(instance, key, result);
    },
  };
}
