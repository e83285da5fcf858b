import { BADGE_PATH, renderBadge } from '../html/badge.ts';
import { renderBreakIndex } from '../markdown/break-index.ts';
import { closeBreakPage, type OpenBreakPage, openBreakPage } from '../markdown/break-page.ts';
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
import { readBreakHistories } from '../query/break-history.ts';
import { gatherParts } from '../query/break-parts.ts';
import type { Context } from '../query/context.ts';
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

/** A generated page: its path below `reports/`, and its text. */
export type Page = readonly [path: string, text: string];

/**
 * The generated pages, those on symbols and that for browsers aside: a function of the input alone, so that equal input gives
 * equal bytes. Kinds have a page where a break has them. They are made one by one, as they are asked for: the pages of a
 * large catalogue are more than is held in memory at once.
 */
export function* renderCatalogue(context: Context): Generator<Page> {
  yield* renderTimeless(context);
  yield* renderRecorded(openBreakPages(context), context);
}

/** Those of them that say nothing of recorded runs: they stay as they are while the results do. */
export function* renderTimeless(given: Context): Generator<Page> {
  const context = withoutHistory(given);
  const { breaks } = context.results;
  const renderPair = makePairRenderer(context);
  const upgrades = lookUpNeighbours(context);
  const hosts = hostRows(context);
  yield ['README.md', renderReadme(context, upgrades, hosts)];
  for (const go of context.index.byTool.get('go') ?? []) {
    for (const emsdk of context.index.byTool.get('emsdk') ?? []) yield [pairPath(go, emsdk), renderPair(go, emsdk)];
  }
  for (const upgrade of upgrades)
    yield [upgradePath(upgrade.older, upgrade.newer), renderUpgradePage(context, upgrade)];
  yield [BADGE_PATH, renderBadge(context)];
  yield [BREAKS_PATH, renderBreaksPage(context)];
  yield [BREAK_INDEX_PATH, renderBreakIndex(context)];
  for (const kind of new Set(breaks.map((brk) => brk.kind))) yield [kindPath(kind), renderKindPage(context, kind)];
  for (const family of familiesOf(context.index)) yield [featurePath(family), renderFeaturePage(context, family)];
  for (const [tool, rows] of hosts) yield [hostPath(tool), renderHostPage(context, tool, rows)];
  if (context.links.length > 0) yield [WEAK_SYMBOLS_PATH, renderWeakSymbolsPage(context)];
  if (context.claims && context.claims.length > 0) yield [CLAIMS_PATH, renderClaimsPage(context)];
  if (hasConformance(context)) yield [CONFORMANCE_PATH, renderConformancePage(context)];
  if (hasReportedValues(context)) yield [REPORTED_VALUES_PATH, renderReportedValues(context)];
  if (hasTraces(context)) yield [TRACES_PATH, renderTraces(context)];
  for (const run of context.candidates ?? []) yield [candidatePath(run), renderCandidatePage(run, context)];
}

/** The pages of breaks by id, without what recorded runs say: they stay as they are while the results do. */
export function* openBreakPages(given: Context): Generator<readonly [id: string, page: OpenBreakPage]> {
  const context = withoutHistory(given);
  for (const brk of context.results.breaks) yield [brk.id, openBreakPage(gatherParts(context, brk))];
}

/** The pages that say of breaks and toolchains when runs met them: each further run may change them. */
export function* renderRecorded(
  breaks: Iterable<readonly [id: string, page: OpenBreakPage]>,
  record: Pick<Context, 'index' | 'history' | 'histories'>,
): Generator<Page> {
  for (const [id, open] of breaks) yield [breakPath(id), closeBreakPage(open, record.histories(id))];
  yield [TOOLCHAINS_PATH, renderToolchainsPage(record)];
}

/** A context as if no run were on record: pages that are made from it can say nothing of one. */
export function withoutHistory(context: Context): Context {
  return { ...context, history: [], histories: readBreakHistories([]) };
}
