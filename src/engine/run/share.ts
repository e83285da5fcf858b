import { resolve } from 'node:path';
import type { Shard } from '../../cases/shard.ts';

/** Where a shard leaves its journal. */
export function journalFile({ journal }: { readonly journal?: string | undefined }, { index, of }: Shard): string {
  return resolve(journal ?? `shard-${index}-of-${of}.jsonl`);
}
