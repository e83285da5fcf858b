import { markdownTable } from 'markdown-table';
import { cleanLine, cleanText, LONGEST_PROSE } from './clean.ts';

/**
 * Text from outside for a sentence, heading or table field of GitHub Flavored Markdown: one line, nothing in it is
 * markup. `|` becomes an entity, since renderers disagree on backslashes before it (GFM 0.29, section 4.10).
 */
export function escapeText(text: string): string {
  return escapeLine(cleanLine(text));
}

/** A paragraph: like `escapeText`, but longer, and words between single backticks become code. */
export function prose(text: string): string {
  const pieces = cleanLine(text, LONGEST_PROSE).split(/`([^`]+)`/);
  return pieces.map((piece, at) => (at % 2 === 1 ? code(piece) : escapeLine(piece))).join('');
}

/**
 * Text from outside as code inside a line. Where a code span could not hold it (backticks), could break a table (`|`)
 * or would show markup to a careless reader (`<`), it is an HTML element of entities.
 */
export function code(text: string): string {
  const line = cleanLine(text);
  if (line === '') return '(empty)';
  if (!/[`|<]/.test(line)) return `\`${line}\``;
  return `<code>${line.replace(/[^\p{L}\p{N} .,:;/=+()'%-]/gu, toEntity)}</code>`;
}

/**
 * A fenced block: the text as it is but for invisible characters, in a fence longer than any run of backticks inside.
 * An opening script element is spelled out, for viewers that look for one everywhere.
 */
export function fence(text: string, language = ''): string {
  const body = cleanText(text)
    .replace(/<(?=\/?script)/gi, '\\u{3c}')
    .replace(/\n+$/, '');
  const longest = (body.match(/`{3,}/g) ?? []).reduce((most, run) => Math.max(most, run.length), 2);
  const ticks = '`'.repeat(longest + 1);
  return `${ticks}${language}\n${body}\n${ticks}`;
}

/** A link; the label is markdown already, the address one of ours. */
export function link(label: string, href: string): string {
  return `[${label}](${href})`;
}

/** The fragment under which GitHub shows a heading of plain text that its page has once (its own renderer, github-markup). */
export function headingAnchor(heading: string): string {
  return heading
    .toLowerCase()
    .replace(/[^\p{L}\p{N}_\- ]/gu, '')
    .replaceAll(' ', '-');
}

/** A table; all fields are markdown already. `align` as `markdown-table` takes it. */
export function table(rows: readonly (readonly string[])[], align?: readonly string[]): string {
  return markdownTable(rows, { alignDelimiters: false, ...(align ? { align } : {}) });
}

/** A page of blocks, an empty line between any two; empty blocks are left out. */
export function page(blocks: readonly string[]): string {
  return `${joinBlocks(blocks)}\n`;
}

/** The same as a block of a page. */
export function joinBlocks(blocks: readonly string[]): string {
  return blocks.filter((block) => block !== '').join('\n\n');
}

/** A part that a reader unfolds; `summary` is plain text, the body markdown. */
export function folded(summary: string, body: string): string {
  return `<details><summary>${escapeText(summary)}</summary>\n\n${body}\n\n</details>`;
}

/** A list with one item a line. */
export function bullets(items: readonly string[]): string {
  return items.map((item) => `- ${item}`).join('\n');
}

function escapeLine(line: string): string {
  return line
    .replace(/[\\`*[\]~$]|(?<![A-Za-z0-9])_|_(?![A-Za-z0-9])/g, '\\$&')
    .replace(/&/g, '&amp;')
    .replace(/</g, '&lt;')
    .replace(/>/g, '&gt;')
    .replace(/\|/g, '&#124;')
    .replace(/^(?:[-+](?=\s|$)|[-=](?=[-=\s]*$)|#)/, '\\$&')
    .replace(/^(\d+)([.)])(?=\s|$)/, '$1\\$2');
}

function toEntity(character: string): string {
  return `&#${character.codePointAt(0)};`;
}
