import type { Case } from '../../cases/case.ts';
import type { Axis } from '../../matrix/matrix.ts';
import { ProblemInInput } from '../../model/errors.ts';
import { TOOLS, type Tool } from '../../model/tools.ts';

/**
 * The axes of a case with one version each for the tools that stay: the one that was named, else the newest that the
 * matrix has, which stands last. Throws where the matrix lacks a tool, or several versions were named.
 */
export function holdOthers(axes: readonly Axis[], probe: Case, moving: Tool): Axis[] {
  const tools = [...new Set(probe.roles.map(({ tool }) => tool))];
  return tools.map((tool) => {
    const axis = axes.find((one) => one.tool === tool);
    if (!axis) throw new ProblemInInput(`the matrix has no versions of ${TOOLS[tool].title}, which ${probe.name} uses`);
    if (tool === moving) return axis;
    const named = axis.versions.filter(({ given }) => given === 'option');
    if (named.length > 1) {
      throw new ProblemInInput(`one version of ${TOOLS[tool].title} is needed, and ${named.length} were given`, {
        position: named[1]!.position,
      });
    }
    const kept = named[0] ?? axis.versions.at(-1);
    return { ...axis, versions: kept ? [kept] : [] };
  });
}
