import semver from 'semver';
import type { KnownBreak } from '../../breaks/knowledge/knowledge.ts';
import { TOOLS, type Tool } from '../../model/tools.ts';
import { inRange, toSemver } from '../../model/versions.ts';
import { documentedTools } from '../query/documented.ts';
import type { Move, Route } from './axes.ts';
import type { UpgradeItem, UpgradeList } from './item.ts';

/** What an upgrade does to a documented break: it comes, it goes, or only versions between the two have it. */
export type WindowChange = 'comes' | 'goes' | 'between';

/**
 * How a knowledge entry's windows lie to an upgrade; null where none of a moving tool's has an end between the versions, and
 * where the entry is about a version of a host that is not in use.
 */
export function changeOfWindows({ documented }: KnownBreak, { moves, stays }: Route): WindowChange | null {
  const isOfOthers = documentedTools(documented).some((tool) => {
    if (!TOOLS[tool].host) return false;
    const given = [
      ...moves.filter((move) => move.tool === tool).flatMap(({ from, to }) => [from, to]),
      ...stays.filter((axis) => axis.tool === tool),
    ];
    return given.length > 0 && given.every(({ version }) => !inRange(tool, version, documented[tool]!));
  });
  const changes = moves.flatMap((move) => changeOf(move, documented[move.tool]) ?? []);
  if (changes.length === 0 || (isOfOthers && !changes.includes('between'))) return null;
  return (['comes', 'goes', 'between'] as const).find((change) => changes.includes(change)) ?? null;
}

function changeOf({ tool, from, to }: Move, range: string | undefined): WindowChange | null {
  if (range === undefined) return null;
  const [before, after] = [from, to].map(({ version }) => inRange(tool, version, range));
  if (before !== after) return after ? 'comes' : 'goes';
  return !before && liesBetween(tool, from.version, to.version, range) ? 'between' : null;
}

function liesBetween(tool: Tool, from: string, to: string, range: string): boolean {
  const [older, newer] = [toSemver(tool, from), toSemver(tool, to)];
  return semver.intersects(range, `>${older} <${newer}`, { includePrerelease: true });
}

/** What references say of an upgrade, those entries aside that explain something which was measured for the same list. */
export function findDocumented(
  knowledge: readonly KnownBreak[],
  route: Route,
  named: (list: UpgradeList) => ReadonlySet<string>,
): Readonly<Record<'lookAt' | 'fixed', readonly UpgradeItem[]>> {
  const found = { lookAt: [] as UpgradeItem[], fixed: [] as UpgradeItem[] };
  for (const entry of knowledge) {
    const change = changeOfWindows(entry, route);
    if (change === null) continue;
    const list = change === 'goes' ? 'fixed' : 'lookAt';
    const explained = list === 'fixed' ? named('fixed') : new Set([...named('breaks'), ...named('lookAt')]);
    if (!explained.has(entry.name)) found[list].push(describe(entry, change));
  }
  // What only versions on the way have comes last.
  found.lookAt.sort((a, b) => Number(a.reason === 'between') - Number(b.reason === 'between'));
  return found;
}

function describe({ name, title, documented, cure, refs }: KnownBreak, change: WindowChange): UpgradeItem {
  return {
    id: name,
    ids: [],
    title,
    reason: change === 'between' ? 'between' : 'documented',
    basis: 'documented',
    cases: [],
    where: [],
    cures: [],
    ...(change === 'goes' ? {} : { advice: cure }),
    documented,
    isBoundBetween: true,
    refs,
    known: name,
  };
}
