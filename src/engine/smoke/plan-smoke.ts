import type { Case } from '../../cases/case.ts';
import { type Plan, planCells, planShare } from '../../cases/plan-cells.ts';
import { askForRelease, releaseText } from '../../matrix/axes.ts';
import type { Axis } from '../../matrix/matrix.ts';
import { InfrastructureError } from '../../model/errors.ts';
import { parseToolchain } from '../../model/ids.ts';
import { TOOLS, type Tool } from '../../model/tools.ts';
import { compareVersions } from '../../model/versions.ts';
import { type Column, idsByTool } from '../../toolchains/plan-toolchains.ts';
import type { Choice } from './choose.ts';

/** How many versions a candidate is paired with: of the other of Go and Emscripten, and of each host. */
const PARTNERS = 2;
const HOSTS = 1;

/** The axes to settle: the matrix's own, with the two versions added to the tool's. */
export function axesFor(axes: readonly Axis[], { tool, candidate, against }: Choice, cases: readonly Case[]): Axis[] {
  const used = new Set(cases.flatMap(({ roles }) => roles.map((role) => role.tool)));
  const own = [against, candidate].map((version) => askForRelease(tool, version));
  return axes
    .filter((axis) => used.has(axis.tool))
    .map((axis) => (axis.tool === tool ? { ...axis, versions: [...axis.versions, ...own] } : axis));
}

/** What a candidate is tried with. */
export interface SmokePlan {
  readonly columns: readonly Column[];
  readonly plan: Plan;
  readonly candidate: string;
  readonly against: string;
  readonly before: string | null;
}

/**
 * The few pairs that matter: both versions, each with the newest partners; the cells in which either takes part. Throws
 * `InfrastructureError` where one of the two cannot be had.
 */
export function planSmoke(
  columns: readonly Column[],
  cases: readonly Case[],
  { tool, candidate, against }: Choice,
): SmokePlan {
  const own = columns.filter((column) => column.tool === tool);
  const find = (version: string) => {
    const text = releaseText(tool, version);
    const column = own.find(({ asked }) => asked.includes(text));
    if (column && column.id !== null && column.kind !== 'unavailable') return { id: column.id, column };
    const reason = column?.kind === 'unavailable' ? column.reason : 'no source has it';
    throw new InfrastructureError(`${TOOLS[tool].title} ${version} is unavailable: ${reason}`);
  };
  const [one, other] = [find(candidate), find(against)];
  const needsNeighbour = cases.some(({ roles }) => roles.some((role) => role.neighbour && role.tool === tool));
  const before = needsNeighbour ? newestBelow(tool, own, against) : null;
  const partners = columns.filter((column) => column.tool !== tool);
  const chosen = [
    ...[before, other.column, one.column].filter((column) => column !== null),
    ...[...new Set(partners.map((column) => column.tool))].flatMap((partner) =>
      partners
        .filter((column) => column.tool === partner && column.kind !== 'unavailable')
        .slice(TOOLS[partner].host ? -HOSTS : -PARTNERS),
    ),
  ];
  const all = planCells(cases, idsByTool(chosen));
  const cells = all.cells.filter(({ on }) => Object.values(on).some((id) => id === one.id || id === other.id));
  return {
    columns: chosen,
    plan: planShare(all, new Set(cells.map(({ name }) => name))),
    candidate: one.id,
    against: other.id,
    before: before?.id ?? null,
  };
}

/** The newest of the settled versions below one; columns are sorted by version. */
function newestBelow(tool: Tool, columns: readonly Column[], version: string): Column | null {
  const isBelow = ({ id, kind }: Column) => {
    const own = id !== null && kind !== 'unavailable' ? parseToolchain(id)?.version : undefined;
    return own !== undefined && compareVersions(tool, own, version) < 0;
  };
  return columns.filter(isBelow).at(-1) ?? null;
}
