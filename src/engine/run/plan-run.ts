import type { Case } from '../../cases/case.ts';
import { type Plan, planCells } from '../../cases/plan-cells.ts';
import { selectCases } from '../../cases/select.ts';
import { type AxisOptions, everyAxis, selectAxes } from '../../matrix/axes.ts';
import type { Axis } from '../../matrix/matrix.ts';
import { ProblemInInput } from '../../model/errors.ts';
import { parseToolchain } from '../../model/ids.ts';
import type { Cell } from '../../model/results.ts';
import type { Tool } from '../../model/tools.ts';
import type { Coverage } from '../../run/journal.ts';
import { type Column, idsByTool, type ToolchainPlan } from '../../toolchains/plan-toolchains.ts';

/** Which cases are asked for on which axes. */
export interface Asked {
  readonly axes: readonly Axis[];
  readonly cases: readonly Case[];
  /** Whether all cases that there are were asked for. False: only some. */
  readonly allCases: boolean;
  /** Tools of which the user or the profile chose some versions and not all that the matrix or any profile names. */
  readonly chosen: ReadonlySet<Tool>;
  /** Whether locked versions are settled anew. False: they stay. */
  readonly update: boolean;
  /** Whether sources are asked which releases there are. False: only about versions that the lock does not have. */
  readonly asksSources: boolean;
  /** How many cells are executed twice to measure the noise. */
  readonly sample: number;
}

/** What a user may choose: a profile, versions of each tool, cases, and whether locked versions stay. */
export interface Wanted {
  readonly profile: string;
  readonly go?: readonly string[] | undefined;
  readonly emsdk?: readonly string[] | undefined;
  /** `node=20,24`. */
  readonly host?: readonly string[] | undefined;
  readonly case?: readonly string[] | undefined;
  /** Whether versions are resolved anew; false: those that the lock has stay. */
  readonly update: boolean;
  /** Whether a version that the lock does not have is refused; false: it is resolved. */
  readonly locked: boolean;
}

/**
 * Applies profile and options to the matrix and the cases; axes that no chosen case uses are left out. Throws
 * `ProblemInInput` for a version, a case or a profile that there is not, and where the matrix lacks a tool that a case
 * uses.
 */
export function readAsked(matrix: Parameters<typeof selectAxes>[0], all: readonly Case[], options: Wanted): Asked {
  const named: AxisOptions = {
    ...(options.go && { go: options.go }),
    ...(options.emsdk && { emsdk: options.emsdk }),
    ...(options.host && { host: options.host }),
  };
  const selection = selectAxes(matrix, options.profile, named);
  const patterns = options.case ?? selection.cases ?? [];
  const cases = selectCases(all, patterns);
  const tools = new Set(cases.flatMap((probe) => probe.roles.map((role) => role.tool)));
  for (const tool of tools) {
    if (!selection.axes.some((axis) => axis.tool === tool)) {
      throw new ProblemInInput(
        `the matrix has no versions of ${tool}, which ${cases.find((probe) => probe.roles.some((role) => role.tool === tool))!.name} uses`,
        {
          hint: `add it to matrix.yaml, or give --host ${tool}=VERSION`,
        },
      );
    }
  }
  return {
    axes: selection.axes.filter((axis) => tools.has(axis.tool)),
    cases,
    allCases: cases.length === all.length,
    chosen: new Set(everyAxis(matrix).flatMap((axis) => (asksForAll(selection.axes, axis) ? [] : [axis.tool]))),
    // A shard of a nightly run takes the lock that was settled for all of them.
    update: options.update || (selection.update && !options.locked),
    asksSources: options.update || selection.update,
    sample: selection.sample,
  };
}

/** Whether axes have all versions of one. */
function asksForAll(axes: readonly Axis[], { tool, versions }: Axis): boolean {
  const own = axes.find((axis) => axis.tool === tool);
  return versions.every(({ text }) => own?.versions.some((version) => version.text === text));
}

/** The cells of a run, over the columns that have a name. */
export function planRun(asked: Asked, toolchains: ToolchainPlan): Plan {
  return planCells(asked.cases, idsByTool(toolchains.columns));
}

/** What a run means to test in a catalogue; `known` are all cases that there are, or null, see `Coverage`. */
export function describeCoverage(
  asked: Asked,
  columns: readonly Column[],
  known: readonly Pick<Case, 'name'>[] | null,
): Coverage {
  const ids = columns.flatMap((column) => (column.id === null ? [] : [column.id]));
  // A column that could not even be named may be any of those that are there.
  const unknown = columns.filter((column) => column.id === null).map((column) => column.tool);
  return {
    cases: asked.allCases ? null : asked.cases.map((probe) => probe.name),
    known: known?.map(({ name }) => name) ?? null,
    ids,
    limited: [...new Set([...asked.chosen, ...unknown])].sort(),
  };
}

/**
 * Whether a run decides on a cell. It meant to test it: one of its cases, on the versions that were chosen where any were;
 * where the versions are the matrix's, also on those that are no longer in it. Or its case is none any more.
 */
export function covers({ cases, known, ids, limited }: Coverage): (cell: Pick<Cell, 'case' | 'on'>) => boolean {
  const names = cases && new Set(cases);
  const all = known && new Set(known);
  const own = new Set(ids);
  return (cell) =>
    (all !== null && !all.has(cell.case)) ||
    ((names === null || names.has(cell.case)) &&
      Object.values(cell.on).every((id) => {
        const tool = parseToolchain(id)?.tool;
        return own.has(id) || (tool !== undefined && !limited.includes(tool));
      }));
}
