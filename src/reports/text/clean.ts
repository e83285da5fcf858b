import { FORMATS } from '../../model/invisible.ts';

/** What a reader cannot see, or what turns the text around it: controls, formats, lone surrogates, line separators. */
const INVISIBLE = new RegExp(`(?![\\n\\t])[\\p{Cc}\\p{Cs}${FORMATS}]`, 'u');

/** The longest text that is printed inside a sentence or a table, in UTF-16 units. */
const LONGEST_INLINE = 300;

/** The longest paragraph that is printed whole, in UTF-16 units. */
export const LONGEST_PROSE = 4000;

/**
 * Text from outside with every invisible character spelled out (`\u{202e}`), line breaks as `\n`.
 * Tabs and line breaks stay.
 */
export function cleanText(text: string): string {
  const unified = text.includes('\r') ? text.replaceAll('\r\n', '\n') : text;
  if (!INVISIBLE.test(unified)) return unified;
  return unified.replace(new RegExp(INVISIBLE, 'gu'), spellOut);
}

/** Text from outside as one line of bounded length, without blanks at its ends. */
export function cleanLine(text: string, longest = LONGEST_INLINE): string {
  return cleanText(clip(text, longest)).replace(/\s+/g, ' ').trim();
}

/** The text cut to a length, never through a surrogate pair, with an ellipsis where something was cut. */
export function clip(text: string, longest: number): string {
  if (text.length <= longest) return text;
  const cut = text.slice(0, longest);
  return `${/[\ud800-\udbff]$/.test(cut) ? cut.slice(0, -1) : cut}…`;
}

function spellOut(character: string): string {
  return `\\u{${character.codePointAt(0)!.toString(16)}}`;
}
