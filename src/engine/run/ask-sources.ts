import type { Axis } from '../../matrix/matrix.ts';
import { InfrastructureError } from '../../model/errors.ts';
import { TOOLS, type Tool } from '../../model/tools.ts';
import { compareVersions, isPrerelease } from '../../model/versions.ts';
import type { Sources } from '../../toolchains/sources.ts';

/** What sources offer of a tool, all together. */
export type VersionsOf = (tool: Tool) => Promise<readonly string[]>;

/**
 * Asks all sources of an axis. The function that it gives throws `InfrastructureError` where none answers; those that do
 * not are named by `note`.
 */
export function askSources(axes: readonly Axis[], sources: Sources, note: (line: string) => void): VersionsOf {
  return async (tool) => {
    const from = axes.find((axis) => axis.tool === tool)?.from ?? [];
    const offers = await Promise.all(
      from.map(async (origin) => ({ origin, offer: await sources.offer(origin, tool) })),
    );
    const silent = offers.flatMap(({ origin, offer }) => (offer.kind === 'unreachable' ? [{ origin, offer }] : []));
    for (const { origin, offer } of silent) note(`${origin} cannot be reached: ${offer.reason}`);
    if (silent.length === offers.length) {
      throw new InfrastructureError(`no source lists the versions of ${TOOLS[tool].title}`);
    }
    return offers.flatMap(({ offer }) => (offer.kind === 'offered' ? offer.versions : []));
  };
}

/** The newest release of each tool that any of its sources offers; tools of which none answers are left out. */
export async function findNewestKnown(axes: readonly Axis[], sources: Sources): Promise<Partial<Record<Tool, string>>> {
  const known: Partial<Record<Tool, string>> = {};
  for (const { tool, from } of axes) {
    const offers = await Promise.all(from.map((origin) => sources.offer(origin, tool)));
    const versions = offers.flatMap((offer) => (offer.kind === 'offered' ? offer.versions : []));
    const newest = versions
      .filter((version) => !isPrerelease(tool, version))
      .sort((a, b) => compareVersions(tool, b, a))[0];
    if (newest !== undefined) known[tool] = newest;
  }
  return known;
}
