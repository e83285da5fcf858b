import { writeCures } from './break-cures.ts';
import { writeMessage, writeRepro } from './break-evidence.ts';
import { summarizeBreak, writeMeasured, writeSide } from './break-facts.ts';
import type { BreakParts } from './break-parts.ts';
import { titleInMarkdown } from './break-title.ts';
import { writeWhere } from './break-where.ts';
import { kindInfoOf, noteOf } from './context.ts';
import { bullets, code, link, page, prose } from './markdown.ts';
import { kindPath } from './names.ts';
import { formatReference } from './references.ts';
import { rangesOf } from './since.ts';

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
