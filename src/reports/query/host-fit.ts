import { groupBy } from '../../model/group.ts';
import type { Cell } from '../../model/results.ts';
import { TOOLS, type Tool } from '../../model/tools.ts';
import { isOwnCase } from './choices.ts';
import { cureOf } from './cures.ts';
import { ownToolchains, type ResultsIndex } from './index-results.ts';

/** How the cases of one host and one Emscripten come out, each counted once. */
export interface HostFit {
  readonly cases: number;
  /** They fail, and on some cell no cure passed. */
  readonly open: number;
  /** They fail, and a cure passed wherever they do. */
  readonly cured: number;
}

/** A version of a host with how it does with each Emscripten; null where the two meet in no case. */
export interface HostRow {
  readonly id: string;
  readonly fits: readonly (HostFit | null)[];
}

/**
 * Hosts against Emscriptens, in tool order, oldest version first. Counted are cases in which both take part and neither a
 * second host nor a second Emscripten does, for it could be that one by which they fail; where a Go takes part, with the newest that the case meets there.
 */
export function fitHosts(index: ResultsIndex, emsdks: readonly string[]): readonly HostRow[] {
  const cells = groupBy(
    index.results.cells.filter((cell) => isOwnCase(index, cell.case) && hostsOf(index, cell).length === 1),
    (cell) => ownToolchains(cell, hostsOf(index, cell)[0]!, index.toolOf)[0] ?? '',
  );
  const hosts = [...index.byTool].flatMap(([tool, ids]) => (TOOLS[tool].host ? ids : []));
  const inOrder = hosts.sort((a, b) => index.order.get(a)! - index.order.get(b)!);
  return inOrder.flatMap((id) => {
    const own = cells.get(id) ?? [];
    const fits = emsdks.map((emsdk) =>
      judge(
        index,
        own.filter((cell) => ownToolchains(cell, 'emsdk', index.toolOf).join() === emsdk),
      ),
    );
    return fits.some((fit) => fit !== null) ? [{ id, fits }] : [];
  });
}

function hostsOf(index: ResultsIndex, cell: Cell): readonly Tool[] {
  const tools = Object.values(cell.on).flatMap((id) => index.toolOf.get(id) ?? []);
  return [...new Set(tools)].filter((tool) => TOOLS[tool].host);
}

function judge(index: ResultsIndex, cells: readonly Cell[]): HostFit | null {
  const goOf = (cell: Cell) =>
    Math.max(-1, ...ownToolchains(cell, 'go', index.toolOf).map((id) => index.order.get(id) ?? -1));
  const decided = cells.filter(({ status }) => status === 'pass' || status === 'break');
  let [cases, open, cured] = [0, 0, 0];
  for (const group of groupBy(decided, (cell) => cell.case).values()) {
    const newest = Math.max(...group.map(goOf));
    const failing = group.filter((cell) => goOf(cell) === newest && cell.status === 'break');
    cases++;
    if (failing.length === 0) continue;
    if (failing.every((cell) => cureOf(cell) !== undefined)) cured++;
    else open++;
  }
  return cases === 0 ? null : { cases, open, cured };
}
