import { groupBy } from '../../model/group.ts';
import type { CaseEntry } from '../../model/results.ts';
import { TOOL_NAMES, TOOLS, type Tool } from '../../model/tools.ts';
import { isOwnCase } from '../query/choices.ts';
import type { Context } from '../query/context.ts';
import { versionOf } from '../query/labels.ts';
import {
  familiesOf,
  familyOf,
  kindOfRow,
  type SupportJudgement,
  type SupportRow,
  supportOf,
} from '../query/support.ts';
import { bullets, code, escapeText, folded, link, page, prose, table } from '../text/markdown.ts';
import { breakPath, featurePath } from '../text/names.ts';
import { countOf } from '../text/words.ts';
import { legendOfMarks, markInWords, SUPPORT_SIGNS } from '../words/support-signs.ts';

/** The page of a family: for each tool a table, a row a case, a column a version. */
export function renderFeaturePage(context: Context, family: string): string {
  const { index } = context;
  const entries = casesOf(context, family);
  const rows = groupBy(
    entries.flatMap((entry) => supportOf(index, entry)),
    ({ tool }) => tool,
  );
  return page([
    `# Can I use: ${code(family)}`,
    `${countOf(entries.length, 'case')}, by the versions of each tool that takes part in them. A mark leads to the reason; each field speaks of all other tools that the case was combined with there.`,
    legendOfMarks([...rows.values()].flatMap((some) => some.flatMap(({ fields }) => fields))).join(' · '),
    ...TOOL_NAMES.flatMap((tool) => writeTool(context, tool, rows.get(tool) ?? [])),
    ...writeCureNames(entries),
    link('The catalogue', '../README.md'),
  ]);
}

/** The families for the first page, each with its number of cases. */
export function writeFeatureLinks(context: Context): readonly string[] {
  const links = familiesOf(context.index).map(
    (family) => `${link(escapeText(family), featurePath(family))} (${casesOf(context, family).length})`,
  );
  if (links.length === 0) return [];
  return ['## Can I use', `Case by case, version by version, as tables: ${links.join(' · ')}.`];
}

function casesOf({ index }: Context, family: string): readonly CaseEntry[] {
  return index.results.cases.filter(({ name }) => familyOf(name) === family && isOwnCase(index, name));
}

function writeTool({ index }: Context, tool: Tool, rows: readonly SupportRow[]): readonly string[] {
  if (rows.length === 0) return [];
  const used = new Set(rows.flatMap(({ fields }) => fields.map(({ id }) => id)));
  const ids = (index.byTool.get(tool) ?? []).filter((id) => used.has(id));
  const header = ['Case', ...ids.map((id) => escapeText(versionOf(index, id)))];
  const tableOf = (some: readonly SupportRow[]) =>
    table(
      [
        header,
        ...some.map(({ case: entry, fields }) => [
          `${code(entry.name)}<br>${prose(entry.title)}`,
          ...ids.map((id) => writeMark(fields.find((field) => field.id === id))),
        ]),
      ],
      ['l', ...ids.map(() => 'c')],
    );
  const {
    alike = [],
    single = [],
    differing = [],
  } = Object.fromEntries(groupBy(rows, kindOfRow)) as Partial<
    Record<ReturnType<typeof kindOfRow>, readonly SupportRow[]>
  >;
  return [
    `## ${escapeText(TOOLS[tool].title)}`,
    differing.length === 0 ? '' : tableOf(differing),
    alike.length === 0
      ? ''
      : folded(
          `${countOf(alike.length, 'case gives', 'cases give')} the same result with every version tested`,
          tableOf(alike),
        ),
    single.length === 0
      ? ''
      : folded(`${countOf(single.length, 'case was', 'cases were')} asked of one version only`, tableOf(single)),
  ];
}

/** A mark of a table one folder below `reports/`: it leads to the first reason. */
export function writeMark(field: SupportJudgement | undefined): string {
  const { breaks = [], ...judged } = field ?? { support: 'unknown' as const, cures: [], harms: false };
  const { sign } = SUPPORT_SIGNS[judged.support];
  return markInWords(judged, breaks[0] === undefined ? sign : link(sign, `../${breakPath(breaks[0])}`), code);
}

/** What the names of cures in tables stand for; nothing where no case has any. */
export function writeCureNames(cases: readonly CaseEntry[]): readonly string[] {
  const cured = cases.filter(({ workarounds }) => workarounds.length > 0);
  return cured.length === 0 ? [] : ['## Cures', bullets(cured.map(curesOfCase))];
}

function curesOfCase({ name, workarounds }: CaseEntry): string {
  return `${code(name)}: ${workarounds.map((one) => `${code(one.name)} – ${prose(one.title)}`).join('; ')}`;
}
