import { cleanLine, cleanText, LONGEST_PROSE } from '../text/clean.ts';

const ENTITIES: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
};

/** Text from outside, in one line, for the content of an element or a quoted attribute. */
export function escapeHtml(text: string): string {
  return toEntities(cleanLine(text));
}

/** A paragraph: longer than `escapeHtml` takes, and words between single backticks become code. */
export function htmlProse(text: string): string {
  const pieces = cleanLine(text, LONGEST_PROSE).split(/`([^`]+)`/);
  return pieces.map((piece, at) => (at % 2 === 1 ? htmlCode(piece) : toEntities(piece))).join('');
}

/** Text from outside for a `pre` element: line breaks stay. */
export function escapePreformatted(text: string): string {
  return toEntities(cleanText(text));
}

/** Text from outside as code. */
export function htmlCode(text: string): string {
  return `<code>${escapeHtml(text)}</code>`;
}

/** A link; the label is HTML already, the address one of ours. */
export function htmlLink(label: string, href: string): string {
  return `<a href="${escapeHtml(href)}">${label}</a>`;
}

function toEntities(text: string): string {
  return text.replace(/[&<>"']/g, (character) => ENTITIES[character]!);
}
