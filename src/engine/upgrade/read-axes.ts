import type { VersionInFile } from '../../evidence/uses/gather-uses.ts';
import { ProblemInInput } from '../../model/errors.ts';
import { isTool, TOOLS, type Tool } from '../../model/tools.ts';
import { compareVersions } from '../../model/versions.ts';
import type { UpgradeAsked } from '../../reports/upgrade/axes.ts';

/** What the options say of one tool: `A..B` and `..B` move, `A` stays. */
export type AxisText =
  | {
      readonly kind: 'moves';
      readonly tool: Tool;
      readonly from: string | null;
      readonly to: string;
      readonly option: string;
    }
  | { readonly kind: 'stays'; readonly tool: Tool; readonly version: string; readonly option: string };

/** The options that name versions. */
export interface AxisOptions {
  readonly go?: string | undefined;
  readonly emsdk?: string | undefined;
  readonly host?: readonly string[] | undefined;
}

/** What a user may write. */
const HINT = 'such as --go 1.22..1.27, --emsdk 3.1.6..6.0.5, --host node=16..20';

/** Reads what is to be upgraded. Throws `ProblemInInput` for what is no range, for an unknown tool, and where nothing moves. */
export function readAxes({ go, emsdk, host = [] }: AxisOptions): readonly AxisText[] {
  const axes = [
    ...(go === undefined ? [] : [readAxis('go', go, '--go')]),
    ...(emsdk === undefined ? [] : [readAxis('emsdk', emsdk, '--emsdk')]),
    ...host.map((text) => {
      const equals = text.indexOf('=');
      const tool = text.slice(0, Math.max(equals, 0));
      if (isTool(tool)) return readAxis(tool, text.slice(equals + 1), '--host');
      throw new ProblemInInput(`"${text.slice(0, 60)}" names no tool`, { position: { file: '--host' }, hint: HINT });
    }),
  ];
  for (const [at, { tool, option }] of axes.entries()) {
    if (axes.findIndex((other) => other.tool === tool) === at) continue;
    throw new ProblemInInput(`${TOOLS[tool].title} is given twice`, { position: { file: option } });
  }
  if (axes.some(({ kind }) => kind === 'moves')) return axes;
  throw new ProblemInInput('say what is upgraded, from the older to the newer version', { hint: HINT });
}

function readAxis(tool: Tool, text: string, option: string): AxisText {
  const ends = text.split('..').map((end) => end.trim());
  const [first = '', second = ''] = ends;
  if (ends.length === 1 && first !== '') return { kind: 'stays', tool, version: first, option };
  if (ends.length === 2 && second !== '') {
    return { kind: 'moves', tool, from: first === '' ? null : first, to: second, option };
  }
  throw new ProblemInInput(`"${text.slice(0, 60)}" is not a range`, { position: { file: option }, hint: HINT });
}

/**
 * Fills the lower ends that were left out with what a project names: of what its builds use the oldest, else what it needs at
 * least. Throws `ProblemInInput` where it names none.
 */
export function fillAxes(
  axes: readonly AxisText[],
  versions: readonly VersionInFile[] | undefined,
): { readonly asked: UpgradeAsked; readonly taken: readonly VersionInFile[] } {
  const taken: VersionInFile[] = [];
  const moves = axes.flatMap((axis) => {
    if (axis.kind !== 'moves') return [];
    const { tool, to, option } = axis;
    if (axis.from !== null) return [{ tool, from: axis.from, to }];
    const named = (versions ?? []).filter((one) => one.tool === tool);
    const strongest = named.filter(({ rank }) => rank === Math.min(...named.map((one) => one.rank)));
    const [oldest] = [...strongest].sort((a, b) => compareVersions(tool, padded(a.version), padded(b.version)));
    if (!oldest) {
      const where = versions ? 'the project names no version of it' : 'there is no project to take it from';
      throw new ProblemInInput(`${TOOLS[tool].title} has no older version: ${where}`, {
        position: { file: option },
        hint: `write OLDER..${to}`,
      });
    }
    taken.push(oldest);
    return [{ tool, from: oldest.version, to }];
  });
  const stays = axes.flatMap((axis) => (axis.kind === 'stays' ? [{ tool: axis.tool, version: axis.version }] : []));
  return { asked: { moves, stays }, taken };
}

/** A line as its first release, to be compared: `1.22` as `1.22.0`. */
function padded(version: string): string {
  return [...version.split('.'), '0', '0'].slice(0, 3).join('.');
}
