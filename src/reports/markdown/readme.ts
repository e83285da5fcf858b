import { ABI_INDEX, hasAbiPages } from '../abi/pages.ts';
import type { Context } from '../query/context.ts';
import { link, page } from '../text/markdown.ts';
import {
  CONFORMANCE_PATH,
  REPORTED_VALUES_PATH,
  TOOLCHAINS_PATH,
  TRACES_PATH,
  WEAK_SYMBOLS_PATH,
} from '../text/names.ts';
import { countOf } from '../text/words.ts';
import type { NeighbourUpgrade } from '../upgrade/neighbours.ts';
import { writeCandidates } from './candidate-page.ts';
import { writeClaimsLink } from './claims-page.ts';
import { hasConformance } from './conformance-page.ts';
import { writeFeatureLinks } from './feature-page.ts';
import type { HostRows } from './host-page.ts';
import { writeMattering } from './readme-breaks.ts';
import { writeHosts } from './readme-hosts.ts';
import { writeMatrix } from './readme-matrix.ts';
import { hasReportedValues } from './reported-values-page.ts';
import { hasTraces } from './traces-page.ts';
import { writeUpgrades } from './upgrade-page.ts';

/** The first page of the catalogue; `upgrades` are those between neighbouring versions, `hosts` those that have pages. */
export function renderReadme(context: Context, upgrades: readonly NeighbourUpgrade[], hosts: HostRows): string {
  return page([
    '# What breaks where Go meets Emscripten',
    LEAD,
    ...writeMatrix(context),
    ...writeHosts(context, hosts),
    ...writeMattering(context),
    ...writeFeatureLinks(context),
    ...writeUpgrades(context, upgrades),
    ...writeCandidates(context),
    ...writeClaimsLink(context),
    ...writeConformanceLink(context),
    ...writeReportedLink(context),
    ...writeAbiLink(context),
    ...writeToolchainsLink(context),
    ...HOW_TO_READ,
  ]);
}

function writeAbiLink(context: Context): readonly string[] {
  const symbols = hasAbiPages(context)
    ? `What libraries define, what they leave to JavaScript, and what modules import and export, ${link('version by version', ABI_INDEX)}.`
    : '';
  const links =
    context.links.length > 0
      ? `What a name comes to where libraries of different origin meet in one link: ${link('weak and redirected symbols', WEAK_SYMBOLS_PATH)}.`
      : '';
  const said = [symbols, links].filter((sentence) => sentence !== '');
  return said.length > 0 ? ['## Symbols, imports and exports', ...said] : [];
}

function writeConformanceLink(context: Context): readonly string[] {
  if (!hasConformance(context)) return [];
  return [
    '## Conformance',
    `What each host answers when guests made by Go and by Emscripten ask it for files, clocks and streams, and what Go's own tests say: ${link('probe by probe', CONFORMANCE_PATH)}.`,
  ];
}

function writeReportedLink(context: Context): readonly string[] {
  if (!hasReportedValues(context)) return [];
  return [
    '## Reported values',
    `What hosts offer to programs, and other values that cases report: ${link('version by version', REPORTED_VALUES_PATH)}.`,
    hasTraces(context)
      ? `Which calls of WASI a call of Go's or of C's library leads to, and what hosts log of them: ${link('traces', TRACES_PATH)}.`
      : '',
  ];
}

function writeToolchainsLink({ index }: Context): readonly string[] {
  const open = index.results.cells.filter(({ status }) => status === 'skip' || status === 'infra').length;
  const undecided = open === 0 ? 'every planned cell was run and judged' : `${countOf(open, 'cell')} without a verdict`;
  return [
    '## Toolchains',
    `${link(countOf(index.results.toolchains.length, 'toolchain'), TOOLCHAINS_PATH)}: where each came from, how it was verified, when it was last run; ${undecided}.`,
  ];
}

const LEAD =
  'Measured by emrift, which builds and runs small programs on every combination of versions that can differ. A **case** is one program with its commands, a **cell** is a case on one combination of tools, a **cure** is a change with which a failing cell passed when it was run. [More](#how-to-read-these-pages)';

const HOW_TO_READ: readonly string[] = [
  '## How to read these pages',
  [
    '- A **case** is a small program and the commands that build and run it, as a user would write them. A **cell** is one case on one combination of tools; it passes or fails.',
    '- A **break** is one reason that cells fail, the same whatever the wording and the version. Its page says what happens, where, since when, whose version decides, the message, the cure and the commands to see it.',
    '- **Since** and **until** name neighbouring tested versions. Nothing is claimed about versions between or beyond them.',
    '- A **cure** is named only where it was run: the case fails without it and passes with it, on the versions listed.',
    '- **Not decided** is no verdict: a download, a disk or a default limit failed, and the cell is tried again next time. **Skipped** means that a toolchain lacks something the case needs.',
    '- These pages are generated from the JSON files beside them. [index.html](index.html) is the same matrix for a browser.',
  ].join('\n'),
];
