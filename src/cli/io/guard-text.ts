import { FORMATS } from '../../model/invisible.ts';
import { cleanText } from '../../reports/text/clean.ts';

/** What needs no closer look: most of what is printed. */
const PLAIN_ASCII = /^[\n\t\x20-\x7e]*$/;

/** The colours that emrift itself sets, see `paintFor`. */
const OWN_COLOURS = /(\x1b\[(?:1|2|22|31|32|33|39)m)/;

/**
 * Text fit for a terminal, whatever it was made of: every control and invisible character is spelled out but line breaks
 * and tabs, and where the stream is coloured emrift's own colours. What prints a name need not clean it.
 */
export function guardText(text: string, coloured: boolean): string {
  if (PLAIN_ASCII.test(text)) return text;
  if (!coloured) return cleanText(text);
  const parts = text.split(OWN_COLOURS);
  return parts.map((part, at) => (at % 2 === 1 ? part : cleanText(part))).join('');
}

/** C1 controls, which a terminal of eight bits obeys, and what turns or hides text; JSON itself escapes C0. */
const UNSAFE_IN_JSON = new RegExp(`[\\x7f-\\x9f${FORMATS}]`, 'gu');

/** The same JSON, in which no string has a character that a terminal could obey. */
export function guardJson(text: string): string {
  return PLAIN_ASCII.test(text) ? text : text.replace(UNSAFE_IN_JSON, escapeUnits);
}

function escapeUnits(character: string): string {
  return Array.from({ length: character.length }, (_, at) => {
    const unit = character.charCodeAt(at).toString(16);
    return `\\u${unit.padStart(4, '0')}`;
  }).join('');
}
