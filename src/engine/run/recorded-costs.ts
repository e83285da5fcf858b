import type { CostOfStep } from '../../cases/shard.ts';
import { readHistory } from '../../catalogue/catalogue-files.ts';
import { filesIn } from '../../catalogue/files.ts';
import { lastCosts } from '../../reports/query/history.ts';
import type { KnownCosts } from '../../run/known-costs.ts';
import { costKey, preparingKey } from './costs.ts';

/** Milliseconds of CPU time of a step that no run has measured: about the average of the nightly catalogue. */
const UNKNOWN_STEP = 200;

/** And of a preparation: a Go's standard library takes some seconds, and most sets of libraries are there with the first. */
const UNKNOWN_PREPARING = { go: 10_000, emscripten: 5_000 } as const;

/** Bytes that come in a millisecond, unpacked and checked, where the network is a usual one. */
const USUAL_RATE = 5_000;

/** What the history of a catalogue knows of costs. */
export interface CostsIn {
  /** By case and step. All shards read the same history, so that all deal the cells alike. */
  readonly ofStep: CostOfStep;
  /** With the bytes of the toolchains that have to be fetched. */
  known(sizes: ReadonlyMap<string, number>): KnownCosts;
}

/** Reads what things took when the catalogue was last run. */
export function costsIn(out: string): CostsIn {
  const costs = lastCosts(readHistory(filesIn(out)));
  // Older runs kept the average over all steps of a case.
  const ofStep: CostOfStep = (name, step) => costs.get(costKey(name, step)) ?? costs.get(name) ?? UNKNOWN_STEP;
  return {
    ofStep,
    known: (sizes) => ({
      step: ({ case: { name }, step }) => ofStep(name, step.name),
      preparing: ({ kind, label }) => costs.get(preparingKey(label)) ?? UNKNOWN_PREPARING[kind],
      fetching: (id) => (sizes.get(id) ?? 0) / USUAL_RATE,
    }),
  };
}
