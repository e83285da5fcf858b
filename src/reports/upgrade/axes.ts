import { ProblemInInput } from '../../model/errors.ts';
import { TOOLS, type Tool } from '../../model/tools.ts';
import { compareVersions } from '../../model/versions.ts';
import type { ResultsIndex } from '../query/index-results.ts';
import { type AxisAnswer, findOnAxis } from '../query/pair-axis.ts';

/** What somebody upgrades, as they wrote it. */
export interface UpgradeAsked {
  readonly moves: readonly { readonly tool: Tool; readonly from: string; readonly to: string }[];
  /** Tools that stay at one version: what other versions of them do does not matter. */
  readonly stays: readonly { readonly tool: Tool; readonly version: string }[];
}

/** One tool on its way from an older version to a newer one. */
export interface Move {
  readonly tool: Tool;
  readonly from: AxisAnswer;
  readonly to: AxisAnswer;
}

/** An upgrade among the tested versions. */
export interface Route {
  readonly moves: readonly Move[];
  readonly stays: readonly AxisAnswer[];
}

/** Finds all versions of an upgrade. Throws `ProblemInInput` for what is no version, and where the first end is not older. */
export function findRoute(index: ResultsIndex, asked: UpgradeAsked): Route {
  const moves = asked.moves.map(({ tool, from, to }) => {
    const move = { tool, from: findOnAxis(index, tool, from), to: findOnAxis(index, tool, to) };
    if (compareVersions(tool, move.from.version, move.to.version) < 0) return move;
    throw new ProblemInInput(`${TOOLS[tool].title} ${from} is not older than ${to}`, {
      hint: 'write OLDER..NEWER',
    });
  });
  return { moves, stays: asked.stays.map(({ tool, version }) => findOnAxis(index, tool, version)) };
}

/** The tested toolchains that speak for a version: itself, else its tested neighbours. */
export function standInsOf({ tested, nearest, older, newer }: AxisAnswer): readonly string[] {
  return tested ? [nearest] : [older, newer].filter((id) => id !== null);
}
