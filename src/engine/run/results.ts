import type { KnownBreak } from '../../breaks/knowledge/knowledge.ts';
import { buildResults } from '../../breaks/results/assemble.ts';
import type { Plan } from '../../cases/plan-cells.ts';
import type { CellRecord, StepState } from '../../model/record.ts';
import type { CaseEntry, Results, ToolchainEntry } from '../../model/results.ts';
import type { Toolchain } from '../../model/toolchain.ts';
import { recordCell } from '../../run/records.ts';
import type { Column } from '../../toolchains/plan-toolchains.ts';

/** Turns the states of steps into results. */
export function makeResults(
  plan: Plan,
  states: ReadonlyMap<string, StepState>,
  toolchains: readonly ToolchainEntry[],
  cases: readonly CaseEntry[],
  knowledge: readonly KnownBreak[],
): Results {
  return buildResults({ toolchains, cases, cells: recordCells(plan, states), knowledge });
}

/** The records of the cells all of whose steps have states. */
function* recordCells({ cells }: Plan, states: ReadonlyMap<string, StepState>): Generator<CellRecord> {
  for (const cell of cells) {
    const record = recordCell(cell, states);
    if (record) yield record;
  }
}

/** What the results say about the toolchains that a run had. */
export function describeToolchains(columns: readonly Column[], had: ReadonlyMap<string, Toolchain>): ToolchainEntry[] {
  return columns.flatMap((column): ToolchainEntry[] => {
    if (column.id === null) return [];
    const toolchain = had.get(column.id);
    if (!toolchain) return [];
    const { id, tool, version, origin, provenance, digest, llvm, borrowed } = toolchain;
    return [
      {
        id,
        tool,
        version,
        origin,
        provenance,
        digest,
        ...(llvm === undefined ? {} : { llvm }),
        ...(Object.keys(borrowed).length > 0 ? { borrowed } : {}),
        asked: column.asked,
      },
    ];
  });
}
