import { BADGE_PATH, renderBadge } from '../html/badge.ts';
import { renderBreakIndex } from '../markdown/break-index.ts';
import { renderBreakPage } from '../markdown/break-page.ts';
import { renderBreaksPage } from '../markdown/breaks-page.ts';
import { candidatePath, renderCandidatePage } from '../markdown/candidate-page.ts';
import { renderClaimsPage } from '../markdown/claims-page.ts';
import { hasConformance, renderConformancePage } from '../markdown/conformance-page.ts';
import { renderFeaturePage } from '../markdown/feature-page.ts';
import { hostRows, renderHostPage } from '../markdown/host-page.ts';
import { renderKindPage } from '../markdown/kind-page.ts';
import { makePairRenderer } from '../markdown/pair-page.ts';
import { renderReadme } from '../markdown/readme.ts';
import { hasReportedValues, renderReportedValues } from '../markdown/reported-values-page.ts';
import { renderToolchainsPage } from '../markdown/toolchains-page.ts';
import { hasTraces, renderTraces } from '../markdown/traces-page.ts';
import { renderUpgradePage } from '../markdown/upgrade-page.ts';
import { renderWeakSymbolsPage } from '../markdown/weak-symbols-page.ts';
import { gatherParts } from '../query/break-parts.ts';
import { makeContext } from '../query/context.ts';
import type { CatalogueInput } from '../query/input.ts';
import { familiesOf } from '../query/support.ts';
import {
  BREAK_INDEX_PATH,
  BREAKS_PATH,
  breakPath,
  CLAIMS_PATH,
  CONFORMANCE_PATH,
  featurePath,
  hostPath,
  kindPath,
  pairPath,
  REPORTED_VALUES_PATH,
  TOOLCHAINS_PATH,
  TRACES_PATH,
  upgradePath,
  WEAK_SYMBOLS_PATH,
} from '../text/names.ts';
import { lookUpNeighbours } from '../upgrade/neighbours.ts';

/**
 * The generated pages by path below `reports/`, those on symbols and that for browsers aside: a function of its input alone, so that equal input
 * gives equal bytes. Kinds have a page where a break has them.
 */
export function renderCatalogue(input: CatalogueInput): ReadonlyMap<string, string> {
  const context = makeContext(input);
  const { breaks } = input.results;
  const renderPair = makePairRenderer(context);
  const upgrades = lookUpNeighbours(context);
  const hosts = hostRows(context);
  const pages = new Map<string, string>([['README.md', renderReadme(context, upgrades, hosts)]]);
  for (const go of context.index.byTool.get('go') ?? []) {
    for (const emsdk of context.index.byTool.get('emsdk') ?? []) pages.set(pairPath(go, emsdk), renderPair(go, emsdk));
  }
  for (const upgrade of upgrades) {
    pages.set(upgradePath(upgrade.older, upgrade.newer), renderUpgradePage(context, upgrade));
  }
  for (const brk of breaks) pages.set(breakPath(brk.id), renderBreakPage(gatherParts(context, brk)));
  pages.set(BADGE_PATH, renderBadge(context));
  pages.set(BREAKS_PATH, renderBreaksPage(context));
  pages.set(TOOLCHAINS_PATH, renderToolchainsPage(context));
  pages.set(BREAK_INDEX_PATH, renderBreakIndex(context));
  for (const kind of new Set(breaks.map((brk) => brk.kind))) pages.set(kindPath(kind), renderKindPage(context, kind));
  for (const family of familiesOf(context.index)) pages.set(featurePath(family), renderFeaturePage(context, family));
  for (const [tool, rows] of hosts) pages.set(hostPath(tool), renderHostPage(context, tool, rows));
  if (input.links.length > 0) pages.set(WEAK_SYMBOLS_PATH, renderWeakSymbolsPage(context));
  if (input.claims && input.claims.length > 0) pages.set(CLAIMS_PATH, renderClaimsPage(context));
  if (hasConformance(context)) pages.set(CONFORMANCE_PATH, renderConformancePage(context));
  if (hasReportedValues(context)) pages.set(REPORTED_VALUES_PATH, renderReportedValues(context));
  if (hasTraces(context)) pages.set(TRACES_PATH, renderTraces(context));
  for (const run of input.candidates ?? []) pages.set(candidatePath(run), renderCandidatePage(run, input));
  return pages;
}
