import { parseToolchain } from '../../model/ids.ts';
import { compareVersions } from '../../model/versions.ts';
import type { Context } from '../query/context.ts';
import type { ResultsIndex } from '../query/index-results.ts';
import { lookUpUpgrade, type UpgradeAnswer } from './upgrade.ts';

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

/** An upgrade between neighbours, and what it meets. */
export interface NeighbourUpgrade extends Neighbours {
  readonly answer: UpgradeAnswer;
}

/** What each upgrade between neighbouring tested versions meets. */
export function lookUpNeighbours(context: Context): readonly NeighbourUpgrade[] {
  return listNeighbours(context.index).map((pair) => {
    const { tool, older, newer } = pair;
    return { ...pair, answer: lookUpUpgrade(context, { moves: [{ tool, from: older, to: newer }], stays: [] }) };
  });
}

function versionOf(id: string): string {
  return parseToolchain(id)?.version ?? id;
}
