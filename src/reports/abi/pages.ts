import { driftAbi } from '../../breaks/abi/drift.ts';
import { driftModules, type ModuleDrift } from '../../breaks/abi/module-drift.ts';
import type { Abi } from '../../model/abi.ts';
import { compareToolchains } from '../../model/ids.ts';
import type { Context } from '../query/context.ts';
import { abiDriftPath, abiPath } from '../text/names.ts';
import { renderDriftPage } from './drift-page.ts';
import { type AbiStep, renderAbiIndex } from './index-page.ts';
import { renderModulesPage } from './modules-page.ts';
import { renderAbiPage } from './toolchain-page.ts';

/** The path of the first page on symbols below `reports/`. */
export const ABI_INDEX = 'abi/README.md';

/** Whether there is anything to say about symbols, imports and exports. False: the catalogue has no pages on them. */
export function hasAbiPages({ hasTables, index }: Pick<Context, 'hasTables' | 'index'>): boolean {
  return hasTables || index.results.cells.some(({ modules }) => modules !== undefined);
}

/** How symbols, imports and exports changed from version to version, and what they are by themselves. */
export interface Drift {
  /** The tables of the catalogue, in any order. */
  readonly tables: readonly Abi[];
  readonly steps: readonly AbiStep[];
  readonly modules: readonly ModuleDrift[];
}

/** Finds it. */
export function findDrift(context: Pick<Context, 'index'>, tables: readonly Abi[]): Drift {
  return { tables, steps: compareNeighbours(context, tables), modules: driftModules(context.index.results) };
}

/** The pages on symbols, imports and exports by path below `reports/`; none where nothing was recorded. */
export function renderAbiPages(context: Context, { tables, steps, modules }: Drift): ReadonlyMap<string, string> {
  const pages = new Map<string, string>();
  if (!hasAbiPages(context)) return pages;
  const abis = sortTables(context, tables);
  for (const abi of abis) pages.set(abiPath(abi.toolchain), renderAbiPage(context, abi));
  for (const { before, after, drift } of steps) {
    pages.set(abiDriftPath(before.toolchain, after.toolchain), renderDriftPage(context, before, after, drift));
  }
  const hasModules = context.index.results.cells.some(({ modules }) => modules !== undefined);
  if (hasModules) pages.set('abi/modules.md', renderModulesPage(context, modules));
  pages.set(ABI_INDEX, renderAbiIndex(context, abis, steps, hasModules));
  return pages;
}

/** The tables of two neighbouring versions each, oldest first, and how they differ; `tables` are in any order. */
function compareNeighbours(context: Pick<Context, 'index'>, tables: readonly Abi[]): readonly AbiStep[] {
  const { toolOf } = context.index;
  return sortTables(context, tables).flatMap((after, place, abis): AbiStep[] => {
    const before = abis[place - 1];
    if (!before || toolOf.get(before.toolchain) !== toolOf.get(after.toolchain)) return [];
    return [{ before, after, drift: driftAbi(before, after) }];
  });
}

/** The same with the toolchains' ids in place of their tables. */
export function nameSteps(
  steps: readonly AbiStep[],
): readonly { readonly before: string; readonly after: string; readonly drift: AbiStep['drift'] }[] {
  return steps.map(({ before, after, drift }) => ({ before: before.toolchain, after: after.toolchain, drift }));
}

/** The tables of the toolchains that the results name, by tool and version. */
function sortTables({ index }: Pick<Context, 'index'>, tables: readonly Abi[]): readonly Abi[] {
  return tables
    .filter(({ toolchain }) => index.toolOf.has(toolchain))
    .sort((a, b) => compareToolchains(a.toolchain, b.toolchain));
}
