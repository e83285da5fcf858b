import { groupBy } from '../breaks/group.ts';
import type { Cell } from '../model/results.ts';
import type { Context } from './context.ts';
import { factorCombinations } from './factor-cells.ts';
import { rolesOf } from './index-results.ts';
import { code, escapeText, link, page, prose, table } from './markdown.ts';
import { titleOf, versionOf } from './words.ts';

/** Whether any cell tells something. */
export function tellsAnything({ results }: Context): boolean {
  return results.cells.some(({ told }) => told !== undefined);
}

/** What programs tell of the hosts that ran them and of themselves: one table for cases that tell the same names. */
export function renderToldPage(context: Context): string {
  const telling = context.results.cells.filter(({ told }) => told !== undefined);
  const namesOf = new Map(
    [...groupBy(telling, (cell) => cell.case)].map(([name, cells]) => [name, gatherNames(cells)] as const),
  );
  const tables = groupBy([...namesOf], ([, names]) => names.join('\n'));
  return page([
    '# What programs find',
    'A probe may print lines `name=value` of what it finds: what its host offers, how large a module is. A row stands for exactly the versions that it names; where one field names several, all of them were tried with all of the other fields. **–** means that the program ended before it told.',
    ...[...tables.values()].flatMap((group) =>
      renderGroup(
        context,
        group.map(([name]) => name),
        group[0]![1],
        telling,
      ),
    ),
    link('All breaks', 'README.md'),
  ]);
}

/** The names that cells tell, each once, in the order of their first appearance in the widest cell. */
function gatherNames(cells: readonly Cell[]): readonly string[] {
  return [...new Set(cells.flatMap(({ told }) => Object.keys(told!).map(wordOf)))].sort();
}

/** `run/network` → `network`. */
function wordOf(key: string): string {
  return key.slice(key.indexOf('/') + 1);
}

function renderGroup(
  context: Context,
  cases: readonly string[],
  names: readonly string[],
  telling: readonly Cell[],
): readonly string[] {
  const titles = cases.map((name) => `- ${code(name)}: ${prose(context.index.cases.get(name)?.title ?? '')}`);
  const rows = cases.flatMap((name) => {
    const cells = telling.filter((cell) => cell.case === name);
    const roles = rolesOf(context.index, cells[0]!);
    return [...groupBy(cells, (cell) => JSON.stringify(valuesOf(cell, names)))].flatMap(([, same]) =>
      factorCombinations(
        same.map((cell) => roles.map((role) => cell.on[role]!)),
        context.index.order,
      ).map((product) => [
        product.map((ids, at) => describeIds(context, roles[at]!, ids)).join(' × '),
        ...valuesOf(same[0]!, names).map((value) => (value === undefined ? '–' : escapeText(value))),
      ]),
    );
  });
  return [titles.join('\n'), table([['With', ...names.map(escapeText)], ...rows])];
}

function valuesOf({ told }: Cell, names: readonly string[]): readonly (string | undefined)[] {
  const byWord = new Map(Object.entries(told!).map(([key, value]) => [wordOf(key), value]));
  return names.map((name) => byWord.get(name));
}

function describeIds(context: Context, role: string, ids: readonly string[]): string {
  const { index } = context;
  const [first = '', ...rest] = ids;
  const lead = index.toolOf.get(first) === role ? '' : `${role}: `;
  return escapeText([`${lead}${titleOf(index, first)}`, ...rest.map((id) => versionOf(index, id))].join(', '));
}
