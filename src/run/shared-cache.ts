import type { Action, Exited, LimitStruck } from '../model/action.ts';

/** Results of actions that several machines share, behind the action cache of each. */
export interface SharedCache {
  /** What some machine found, with its outputs among the blobs of this one; null where nothing is known. Rejects only when aborted. */
  find(key: string, action: Action, signal: AbortSignal): Promise<Exited | LimitStruck | null>;
  /** Shares a result, if it is one that may be kept; goes on in the background. */
  keep(key: string, action: Action, result: Exited | LimitStruck): void;
  /** Waits until what is on its way has arrived. */
  flush(): Promise<void>;
}

/** Finds nothing and keeps nothing. */
export const NO_SHARED_CACHE: SharedCache = { find: async () => null, keep: () => {}, flush: async () => {} };
