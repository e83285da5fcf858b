import { groupBy } from '../../model/group.ts';
import { byCodeUnit } from '../../model/order.ts';
import { type BadEnd, countTests, otherOutcomes, type TestCounts, type TestRun } from '../query/conformance.ts';
import type { Context } from '../query/context.ts';
import { factorCombinations } from '../query/factor-cells.ts';
import { titleOfAll } from '../query/labels.ts';
import { code, escapeText, folded, table } from '../text/markdown.ts';
import { countOf } from '../text/words.ts';

/** The most rows of a table that is not folded. */
const MOST_OPEN = 12;

/** Toolchains as a reader knows them, as markdown; versions of one tool stand behind its name. */
export function titlesOf(context: Context, ids: readonly string[]): string {
  return escapeText(nameToolchains(context, ids));
}

function nameToolchains({ index }: Context, ids: readonly string[]): string {
  const sorted = [...new Set(ids)].sort((a, b) => (index.order.get(a) ?? 0) - (index.order.get(b) ?? 0));
  return [...groupBy(sorted, (id) => index.toolOf.get(id))].map(([, same]) => titleOfAll(index, same)).join('; ');
}

/** For each host a table of what is asked about, by the version of the toolchain that made the guest; totals come first. */
export function tabulateHosts(context: Context, runs: readonly TestRun[]): readonly string[] {
  const hosts = sortIds(context, new Set(runs.map(({ host }) => host)));
  const total = tabulate(
    context,
    runs,
    ({ builder }) => builder,
    'Guest',
    ({ host }) => host,
  );
  return [
    total,
    ...hosts.map((host) => {
      const own = runs.filter((run) => run.host === host);
      const text = tabulate(context, own, ({ builder }) => builder, 'Guest');
      return folded(`By subsystem on ${nameToolchains(context, [host])}`, text);
    }),
  ];
}

/** Counts of tests: a row for each toolchain that `rowOf` gives, a column for each group, or toolchain of `columnOf`. */
export function tabulate(
  context: Context,
  runs: readonly TestRun[],
  rowOf: (run: TestRun) => string,
  corner: string,
  columnOf?: (run: TestRun) => string,
): string {
  const rows = sortIds(context, new Set(runs.map(rowOf)));
  const keyOf = columnOf ?? (({ group }: TestRun) => group);
  const keys = new Set(runs.map(keyOf));
  const columns = columnOf ? sortIds(context, keys) : [...keys].sort(byCodeUnit);
  const fields = new Map([...groupBy(runs, rowOf)].map(([row, own]) => [row, groupBy(own, keyOf)]));
  const head = columns.map((key) => (columnOf ? titlesOf(context, [key]) : escapeText(key)));
  return table([
    [corner, ...head],
    ...rows.map((row) => [
      titlesOf(context, [row]),
      ...columns.map((column) => {
        const own = fields.get(row)?.get(column);
        return own ? writeCounts(countTests(own)) : '';
      }),
    ]),
  ]);
}

function writeCounts(counts: TestCounts): string {
  const total = Object.values(counts).reduce((sum, count) => sum + count, 0);
  return [`**${counts.pass}**/${total}`, ...otherOutcomes(counts)].join(', ');
}

/** Each failing test with the versions on which it fails, by group. */
export function listFailures(context: Context, runs: readonly TestRun[]): readonly string[] {
  const failing = runs.filter(({ outcome }) => outcome === 'fail');
  const groups = [...groupBy(failing, ({ group }) => group)].sort(([a], [b]) => byCodeUnit(a, b));
  return groups.map(([group, own]) => {
    const byTest = groupBy(own, ({ name, detail }) => JSON.stringify([name, detail]));
    const rows = [...byTest]
      .sort(([a], [b]) => byCodeUnit(a, b))
      .map(([, same]) => [code(same[0]!.name), describeRuns(context, same), escapeText(same[0]!.detail)]);
    const text = table([['Test', 'Fails with', 'What it said'], ...rows]);
    return folded(`${group}: ${countOf(byTest.size, 'failing test')}`, text);
  });
}

/** Programs that did not end by themselves and steps without a verdict, each reason once. */
export function listBadEnds(context: Context, ends: readonly BadEnd[]): readonly string[] {
  if (ends.length === 0) return [];
  const alike = groupBy(ends, ({ choice, step, reason }) => JSON.stringify([choice || step, reason]));
  const rows = [...alike].map(([, same]) => [
    escapeText(same[0]!.choice || same[0]!.step),
    describeRuns(context, same),
    escapeText(same[0]!.reason),
  ]);
  const text = table([['Tests', 'With', 'How it ended'], ...rows]);
  return [rows.length > MOST_OPEN ? folded(countOf(rows.length, 'row'), text) : text];
}

function describeRuns(context: Context, runs: readonly Pick<TestRun, 'builder' | 'host'>[]): string {
  const pairs = runs.map(({ builder, host }) => [builder, host]);
  return factorCombinations(pairs, context.index.order)
    .map((product) => product.map((ids) => titlesOf(context, ids)).join(' × '))
    .join('<br>');
}

function sortIds({ index }: Context, ids: ReadonlySet<string>): readonly string[] {
  return [...ids].sort((a, b) => (index.order.get(a) ?? 0) - (index.order.get(b) ?? 0) || byCodeUnit(a, b));
}
