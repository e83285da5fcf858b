import { groupBy } from '../../model/group.ts';
import { TOOLS } from '../../model/tools.ts';
import { CONFORMANCE_TAG, findHoles, gatherConformance, type TestRun } from '../query/conformance.ts';
import type { Context } from '../query/context.ts';
import { code, escapeText, folded, link, page, table } from '../text/markdown.ts';
import { countOf } from '../text/words.ts';
import { listBadEnds, listFailures, tabulate, tabulateHosts, titlesOf } from './conformance-tables.ts';

/** Whether any case asks what hosts conform to. False: there is no page on it. */
export function hasConformance({ results }: Pick<Context, 'results'>): boolean {
  return results.cases.some(({ tags }) => tags.includes(CONFORMANCE_TAG));
}

/** What hosts answer to guests of each toolchain, test by test, and what Go's own tests say of them. */
export function renderConformancePage(context: Context): string {
  const { tests, badEnds } = gatherConformance(context);
  const probes = tests.filter(({ isOwn }) => !isOwn);
  const own = tests.filter(({ isOwn }) => isOwn);
  return page([
    '# Conformance',
    'Each **probe** is one question that a small guest asks its host; each line of Go’s own tests is another. A field gives how many pass **of all that are asked** there, and what became of the others: *fail*, *left out* (by the test itself), *not applicable*, *not reached* (the program ended before), *not run* (no verdict). An empty field was not tried.',
    ...[...groupBy(probes, ({ builder }) => context.index.toolOf.get(builder) ?? 'go')].flatMap(([tool, runs]) => [
      `## Guests made by ${TOOLS[tool].title}`,
      ...tabulateHosts(context, runs),
    ]),
    ...writeHoles(context, probes),
    ...section('## Failing probes', listFailures(context, probes)),
    ...writeOwn(context, own),
    ...section('## Programs that did not end by themselves, or have no verdict', listBadEnds(context, badEnds)),
    link('All breaks', 'README.md'),
  ]);
}

function section(title: string, blocks: readonly string[]): readonly string[] {
  return blocks.length > 0 ? [title, ...blocks] : [];
}

function writeHoles(context: Context, probes: readonly TestRun[]): readonly string[] {
  const holes = findHoles(probes, context.index.toolOf);
  if (holes.length === 0) return [];
  const rows = [
    ...groupBy(holes, ({ name, passes, fails, detail }) => JSON.stringify([name, passes, fails, detail])),
  ].map(([, same]) => {
    const { name, passes, fails, detail } = same[0]!;
    return [
      code(name),
      TOOLS[fails].title,
      TOOLS[passes].title,
      titlesOf(
        context,
        same.map(({ host }) => host),
      ),
      escapeText(detail),
    ];
  });
  return [
    '## Where the toolchain is the hole',
    'The same question on the same host: the guests of every tested version of one toolchain pass, those of every tested version of the other fail. So the host can, and the toolchain’s library does not.',
    table([['Probe', 'Fails through', 'Passes through', 'On', 'What it said'], ...rows]),
  ];
}

function writeOwn(context: Context, own: readonly TestRun[]): readonly string[] {
  if (own.length === 0) return [];
  const gos = [...new Set(own.map(({ builder }) => builder))].sort(
    (a, b) => (context.index.order.get(b) ?? 0) - (context.index.order.get(a) ?? 0),
  );
  const tables = gos.map((go) => {
    const runs = own.filter(({ builder }) => builder === go);
    return { go, text: tabulate(context, runs, ({ host }) => host, 'Host') };
  });
  const [newest, ...older] = tables;
  return [
    '## Go’s own tests',
    `The tests of packages of the standard library, built from each release’s own sources and run under each host, with \`-test.short\`. The package net runs on a network in memory: its passes say nothing of a host’s sockets.`,
    `### ${titlesOf(context, [newest!.go])}`,
    newest!.text,
    ...(older.length > 0
      ? [
          folded(
            `${countOf(older.length, 'older Go')}`,
            older.flatMap(({ go, text }) => [`### ${titlesOf(context, [go])}`, text]).join('\n\n'),
          ),
        ]
      : []),
    ...section('### Tests of Go that fail', listFailures(context, own)),
  ];
}
