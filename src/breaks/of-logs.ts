import type { KnownBreak } from './knowledge.ts';

/**
 * Whether an entry speaks of logs alone, not of runs and catalogues, which know their versions and name the kind of each
 * break: one that fits any kind, or that needs to see more than the message.
 */
export function isOfLogs({ match, needs }: KnownBreak): boolean {
  return match.kind === undefined || needs !== undefined;
}
