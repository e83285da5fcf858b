import { outcomeOf, type ProbeOutcome } from '../../breaks/bisect/outcome.ts';
import type { KnownBreak } from '../../breaks/knowledge/knowledge.ts';
import type { Case } from '../../cases/case.ts';
import { describeCase } from '../../cases/describe.ts';
import { planCells, planPart } from '../../cases/plan.ts';
import { askForRelease, releaseText } from '../../matrix/axes.ts';
import type { Axis } from '../../matrix/matrix.ts';
import { parseToolchain, printCell } from '../../model/ids.ts';
import type { Tool } from '../../model/tools.ts';
import { ensureToolchain } from '../../toolchains/ensure.ts';
import type { Lock } from '../../toolchains/lock/lock.ts';
import { type Column, idsByTool, planToolchains, type ToolchainPlan } from '../../toolchains/plan.ts';
import { type Execution, executePlan } from '../run/execute.ts';
import { describeToolchains, makeResults } from '../run/results.ts';
import type { Session } from '../run/session.ts';

/** What a version came to, and the cell that told it. */
export interface Probed {
  readonly version: string;
  readonly outcome: ProbeOutcome;
  readonly cell: string | null;
}

/** What every probe of one search shares. */
export interface Bench {
  readonly probe: Case;
  /** The role that moves. */
  readonly role: string;
  readonly tool: Tool;
  /** Every version that the sources offer, oldest first; neighbours of the one that is tried come from here. */
  readonly offered: readonly string[];
  /** The axes of the case, those that stay with one version each. */
  readonly axes: readonly Axis[];
  readonly session: Session;
  readonly lock: Lock;
  readonly knowledge: readonly KnownBreak[];
  /** What is executed with, but for the plan. */
  readonly means: Omit<Execution, 'session' | 'plan' | 'cases' | 'columns' | 'lock'>;
}

/** Settles the toolchains of some versions along the course, with what the case pairs them with. */
export async function settleVersions(bench: Bench, versions: readonly string[]): Promise<ToolchainPlan> {
  const wanted = new Set(versions.flatMap((version) => withNeighbours(bench, version)));
  const axes = bench.axes.map((axis) =>
    axis.tool === bench.tool
      ? { ...axis, versions: [...wanted].map((version) => askForRelease(bench.tool, version)) }
      : axis,
  );
  return await planToolchains(axes, bench.lock, bench.session.store, bench.session.sources);
}

/** Tries the case on one version; `settled` has its toolchains. */
export async function probeVersion(bench: Bench, version: string, settled: ToolchainPlan): Promise<Probed> {
  const own = columnOf(settled, bench.tool, version);
  if (!own || own.kind === 'unavailable' || own.id === null) {
    const reason = own?.kind === 'unavailable' ? own.reason : 'no source has it';
    return { version, outcome: { kind: 'unknown', reason }, cell: null };
  }
  const wanted = new Set(withNeighbours(bench, version));
  const columns = settled.columns.filter(
    ({ tool, id }) => id !== null && (tool !== bench.tool || wanted.has(parseToolchain(id)?.version ?? '')),
  );
  const all = planCells([bench.probe], idsByTool(columns));
  const [cell] = all.cells.filter(({ on }) => on[bench.role] === own.id);
  if (!cell) return { version, outcome: outcomeOf(undefined, EMPTY), cell: null };
  const plan = planPart(all, new Set([cell.name]));
  const cases = [describeCase(bench.probe)];
  const { session, lock, means } = bench;
  const executed = await executePlan({ ...means, session, plan, cases, columns, lock });
  const toolchains = describeToolchains(columns, executed.toolchains);
  const results = makeResults(plan, executed.states, toolchains, cases, bench.knowledge);
  const found = results.cells.find((other) => printCell(other) === cell.name);
  return { version, outcome: outcomeOf(found, results), cell: cell.name };
}

/** Takes the toolchains of versions into the store ahead of their turn. What fails is told when it is their turn. */
export async function fetchAhead(bench: Bench, versions: readonly string[], settled: ToolchainPlan): Promise<void> {
  const { store, sources } = bench.session;
  for (const version of versions) {
    const column = columnOf(settled, bench.tool, version);
    if (column) await ensureToolchain(column, store, sources, { signal: bench.means.signal });
  }
}

const EMPTY = makeResults({ cells: [], instances: new Map() }, new Map(), [], [], []);

function columnOf({ columns }: ToolchainPlan, tool: Tool, version: string): Column | undefined {
  return columns.find((column) => column.tool === tool && column.asked.includes(releaseText(tool, version)));
}

/** A version with the offered ones beside it, where the case pairs neighbours. */
function withNeighbours({ probe, tool, offered }: Bench, version: string): string[] {
  const at = offered.indexOf(version);
  const steps = probe.roles.flatMap(({ neighbour, tool: own }) =>
    neighbour && own === tool ? [neighbour.is === 'previous' ? -1 : 1] : [],
  );
  return [version, ...steps.flatMap((step) => offered[at + step] ?? [])];
}
