import type { VersionStep } from '../../breaks/comparison/counterpart.ts';
import type { Case } from '../../cases/case.ts';
import { askForRelease, releaseText } from '../../matrix/axes.ts';
import type { Axis } from '../../matrix/matrix.ts';
import { InfrastructureError } from '../../model/errors.ts';
import { parseToolchain } from '../../model/ids.ts';
import { describeUnavailable } from '../../model/toolchain.ts';
import { TOOLS } from '../../model/tools.ts';
import { compareVersions } from '../../model/versions.ts';
import type { Column } from '../../toolchains/plan-toolchains.ts';
import type { Choice } from './choose.ts';

/** The axes to settle: the matrix's own, with the two versions added to the tool's. */
export function axesFor(axes: readonly Axis[], { tool, candidate, against }: Choice, cases: readonly Case[]): Axis[] {
  const used = new Set(cases.flatMap(({ roles }) => roles.map((role) => role.tool)));
  const own = [against, candidate].map((version) => askForRelease(tool, version));
  return axes
    .filter((axis) => used.has(axis.tool))
    .map((axis) => (axis.tool === tool ? { ...axis, versions: [...axis.versions, ...own] } : axis));
}

/**
 * The toolchains that are compared, and the newest one before both. Throws `InfrastructureError` where one of the two
 * cannot be had.
 */
export function findVersions(columns: readonly Column[], choice: Choice): VersionStep {
  const { tool, candidate, against } = choice;
  const find = (version: string) => {
    const text = releaseText(tool, version);
    const column = columns.find((one) => one.tool === tool && one.asked.includes(text));
    if (column && isThere(column)) return column.id;
    const reason = column?.kind === 'unavailable' ? column.reason : 'no source has it';
    throw new InfrastructureError(describeUnavailable(`${TOOLS[tool].title} ${version}`, reason));
  };
  const older = columns.filter((column) => isThere(column) && isBefore(column, choice));
  return { candidate: find(candidate), against: find(against), before: older.at(-1)?.id ?? null };
}

/**
 * What a candidate may meet: every partner and host that can be had, and of its own tool the two versions with those before
 * both, for what lies between or after would be a neighbour of one of them alone. `note` takes a line for each partner that
 * cannot be had.
 */
export function partnersFor(columns: readonly Column[], choice: Choice, note: (line: string) => void): Column[] {
  const { tool } = choice;
  const texts = [choice.candidate, choice.against].map((version) => releaseText(tool, version));
  return columns.filter((column) => {
    if (column.tool === tool) {
      return isThere(column) && (isBefore(column, choice) || texts.some((text) => column.asked.includes(text)));
    }
    if (column.kind !== 'unavailable') return true;
    note(`${column.id ?? `${TOOLS[column.tool].title} ${column.asked[0]}`} is left out: ${column.reason}`);
    return false;
  });
}

function isThere(column: Column): column is Column & { readonly id: string } {
  return column.id !== null && column.kind !== 'unavailable';
}

/** Whether a version is older than both that are compared; false: it is one of them, between them, or newer. */
function isBefore({ id }: Column, { tool, candidate, against }: Choice): boolean {
  const parsed = id === null ? null : parseToolchain(id);
  if (parsed?.tool !== tool) return false;
  return [candidate, against].every((version) => compareVersions(tool, parsed.version, version) < 0);
}
