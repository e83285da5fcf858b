import { compareResults } from '../../breaks/comparison/compare-results.ts';
import type { KnownBreak } from '../../breaks/knowledge/knowledge.ts';
import type { RecordedLinks } from '../../breaks/results/merge-links.ts';
import { reidentify } from '../../breaks/results/re-identify.ts';
import type { Plan } from '../../cases/plan-cells.ts';
import { parseEqualOnce } from '../../catalogue/results-file.ts';
import { printCell } from '../../model/ids.ts';
import type { StepState } from '../../model/record.ts';
import type { Results, ToolchainEntry } from '../../model/results.ts';
import type { Tool } from '../../model/tools.ts';
import { readBaseline } from './baseline.ts';
import { confirmCells, needConfirming } from './confirm.ts';
import type { Executed } from './execute.ts';
import type { Noise } from './noise.ts';
import type { RecordedAbi } from './record-abis.ts';

/** What a shard adds to its journal when all its cells have been executed. */
export interface ShardEnd {
  readonly plan: Plan;
  readonly found: Results;
  readonly toolchains: readonly ToolchainEntry[];
  readonly abis: readonly RecordedAbi[];
  readonly links: RecordedLinks;
  readonly noise: Noise | null;
  readonly known: Partial<Record<Tool, string>>;
  readonly knowledge: readonly KnownBreak[];
  /** The folder of the catalogue, and the baseline that was named. */
  readonly out: string;
  readonly baseline: string | undefined;
  /** Executes cells of this shard once more. */
  readonly again: (names: ReadonlySet<string>) => Promise<{ results: Results; states: ReadonlyMap<string, StepState> }>;
}

/**
 * Executes once more what is not as it was, as a run that is not split does, and ends the journal. Nothing of the catalogue
 * is touched. Gives the names of the cells that disagree with themselves.
 */
export async function finishShard({ journal }: Executed, end: ShardEnd): Promise<ReadonlySet<string>> {
  const { results: former } = await readBaseline(end.out, end.baseline, parseEqualOnce());
  const own = new Set(end.found.cells.map(printCell));
  const { changes } = compareResults(former && reidentify(former, end.knowledge), end.found, {
    covers: (cell) => own.has(printCell(cell)),
    silences: [],
    today: '0000-01-01',
    flaky: new Set(),
  });
  const suspects = needConfirming(changes.filter(({ cell }) => own.has(cell)));
  let states: ReadonlyMap<string, StepState> = new Map();
  const execute = async (names: ReadonlySet<string>) => {
    const again = await end.again(names);
    states = again.states;
    return again.results;
  };
  const { flaky } =
    suspects.size === 0 ? { flaky: suspects } : await confirmCells(end.found, suspects, execute, end.knowledge);
  for (const entry of end.toolchains) journal.append({ kind: 'toolchain', id: entry.id, entry });
  for (const cell of end.plan.cells.filter(({ name }) => flaky.has(name))) {
    const second = cell.steps.map(({ key }) => [key, states.get(key)!] as const);
    journal.append({ kind: 'flaky', cell: cell.name, states: second });
  }
  for (const { toolchain, digest, libraries } of end.abis) {
    journal.append({ kind: 'abi', toolchain, digest, libraries: libraries() });
  }
  journal.append({ kind: 'links', links: end.links.links, planned: [...end.links.planned] });
  if (end.noise) journal.append({ kind: 'noise', ...end.noise });
  journal.append({ kind: 'end', ended: new Date().toISOString(), interrupted: false, known: end.known });
  return flaky;
}
