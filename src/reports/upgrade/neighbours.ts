import { parseToolchain } from '../../model/ids.ts';
import { compareVersions } from '../../model/versions.ts';
import type { ResultsIndex } from '../query/index-results.ts';

/** The tools along which people upgrade and whose neighbouring versions have pages. */
export const UPGRADE_TOOLS = ['go', 'emsdk', 'node'] as const;

/** One of these. */
export type UpgradeTool = (typeof UPGRADE_TOOLS)[number];

/** Two neighbouring tested versions of a tool, by their toolchains. */
export interface Neighbours {
  readonly tool: UpgradeTool;
  readonly older: string;
  readonly newer: string;
}

/** All neighbouring tested versions of each tool, oldest first; of several builds of one version the first speaks. */
export function listNeighbours(index: ResultsIndex): readonly Neighbours[] {
  return UPGRADE_TOOLS.flatMap((tool) => {
    const ids = (index.byTool.get(tool) ?? []).filter((id) => index.toolchains.has(id));
    const versions = ids.filter(
      (id, at) => at === 0 || compareVersions(tool, versionOf(ids[at - 1]!), versionOf(id)) < 0,
    );
    return versions.slice(1).map((newer, at) => ({ tool, older: versions[at]!, newer }));
  });
}

function versionOf(id: string): string {
  return parseToolchain(id)?.version ?? id;
}
