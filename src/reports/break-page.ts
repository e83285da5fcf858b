import { parseCell } from '../model/ids.ts';
import type { Break, Cell } from '../model/results.ts';
import { writeCures } from './break-cures.ts';
import { writeMessage, writeRepro } from './break-evidence.ts';
import { summarizeBreak, writeMeasured, writeSide } from './break-facts.ts';
import { writeWhere } from './break-where.ts';
import { breakTitle, type Context, kindInfoOf, noteOf } from './context.ts';
import { type CureReport, reportCures } from './cures.ts';
import { bullets, code, link, page, prose } from './markdown.ts';
import { kindPath } from './names.ts';
import { formatReference } from './references.ts';
import { rangesOf } from './since.ts';
import { countToolchains } from './where.ts';

/** What the parts of one break's page share. */
export interface BreakParts {
  readonly context: Context;
  readonly brk: Break;
  /** Cells in which it was seen. */
  readonly affected: readonly Cell[];
  /** All cells of its cases. */
  readonly cells: readonly Cell[];
  /** How many toolchains each role has in these. */
  readonly possible: ReadonlyMap<string, number>;
  readonly cures: readonly CureReport[];
  /** The cell that stands for all: the one whose evidence is shown. */
  readonly shown: Cell | undefined;
}

/** The page of one break. */
export function renderBreakPage(parts: BreakParts): string {
  const { context, brk } = parts;
  return page([
    `# ${titleInMarkdown(context, brk)}`,
    summarizeBreak(parts),
    '## What happens',
    ...writeMeaning(parts),
    '## Where',
    ...writeWhere(parts),
    '## Since when',
    ...writeMeasured(parts),
    '## Whose side changed',
    ...writeSide(parts),
    '## The message',
    ...writeMessage(parts),
    '## The cure',
    ...writeCures(parts),
    '## See it yourself',
    ...writeRepro(parts),
    ...writeReferences(parts),
    `Break ${code(brk.id)} · ${link('all breaks', '../README.md')}`,
  ]);
}

/** A break's title as a piece of markdown. */
export function titleInMarkdown(context: Context, brk: Break): string {
  const { words, subject } = breakTitle(context, brk);
  return subject === null ? prose(words) : `${prose(words)}: ${code(subject)}`;
}

/** Gathers what the parts of a break's page need. */
export function gatherParts(context: Context, brk: Break): BreakParts {
  const { index } = context;
  const affected = index.cellsOfBreak.get(brk.id) ?? [];
  const named = parseCell(brk.evidence.cell);
  const same = (cell: Cell) =>
    cell.case === named?.case && Object.entries(named.on).every(([role, id]) => cell.on[role] === id);
  const cells = brk.cases.flatMap((name) => index.cellsOfCase.get(name) ?? []);
  return {
    context,
    brk,
    affected,
    cells,
    possible: countToolchains(cells),
    cures: reportCures(index, brk),
    shown: affected.find(same) ?? affected[0],
  };
}

function writeMeaning({ context, brk }: BreakParts): readonly string[] {
  const info = kindInfoOf(context, brk.kind);
  const note = noteOf(context, brk);
  const cases = brk.cases.map((name) => {
    const entry = context.index.cases.get(name);
    if (!entry) return code(name);
    return `${code(name)} — ${prose(entry.title)}. ${prose(entry.why)}`;
  });
  return [
    note ? prose(note.explanation) : '',
    `${note ? 'The kind of break: ' : ''}${prose(info.meaning)} (${link(prose(info.title), `../${kindPath(brk.kind)}`)})`,
    brk.cases.length === 1 ? 'The probe that shows it:' : `The ${brk.cases.length} probes that show it:`,
    bullets(cases),
  ];
}

function writeReferences({ context, brk }: BreakParts): readonly string[] {
  const refs = new Set([
    ...(noteOf(context, brk)?.refs ?? []),
    ...brk.cases.flatMap((name) => context.index.cases.get(name)?.refs ?? []),
  ]);
  const compared = rangesOf(brk).flatMap(({ tool, range }) => {
    const { after, by } = range.since;
    if (after === null) return [];
    if (tool === 'go') return [`https://github.com/golang/go/compare/go${after}...go${by}`];
    if (tool === 'emsdk') return [`https://github.com/emscripten-core/emscripten/compare/${after}...${by}`];
    return [];
  });
  const items = [...refs]
    .map(formatReference)
    .concat(compared.map((url) => `what changed upstream: ${formatReference(url)}`));
  return items.length === 0 ? [] : ['## References', bullets(items)];
}
