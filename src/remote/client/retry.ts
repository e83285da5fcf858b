import { setTimeout as sleep } from 'node:timers/promises';
import { CODE, RpcError } from '../transport/transport.ts';

/** After which codes the same call may succeed a moment later. */
const PASSING: readonly number[] = [CODE.unavailable, CODE.aborted];

/** How often a call is made, and how long the first pause is; milliseconds. Each pause is three times the one before. */
export interface Patience {
  readonly attempts: number;
  readonly pause: number;
}

/** What is usual for a call that costs the server little. */
export const USUAL: Patience = { attempts: 4, pause: 100 };

/**
 * Makes a call again where it failed for a reason that passes, after growing pauses of which a part is left to chance, so that
 * many callers do not come back at one moment. Rejects with the last error.
 */
export async function withRetries<T>(
  call: () => Promise<T>,
  signal: AbortSignal | undefined,
  { attempts, pause }: Patience = USUAL,
): Promise<T> {
  for (let attempt = 1; ; attempt++) {
    try {
      return await call();
    } catch (error) {
      if (attempt >= attempts || !(error instanceof RpcError) || !PASSING.includes(error.code)) throw error;
      const longest = pause * 3 ** (attempt - 1);
      await sleep(longest / 2 + (Math.random() * longest) / 2, undefined, signal ? { signal } : {});
    }
  }
}
