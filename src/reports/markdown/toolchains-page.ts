import { RELEASES } from '../../evidence/origin/library-names.ts';
import type { Cell } from '../../model/results.ts';
import { TOOL_NAMES, TOOLS, type Tool } from '../../model/tools.ts';
import { compareVersions } from '../../model/versions.ts';
import type { Context } from '../query/context.ts';
import { lastRuns, newestKnown } from '../query/history.ts';
import type { ResultsIndex } from '../query/index-results.ts';
import { titleOf, versionOf } from '../query/labels.ts';
import { borrowedBy, differencesOf, originOf, provenanceOf } from '../query/toolchain-words.ts';
import { code, escapeText, link, page, table } from '../text/markdown.ts';
import { countOf, printNumber, someOf } from '../text/words.ts';

/** The most names that a list of reasons shows. */
const MOST_NAMES = 5;

/** The page of the newest tested and newest known version of each tool, of every toolchain, and of undecided cells. */
export function renderToolchainsPage({ index, history }: Pick<Context, 'index' | 'history'>): string {
  const known = newestKnown(history);
  const runs = lastRuns(history);
  const tools = TOOL_NAMES.filter((tool) => index.byTool.has(tool));
  const rows = tools.map((tool) => {
    const heard = known.get(tool);
    return [
      TOOLS[tool].title,
      escapeText(versionOf(index, index.byTool.get(tool)!.at(-1)!)),
      heard ? offeredBy(index, tool, heard) : 'not asked',
    ];
  });
  const all = tools.flatMap((tool) => index.byTool.get(tool)!);
  const details = all.map((id) => {
    const entry = index.toolchains.get(id);
    if (!entry) return [escapeText(titleOf(index, id)), 'unavailable', '', '', '', runs.get(id) ?? ''];
    return [
      escapeText(titleOf(index, id)),
      escapeText(originOf(entry)),
      escapeText(provenanceOf(entry)),
      escapeText(entry.llvm ?? ''),
      borrowedBy(entry),
      runs.get(id) ?? '',
    ];
  });
  return page([
    '# Toolchains',
    table([['Tool', 'Newest tested', 'Newest offered by a source'], ...rows]),
    'All toolchains of these pages, where they came from and how they were verified:',
    table([['Toolchain', 'From', 'Verified', 'LLVM', 'Borrowed files', 'Last run'], ...details]),
    ...writeDifferences(index),
    ...writeUndecided(index),
    link('The catalogue', 'README.md'),
  ]);
}

/** In what builds that are not the vendor's own differ from it, a line a difference. */
function writeDifferences({ results }: ResultsIndex): readonly string[] {
  const origins = new Map(results.toolchains.map((entry) => [entry.origin, originOf(entry)]));
  const lines = [...origins].flatMap(([origin, title]) => {
    return differencesOf(origin).map((one) => `- ${escapeText(title)}: ${escapeText(one)}.`);
  });
  return lines.length === 0 ? [] : ["In what builds differ from the vendor's own:", lines.join('\n')];
}

/** The newest version that a source offered, whose it is where it was tested, and a newer one that upstream is known to have. */
function offeredBy(index: ResultsIndex, tool: Tool, { version, date }: { version: string; date: string }): string {
  const entry = index.results.toolchains.find((one) => one.tool === tool && one.version === version);
  const known = tool === 'emsdk' ? RELEASES.at(-1)! : version;
  const upstream = compareVersions(tool, known, version) > 0 ? `; upstream has ${known} or newer` : '';
  return escapeText(`${version} (${entry ? `${originOf(entry)}, ` : ''}checked ${date}${upstream})`);
}

/** Cells without a verdict, by reason. */
function writeUndecided(index: ResultsIndex): readonly string[] {
  const groups = new Map<string, { status: Cell['status']; reason: string; cells: Cell[] }>();
  for (const cell of index.results.cells) {
    if (cell.status !== 'skip' && cell.status !== 'infra') continue;
    const reason = cell.reason ?? 'no reason is stored';
    const key = `${cell.status} ${reason}`;
    const group = groups.get(key);
    if (group) group.cells.push(cell);
    else groups.set(key, { status: cell.status, reason, cells: [cell] });
  }
  if (groups.size === 0) return ['## Cells without a verdict', 'None: every planned cell was run and judged.'];
  const rows = [...groups.values()].map(({ status, reason, cells }) => [
    status === 'skip' ? 'skipped' : 'not decided',
    escapeText(reason),
    printNumber(cells.length),
    [...new Set(cells.map((cell) => cell.case))].slice(0, MOST_NAMES).map(code).join(', '),
    escapeText(
      someOf(
        commonToolchains(cells).map((id) => titleOf(index, id)),
        MOST_NAMES,
      ),
    ),
  ]);
  const total = [...groups.values()].reduce((sum, group) => sum + group.cells.length, 0);
  return [
    '## Cells without a verdict',
    `${countOf(total, 'cell')}, which say nothing about any tool:`,
    table([['', 'Reason', 'Cells', 'Cases', 'On'], ...rows]),
  ];
}

/** The toolchains that all of some cells share. */
function commonToolchains(cells: readonly Cell[]): readonly string[] {
  const first = Object.values(cells[0]!.on);
  return [...new Set(first)].filter((id) => cells.every((cell) => Object.values(cell.on).includes(id)));
}
