import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Action, ActionResult, Exited, LimitStruck } from '../model/action.ts';
import { isThereToUse, writeAtomically } from '../system/files.ts';
import type { Blobs } from './storage/blobs.ts';

/** Results of actions by key, in `<store>/actions/<2 hex>/<62 hex>.json`. What a run resumes from. */
export interface ActionCache {
  /** The stored result whose outputs are all there, or null. */
  get(key: string): Exited | LimitStruck | null;
  /** Keeps a result, if it is one that may be kept. */
  set(key: string, action: Action, result: ActionResult): void;
}

/** Finds nothing and keeps nothing. */
export const NO_CACHE: ActionCache = { get: () => null, set: () => {} };

/** Raised when the form of the entries changes, so that older ones are passed over. */
const FORMAT = 2;

/** Opens the action cache of a store. */
export function openActionCache(store: string, blobs: Blobs): ActionCache {
  const pathOf = (key: string) => join(store, 'actions', key.slice(0, 2), `${key.slice(2)}.json`);
  return {
    get(key) {
      const entry = readEntry(pathOf(key));
      if (!entry || entry.format !== FORMAT || entry.key !== key) return null;
      const outputs = entry.result.kind === 'exited' ? entry.result.outputs : [];
      return outputs.every((node) => blobs.has(node.digest)) && isThereToUse(pathOf(key)) ? entry.result : null;
    },
    set(key, action, result) {
      if (!isKept(action, result)) return;
      writeAtomically(pathOf(key), JSON.stringify({ format: FORMAT, key, command: action.command, result }));
    },
  };
}

/**
 * Whether a result says something about the toolchains: failures do as well as successes. What the machine did to an
 * action (a default limit, a sandbox that crashed) does not and is tried again next time.
 */
export function isKept(action: Action, result: ActionResult): result is Exited | LimitStruck {
  if (result.kind === 'limit') return action.declared.includes(result.limit);
  return result.kind === 'exited';
}

interface Entry {
  readonly format: number;
  readonly key: string;
  readonly result: Exited | LimitStruck;
}

function readEntry(path: string): Entry | null {
  try {
    return JSON.parse(readFileSync(path, 'utf8')) as Entry;
  } catch {
    // Not there, or damaged: either way the action is done anew.
    return null;
  }
}
