import { resolve } from 'node:path';
import type { CostOfStep, Shard } from '../../cases/shard.ts';
import { readHistory } from '../../catalogue/catalogue-files.ts';
import { filesIn } from '../../catalogue/files.ts';
import { lastCosts } from '../../reports/query/history.ts';
import { costKey } from './costs.ts';

/** Milliseconds of CPU time of a step that no run has measured: about the average of the nightly catalogue. */
const UNKNOWN_COST = 200;

/**
 * What a step took when the catalogue was last run. It is read from the history, which all shards have the same,
 * so that all deal the cells alike.
 */
export function costsIn(out: string): CostOfStep {
  const costs = lastCosts(readHistory(filesIn(out)));
  // Older runs kept the average over all steps of a case.
  return (name, step) => costs.get(costKey(name, step)) ?? costs.get(name) ?? UNKNOWN_COST;
}

/** Where a shard leaves its journal. */
export function journalFile({ journal }: { readonly journal?: string | undefined }, { index, of }: Shard): string {
  return resolve(journal ?? `shard-${index}-of-${of}.jsonl`);
}
