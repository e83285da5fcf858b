import type { StepInstance } from '../cases/plan-cells.ts';
import { type Action, actionKey } from '../model/action.ts';
import type { Earlier } from './earlier.ts';
import type { Findings } from './findings.ts';
import type { RunOptions } from './options.ts';

/** How many results are asked for at a time: each waits for the network, not for this machine. */
const AT_A_TIME = 32;

/** What is asked for: an action, and the steps that come to it. */
interface Asked {
  readonly action: Action;
  readonly instances: StepInstance[];
}

/**
 * Settles steps by what other machines shared, wave by wave as their needs are settled, before anything is prepared for those
 * that are left. Gives these. Rejects only when aborted.
 */
export async function settleFromShared(
  options: Pick<RunOptions, 'shared' | 'cache' | 'signal'>,
  findings: Findings,
  earlier: Earlier,
  instances: readonly StepInstance[],
): Promise<StepInstance[]> {
  const unknown = new Set<string>();
  let left = [...instances];
  for (let settled = 1; settled > 0; ) {
    settled = 0;
    const wave = new Map<string, Asked>();
    const rest: StepInstance[] = [];
    for (const instance of left) {
      const move = findings.next(instance);
      const key = move.kind === 'act' ? actionKey(move.action) : null;
      if (move.kind === 'settle') {
        findings.settle(instance, move.state, 'settled');
        settled++;
      } else if (move.kind === 'act' && key !== null && !unknown.has(key)) {
        const asked = wave.get(key) ?? { action: move.action, instances: [] };
        asked.instances.push(instance);
        wave.set(key, asked);
      } else rest.push(instance);
    }
    left = rest;
    const queue = [...wave];
    const work = async () => {
      for (let next = queue.pop(); next; next = queue.pop()) {
        const [key, { action, instances: same }] = next;
        const found = await options.shared.find(key, action, options.signal);
        if (!found) {
          unknown.add(key);
          left.push(...same);
          continue;
        }
        options.cache.set(key, action, found);
        for (const instance of same) findings.addRead(instance, earlier.read(instance, key, found), 'fetched');
        settled += same.length;
      }
    };
    await Promise.all(Array.from({ length: Math.min(AT_A_TIME, wave.size) }, work));
  }
  return left;
}
