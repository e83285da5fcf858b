import type { Axis } from '../../matrix/matrix.ts';
import type { Tool } from '../../model/tools.ts';
import { compareVersions, isPrerelease } from '../../model/versions.ts';
import type { Sources } from '../../toolchains/sources.ts';

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
