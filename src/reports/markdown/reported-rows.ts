import { groupBy } from '../../model/group.ts';
import type { CaseEntry, Cell } from '../../model/results.ts';
import type { Context } from '../query/context.ts';
import { factorCombinations } from '../query/factor-cells.ts';
import { rolesOf } from '../query/index-results.ts';
import { titleOfAll } from '../query/labels.ts';
import { code, escapeText, prose, table } from '../text/markdown.ts';

/** One step of a case that reports something, with the cells in which it did. */
export interface Reporter {
  readonly case: string;
  readonly step: string;
  /** Sorted. */
  readonly names: readonly string[];
  readonly cells: readonly Cell[];
}

/**
 * The steps of some cases that report something. They are kept apart, for several may report the same names of different
 * hosts.
 */
export function findReporters(
  { results, index }: Context,
  isWanted: (entry: CaseEntry) => boolean,
): readonly Reporter[] {
  const reporting = results.cells.filter((cell) => {
    const entry = index.cases.get(cell.case);
    return cell.reported !== undefined && entry !== undefined && isWanted(entry);
  });
  return [...groupBy(reporting, (cell) => cell.case)].flatMap(([name, cells]) => {
    const steps = new Set(cells.flatMap(({ reported }) => Object.keys(reported!).map(stepOf)));
    return [...steps].sort().map((step): Reporter => {
      const own = cells.filter(({ reported }) => Object.keys(reported!).some((key) => stepOf(key) === step));
      const names = new Set(
        own.flatMap(({ reported }) => Object.keys(reported!).filter((key) => stepOf(key) === step)),
      );
      return { case: name, step, names: [...names].map((key) => key.slice(step.length + 1)).sort(), cells: own };
    });
  });
}

/** `run/network` → `run`. */
function stepOf(key: string): string {
  return key.slice(0, key.indexOf('/'));
}

/** The cases of reporters, then one table for those that report the same names. */
export function renderReporters(context: Context, reporters: readonly Reporter[]): readonly string[] {
  const tables = groupBy(reporters, ({ names }) => names.join('\n'));
  return [...tables.values()].flatMap((group) => renderGroup(context, group));
}

function renderGroup(context: Context, reporters: readonly Reporter[]): readonly string[] {
  const names = reporters[0]!.names;
  const cases = [...new Set(reporters.map((reporter) => reporter.case))];
  const titles = cases.map((name) => `- ${code(name)}: ${prose(context.index.cases.get(name)?.title ?? '')}`);
  const rows = reporters.flatMap((reporter) =>
    rowsOf(context, reporter).map((row) => [
      cases.length > 1 ? code(`${reporter.case} ${reporter.step}`) : code(reporter.step),
      ...row,
    ]),
  );
  return [titles.join('\n'), table([['Step', 'With', ...names.map(escapeText)], ...rows])];
}

/** The versions on which a step can depend, and what it reported there; equal rows are one. */
export function rowsOf(context: Context, { case: name, step, names, cells }: Reporter): readonly string[][] {
  const axes = new Set(context.index.cases.get(name)?.steps.find((one) => one.name === step)?.axes ?? []);
  const roles = rolesOf(context.index, cells[0]!).filter((role) => axes.has(role));
  const valuesOf = ({ reported }: Cell) => names.map((word) => reported![`${step}/${word}`]);
  return [...groupBy(cells, (cell) => JSON.stringify(valuesOf(cell)))].flatMap(([, same]) => {
    const on = same.map((cell) => roles.map((role) => cell.on[role]!));
    const distinct = [...new Map(on.map((ids) => [ids.join('+'), ids])).values()];
    return factorCombinations(distinct, context.index.order).map((product) => [
      product.map((ids, at) => escapeText(titleOfAll(context.index, ids, { role: roles[at]! }))).join(' × '),
      ...valuesOf(same[0]!).map((value) => (value === undefined ? '–' : escapeText(value))),
    ]);
  });
}
