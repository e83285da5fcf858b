import type { Abi, AbiLibrary } from '../../model/abi.ts';
import { printLibrary } from '../../model/abi-text.ts';
import { compareToolchains } from '../../model/ids.ts';
import { byCodeUnit } from '../../model/order.ts';
import type { Cell, Results } from '../../model/results.ts';
import { hasVerdict } from '../../model/results.ts';

/** The name of a link: the case and the step whose outputs are recorded. */
export function linkName(caseName: string, step: string): string {
  return `${caseName}:${step}`;
}

/**
 * Older tables with those of a newer run in their place. An older link stays where the run did not record it anew and the
 * results still have a cell in which it holds: the same toolchain, and the step did not fail. Sorted by toolchain.
 */
export function mergeAbi(older: readonly Abi[], newer: readonly Abi[], results: Results): Abi[] {
  const digests = new Map(results.toolchains.map(({ id, digest }) => [id, digest]));
  const fresh = new Map(newer.map((abi) => [abi.toolchain, abi]));
  const merged = new Map<string, Abi>();
  for (const abi of older) {
    if (digests.get(abi.toolchain) !== abi.digest) continue;
    const replaced = new Set(fresh.get(abi.toolchain)?.libraries.flatMap(({ links }) => links));
    const stays = (link: string) => !replaced.has(link) && holdsIn(results.cells, abi.toolchain, link);
    const links = new Set(abi.libraries.flatMap((library) => library.links).filter(stays));
    const kept = keepLinks(abi.libraries, links);
    if (kept.length > 0) merged.set(abi.toolchain, { ...abi, libraries: kept });
  }
  for (const abi of newer) {
    const before = merged.get(abi.toolchain)?.libraries ?? [];
    merged.set(abi.toolchain, { ...abi, libraries: uniteLibraries([...before, ...abi.libraries]) });
  }
  return [...merged.values()].sort((a, b) => compareToolchains(a.toolchain, b.toolchain));
}

/** Libraries that are equal but for their links become one; sorted by name, then by links. */
export function uniteLibraries(libraries: readonly AbiLibrary[]): AbiLibrary[] {
  const byContent = new Map<string, AbiLibrary>();
  for (const library of libraries) {
    const key = printLibrary({ ...library, links: [] });
    const links = new Set([...(byContent.get(key)?.links ?? []), ...library.links]);
    byContent.set(key, { ...library, links: [...links].sort(byCodeUnit) });
  }
  return [...byContent.values()].sort(
    (a, b) => byCodeUnit(a.name, b.name) || byCodeUnit(a.links.join('\0'), b.links.join('\0')),
  );
}

function keepLinks(libraries: readonly AbiLibrary[], links: ReadonlySet<string>): AbiLibrary[] {
  return libraries
    .map((library) => ({ ...library, links: library.links.filter((link) => links.has(link)) }))
    .filter(({ links }) => links.length > 0);
}

/** Whether a step of some cell with this toolchain has a verdict and did not fail. */
function holdsIn(cells: readonly Cell[], toolchain: string, link: string): boolean {
  const colon = link.lastIndexOf(':');
  const [name, step] = [link.slice(0, colon), link.slice(colon + 1)];
  return cells.some(
    (cell) =>
      cell.case === name &&
      Object.values(cell.on).includes(toolchain) &&
      hasVerdict(cell) &&
      !cell.breaks.some((found) => found.step === step) &&
      !cell.untested?.includes(step),
  );
}
