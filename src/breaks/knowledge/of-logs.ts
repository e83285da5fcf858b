import type { KnownBreak } from './knowledge.ts';

/**
 * Whether an entry speaks of logs alone, not of runs and catalogues, which know their versions and name the kind of
 * each break: one of `knowledge/logs`, one that fits any kind, or one that needs to see more than the message. False:
 * it explains breaks of runs as well.
 */
export function isOfLogs({ match, needs, logsOnly = false }: KnownBreak): boolean {
  return logsOnly || match.kind === undefined || needs !== undefined;
}
