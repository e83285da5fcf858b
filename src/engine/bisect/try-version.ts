import { outcomeOf, type ProbeOutcome } from '../../breaks/bisect/outcome.ts';
import type { KnownBreak } from '../../breaks/knowledge/knowledge.ts';
import type { Case } from '../../cases/case.ts';
import { describeCase } from '../../cases/describe.ts';
import { planCells, planPart } from '../../cases/plan-cells.ts';
import { askForRelease, releaseText } from '../../matrix/axes.ts';
import type { Axis } from '../../matrix/matrix.ts';
import { parseToolchain, printCell } from '../../model/ids.ts';
import type { Tool } from '../../model/tools.ts';
import { ensureToolchain } from '../../toolchains/ensure.ts';
import { type Column, idsByTool, planToolchains, type ToolchainPlan } from '../../toolchains/plan-toolchains.ts';
import { type ExecutionContext, executeIn, type RunContext } from '../run/open-run.ts';
import { describeToolchains, makeResults } from '../run/results.ts';

/** What a version came to, and the cell that showed it. */
export interface Probed {
  readonly version: string;
  readonly outcome: ProbeOutcome;
  readonly cell: string | null;
}

/** What every probe of one search shares. */
export interface BisectContext {
  readonly probe: Case;
  /** The role that moves. */
  readonly role: string;
  readonly tool: Tool;
  /** Every version that the sources offer, oldest first; neighbours of the one that is tried come from here. */
  readonly offered: readonly string[];
  /** The axes of the case, those that stay with one version each. */
  readonly axes: readonly Axis[];
  readonly knowledge: readonly KnownBreak[];
  readonly run: RunContext;
  readonly execution: ExecutionContext;
}

/** Resolves the toolchains of some versions along the range, with what the case pairs them with. */
export async function resolveVersions(bisect: BisectContext, versions: readonly string[]): Promise<ToolchainPlan> {
  const { files, session } = bisect.run;
  const wanted = new Set(versions.flatMap((version) => withNeighbours(bisect, version)));
  const axes = bisect.axes.map((axis) =>
    axis.tool === bisect.tool
      ? { ...axis, versions: [...wanted].map((version) => askForRelease(bisect.tool, version)) }
      : axis,
  );
  return await planToolchains(axes, files.lock, session.store, session.sources);
}

/** Tries the case on one version; `resolved` has its toolchains. */
export async function probeVersion(bisect: BisectContext, version: string, resolved: ToolchainPlan): Promise<Probed> {
  const own = columnOf(resolved, bisect.tool, version);
  if (!own || own.kind === 'unavailable' || own.id === null) {
    const reason = own?.kind === 'unavailable' ? own.reason : 'no source has it';
    return { version, outcome: { kind: 'unknown', reason }, cell: null };
  }
  const wanted = new Set(withNeighbours(bisect, version));
  const columns = resolved.columns.filter(
    ({ tool, id }) => id !== null && (tool !== bisect.tool || wanted.has(parseToolchain(id)?.version ?? '')),
  );
  const all = planCells([bisect.probe], idsByTool(columns));
  const [cell] = all.cells.filter(({ on }) => on[bisect.role] === own.id);
  if (!cell) return { version, outcome: outcomeOf(undefined, EMPTY), cell: null };
  const plan = planPart(all, new Set([cell.name]));
  const cases = [describeCase(bisect.probe)];
  const { lock } = bisect.run.files;
  const executed = await executeIn(bisect.execution, { plan, cases, columns, lock });
  const toolchains = describeToolchains(columns, executed.toolchains);
  const results = makeResults(plan, executed.states, toolchains, cases, bisect.knowledge);
  const found = results.cells.find((other) => printCell(other) === cell.name);
  return { version, outcome: outcomeOf(found, results), cell: cell.name };
}

/** Takes the toolchains of versions into the store ahead of their turn. What fails is reported when it is their turn. */
export async function fetchAhead(
  bisect: BisectContext,
  versions: readonly string[],
  resolved: ToolchainPlan,
): Promise<void> {
  const { store, sources } = bisect.run.session;
  for (const version of versions) {
    const column = columnOf(resolved, bisect.tool, version);
    if (column) await ensureToolchain(column, store, sources, { signal: bisect.execution.signal });
  }
}

const EMPTY = makeResults({ cells: [], instances: [] }, new Map(), [], [], []);

function columnOf({ columns }: ToolchainPlan, tool: Tool, version: string): Column | undefined {
  return columns.find((column) => column.tool === tool && column.asked.includes(releaseText(tool, version)));
}

/** A version with the offered ones beside it, where the case pairs neighbours. */
function withNeighbours({ probe, tool, offered }: BisectContext, version: string): string[] {
  const at = offered.indexOf(version);
  const steps = probe.roles.flatMap(({ neighbour, tool: own }) =>
    neighbour && own === tool ? [neighbour.is === 'previous' ? -1 : 1] : [],
  );
  return [version, ...steps.flatMap((step) => offered[at + step] ?? [])];
}
