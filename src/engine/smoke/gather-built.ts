import { driftAbi } from '../../breaks/abi/drift.ts';
import type { CandidateRun, FamilyDrift, ModuleSize } from '../../breaks/comparison/candidate.ts';
import { summariseDrift } from '../../breaks/smoke/built.ts';
import type { CellPair, PlannedCell } from '../../breaks/smoke/plan-smoke.ts';
import type { StepState } from '../../model/record.ts';
import { type RecordedFrom, recordAbis } from '../run/record-abis.ts';

/** The sizes of the modules that passing steps left with both versions, each module of a case once, in order of pairs. */
export function gatherSizes(pairs: readonly CellPair[], states: ReadonlyMap<string, StepState>): readonly ModuleSize[] {
  const sizes = new Map<string, ModuleSize>();
  for (const { now, old } of pairs) {
    const [after, before] = [sizesOf(now, states), sizesOf(old, states)];
    for (const [module, size] of after) {
      const was = before.get(module);
      const place = JSON.stringify([now.case, module]);
      // Which partners there are does not change what a tool makes; where it does, the newest speak for all.
      if (was !== undefined && !sizes.has(place)) sizes.set(place, { case: now.case, module, old: was, now: size });
    }
  }
  return [...sizes.values()];
}

function sizesOf({ steps }: PlannedCell, states: ReadonlyMap<string, StepState>): ReadonlyMap<string, number> {
  return new Map(
    steps.flatMap(({ step, key }) => {
      const state = states.get(key);
      const isGood = state?.kind === 'read' && state.evidence.outcome === 'passed';
      return isGood
        ? Object.entries(state.evidence.sizes ?? {}).map(([path, size]) => [`${step.name}/${path}`, size] as const)
        : [];
    }),
  );
}

/** How the symbol tables of the two versions differ, of what passing steps recorded of both; none where one has none. */
export function gatherSymbols(
  { candidate, against }: Pick<CandidateRun, 'candidate' | 'against'>,
  from: RecordedFrom,
): readonly FamilyDrift[] {
  const recorded = recordAbis(from);
  const [before, after] = [against, candidate].map((id) => recorded.find(({ toolchain }) => toolchain === id));
  if (!before || !after) return [];
  const abiOf = ({ toolchain, digest, libraries }: typeof before) => ({ toolchain, digest, libraries: libraries() });
  return summariseDrift(driftAbi(abiOf(before), abiOf(after)));
}
