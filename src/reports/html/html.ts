import { cleanLine } from '../text/clean.ts';

const ENTITIES: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
};

/** Text from outside, in one line, for the content of an element or a quoted attribute. */
export function escapeHtml(text: string): string {
  return cleanLine(text).replace(/[&<>"']/g, (character) => ENTITIES[character]!);
}
