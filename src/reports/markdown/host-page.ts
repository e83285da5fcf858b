import { TOOLS, type Tool } from '../../model/tools.ts';
import type { Context } from '../query/context.ts';
import { countFit, fitHosts, type HostFit, type HostRow } from '../query/host-fit.ts';
import { titleOf, versionOf } from '../query/labels.ts';
import { code, escapeText, link, page, prose, table } from '../text/markdown.ts';
import { countOf } from '../text/words.ts';
import { legendOfMarks } from '../words/support-signs.ts';
import { writeMark } from './feature-page.ts';

/** The hosts that meet an Emscripten in some case, by tool, oldest version first. */
export function hostRows({ index }: Context): ReadonlyMap<Tool, readonly HostRow[]> {
  const rows = new Map<Tool, HostRow[]>();
  for (const row of fitHosts(index, index.byTool.get('emsdk') ?? [])) {
    const tool = index.toolOf.get(row.id)!;
    rows.set(tool, [...(rows.get(tool) ?? []), row]);
  }
  return rows;
}

/** The page of a host: for each of its versions, newest first, a row a case, a column an Emscripten. */
export function renderHostPage(context: Context, tool: Tool, rows: readonly HostRow[]): string {
  const fields = rows.flatMap(({ fits }) => fits.flatMap((fit) => fit ?? []));
  return page([
    `# What Emscripten makes, on ${escapeText(TOOLS[tool].title)}`,
    'Cases in which this host and one Emscripten take part, and no other host. Where Go takes part, it is the newest that the case was asked of there. A mark leads to the reason.',
    legendOfMarks(fields).join(' · '),
    ...[...rows].reverse().flatMap((row) => writeVersion(context, row)),
    link('The catalogue', '../README.md'),
  ]);
}

function writeVersion({ index }: Context, { id, fits }: HostRow): readonly string[] {
  const emsdks = index.byTool.get('emsdk') ?? [];
  const names = [...new Set(fits.flatMap((fit) => fit ?? []).map((one) => one.case))];
  const find = (fit: HostFit | null | undefined, name: string) => fit?.find((one) => one.case === name);
  const worst = (name: string) =>
    Math.min(...fits.map((fit) => WORST_FIRST.indexOf(find(fit, name)?.support ?? 'unknown')));
  const sorted = names.sort((a, b) => worst(a) - worst(b) || (a < b ? -1 : 1));
  const isAlone = (name: string) => fits.some((fit) => find(fit, name)?.isAlone === true);
  const rows = sorted.map((name) => [
    `${code(name)}<br>${prose(index.cases.get(name)?.title ?? name)}${isAlone(name) ? '<br>asked of this version only' : ''}`,
    ...fits.map((fit) => writeMark(find(fit, name))),
  ]);
  const [latest] = [...fits].reverse();
  return [
    `## ${escapeText(titleOf(index, id))}`,
    latest ? `With Emscripten ${escapeText(versionOf(index, emsdks.at(-1)!))}: ${sayCounts(latest)}` : '',
    table(
      [['Case', ...emsdks.map((emsdk) => escapeText(versionOf(index, emsdk)))], ...rows],
      ['l', ...emsdks.map(() => 'c')],
    ),
  ];
}

/** What a reader looks for first. */
const WORST_FIRST = ['fails', 'some', 'cured', 'passes', 'unknown'];

function sayCounts(fit: HostFit): string {
  const { cases, open, cured } = countFit(fit);
  const passing = cases - open - cured;
  return `${countOf(cases, 'case')}; ${countOf(passing, 'passes', 'pass')}, ${countOf(cured, 'fails', 'fail')} and ${cured === 1 ? 'has' : 'have'} a cure that passed, ${countOf(open, 'fails', 'fail')} without one.`;
}
