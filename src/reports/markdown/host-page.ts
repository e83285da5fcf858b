import type { CaseEntry } from '../../model/results.ts';
import { TOOLS, type Tool } from '../../model/tools.ts';
import type { Context } from '../query/context.ts';
import { fitHosts, type HostFit, type HostRow, sayFit } from '../query/host-fit.ts';
import { titleOf, versionOf } from '../query/labels.ts';
import { code, escapeText, link, page, prose, table } from '../text/markdown.ts';
import { legendOfMarks } from '../words/support-signs.ts';
import { writeCureNames, writeMark } from './feature-page.ts';

/** Hosts by tool, each version with how it does with each Emscripten. */
export type HostRows = ReadonlyMap<Tool, readonly HostRow[]>;

/** The hosts that meet an Emscripten in some case, by tool, oldest version first. */
export function hostRows({ index }: Context): HostRows {
  const rows = new Map<Tool, HostRow[]>();
  for (const row of fitHosts(index, index.byTool.get('emsdk') ?? [])) {
    const tool = index.toolOf.get(row.id)!;
    rows.set(tool, [...(rows.get(tool) ?? []), row]);
  }
  return rows;
}

/** The page of a host: its versions beside each other with the newest Emscripten, then each with all Emscriptens. */
export function renderHostPage(context: Context, tool: Tool, rows: readonly HostRow[]): string {
  const { index } = context;
  const emsdks = index.byTool.get('emsdk') ?? [];
  const title = escapeText(TOOLS[tool].title);
  const fields = rows.flatMap(({ fits }) => fits.flatMap((fit) => fit ?? []));
  const names = new Set(fields.map((one) => one.case));
  const newest = rows.map(({ id, fits }) => ({ heading: versionOf(index, id), fit: fits.at(-1) ?? null }));
  return page([
    `# What Emscripten makes, on ${title}`,
    'Cases in which this host and one Emscripten take part, and beside them at most Go: the newest that the case was asked of. A mark leads to the reason.',
    legendOfMarks(fields).join(' · '),
    ...(rows.length < 2
      ? []
      : [`## With Emscripten ${escapeText(versionOf(index, emsdks.at(-1)!))}`, writeTable(context, newest)]),
    ...[...rows].reverse().flatMap((row) => writeVersion(context, row)),
    ...writeCureNames([...index.cases.values()].filter(({ name }) => names.has(name))),
    link('The catalogue', '../README.md'),
  ]);
}

function writeVersion(context: Context, { id, fits }: HostRow): readonly string[] {
  const { index } = context;
  const emsdks = index.byTool.get('emsdk') ?? [];
  const newest = fits.at(-1);
  return [
    `## ${escapeText(titleOf(index, id))}`,
    newest ? `With Emscripten ${escapeText(versionOf(index, emsdks.at(-1)!))}: ${sayFit(newest)}` : '',
    writeTable(
      context,
      fits.map((fit, at) => ({ heading: versionOf(index, emsdks[at]!), fit })),
    ),
  ];
}

/** A row a case, what fails without a cure first. */
function writeTable(
  { index }: Context,
  columns: readonly { readonly heading: string; readonly fit: HostFit | null }[],
): string {
  const find = (fit: HostFit | null, name: string) => fit?.find((one) => one.case === name);
  const names = [...new Set(columns.flatMap(({ fit }) => fit ?? []).map((one) => one.case))].sort();
  const placeOf = (name: string) =>
    Math.min(...columns.map(({ fit }) => WORST_FIRST.indexOf(find(fit, name)?.support ?? 'unknown')));
  const rows = names
    .sort((a, b) => placeOf(a) - placeOf(b))
    .map((name) => [caseField(index.cases.get(name), name), ...columns.map(({ fit }) => writeMark(find(fit, name)))]);
  return table(
    [['Case', ...columns.map(({ heading }) => escapeText(heading))], ...rows],
    ['l', ...columns.map(() => 'c')],
  );
}

function caseField(entry: CaseEntry | undefined, name: string): string {
  return `${code(name)}<br>${prose(entry?.title ?? name)}`;
}

/** What a reader looks for first. */
const WORST_FIRST = ['fails', 'some', 'cured', 'passes', 'unknown'];
