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

/** What would end a script element or open a comment in it, or is invisible: `<`, controls, formats, lone surrogates, line separators. */
const NOT_IN_SCRIPTS = /[<\p{Cc}\p{Cf}\p{Cs}\p{Zl}\p{Zp}]/gu;

/** JSON for the content of a script element that is data (HTML Standard, "Restrictions for contents of script elements"). */
export function jsonForHtml(value: unknown): string {
  return JSON.stringify(value).replace(NOT_IN_SCRIPTS, escapeUnits);
}

function escapeUnits(character: string): string {
  return character
    .split('')
    .map((unit) => `\\u${unit.charCodeAt(0).toString(16).padStart(4, '0')}`)
    .join('');
}
