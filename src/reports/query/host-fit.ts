import { groupBy } from '../../model/group.ts';
import { byCodeUnit } from '../../model/order.ts';
import type { Cell } from '../../model/results.ts';
import { TOOLS, type Tool } from '../../model/tools.ts';
import { countOf } from '../text/words.ts';
import { isOwnCase } from './choices.ts';
import { ownToolchains, type ResultsIndex } from './index-results.ts';
import { judgeCells, type Support, type SupportJudgement } from './support.ts';

/** A case on one host and one Emscripten. */
export interface HostCase extends SupportJudgement {
  readonly case: string;
  /** Asked of this version of the host only, while other versions of it were tested: none to compare versions by. */
  readonly isAlone: boolean;
}

/** How the cases of one host and one Emscripten come out, by name; never empty. */
export type HostFit = readonly HostCase[];

/** How many cases there are, how many fail without a cure on some cell, and how many have a cure wherever they fail. */
export interface HostCounts {
  readonly cases: number;
  readonly open: number;
  readonly cured: number;
}

/** A version of a host with how it does with each Emscripten; null where the two meet in no case. */
export interface HostRow {
  readonly id: string;
  readonly fits: readonly (HostFit | null)[];
}

/**
 * Hosts against Emscriptens, in tool order, oldest version first. Counted are cases in which both take part and nothing else
 * but Go does, neither a second host or Emscripten nor another linker, for it could be that one by which they fail; where a
 * Go takes part, with the newest that the case meets there.
 */
export function fitHosts(index: ResultsIndex, emsdks: readonly string[]): readonly HostRow[] {
  const cells = groupBy(
    index.results.cells.filter((cell) => isOwnCase(index, cell.case) && isOfHost(index, cell)),
    (cell) => ownToolchains(cell, hostsOf(index, cell)[0]!, index.toolOf)[0] ?? '',
  );
  const hosts = [...index.byTool].flatMap(([tool, ids]) => (TOOLS[tool].host ? ids : []));
  const isAlone = aloneFinder(index, cells);
  const inOrder = hosts.sort((a, b) => index.order.get(a)! - index.order.get(b)!);
  return inOrder.flatMap((id) => {
    const own = cells.get(id) ?? [];
    const fits = emsdks.map((emsdk) =>
      judge(
        index,
        own.filter((cell) => ownToolchains(cell, 'emsdk', index.toolOf).join() === emsdk),
        (name) => isAlone(id, name),
      ),
    );
    return fits.some((fit) => fit !== null) ? [{ id, fits }] : [];
  });
}

/** Whether a cell has one host and, beside it, Emscripten and Go alone. */
function isOfHost(index: ResultsIndex, cell: Cell): boolean {
  const hosts = hostsOf(index, cell);
  const tools = Object.values(cell.on).map((id) => index.toolOf.get(id));
  return hosts.length === 1 && tools.every((tool) => tool === 'go' || tool === 'emsdk' || tool === hosts[0]);
}

function hostsOf(index: ResultsIndex, cell: Cell): readonly Tool[] {
  const tools = Object.values(cell.on).flatMap((id) => index.toolOf.get(id) ?? []);
  return [...new Set(tools)].filter((tool) => TOOLS[tool].host);
}

/** Finds whether a case is asked of one version only of a host of which several were tested. */
function aloneFinder(index: ResultsIndex, cells: ReadonlyMap<string, readonly Cell[]>) {
  const versions = new Map<string, Set<string>>();
  for (const [id, own] of cells) {
    for (const cell of own) {
      const key = `${index.toolOf.get(id)} ${cell.case}`;
      versions.set(key, (versions.get(key) ?? new Set()).add(id));
    }
  }
  const tested = new Map([...groupBy([...cells.keys()], (id) => index.toolOf.get(id) ?? '')]);
  return (id: string, name: string) => {
    const tool = index.toolOf.get(id) ?? '';
    return (tested.get(tool)?.length ?? 0) > 1 && versions.get(`${tool} ${name}`)?.size === 1;
  };
}

function judge(index: ResultsIndex, cells: readonly Cell[], isAlone: (name: string) => boolean): HostFit | null {
  const goOf = (cell: Cell) =>
    Math.max(-1, ...ownToolchains(cell, 'go', index.toolOf).map((id) => index.order.get(id) ?? -1));
  const decided = cells.filter(({ status }) => status === 'pass' || status === 'break');
  const fit = [...groupBy(decided, (cell) => cell.case)].map(([name, group]) => {
    const newest = Math.max(...group.map(goOf));
    return { case: name, isAlone: isAlone(name), ...judgeCells(group.filter((cell) => goOf(cell) === newest)) };
  });
  return fit.length === 0 ? null : fit.sort((a, b) => byCodeUnit(a.case, b.case));
}

/** Counts cases by how they come out. */
export function countFit(cases: readonly HostCase[]): HostCounts {
  const count = (...wanted: readonly Support[]) => cases.filter(({ support }) => wanted.includes(support)).length;
  return { cases: cases.length, open: count('some', 'fails'), cured: count('cured') };
}

/** How the cases of one host and one Emscripten come out. Plain text. */
export function sayFit(fit: HostFit): string {
  const { cases, open, cured } = countFit(fit);
  const passing = cases - open - cured;
  const alone = fit.filter(({ isAlone }) => isAlone).length;
  const rest = alone === 0 ? '' : ` ${countOf(alone, 'of them was', 'of them were')} asked of no other version.`;
  return `${countOf(cases, 'case')}; ${countOf(passing, 'passes', 'pass')}, ${countOf(cured, 'fails', 'fail')} and ${cured === 1 ? 'has' : 'have'} a cure that passed, ${countOf(open, 'fails', 'fail')} without one.${rest}`;
}
