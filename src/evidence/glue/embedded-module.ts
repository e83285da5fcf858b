import { Buffer } from 'node:buffer';
import { readGlue } from './read-glue.ts';

/** A module's first bytes in base64. */
const BEGIN = 'AGFzbQ';

/** The same as characters, one for a byte, as later Emscriptens write it: 0 also as U+0100 (their src/binaryDecode.js). */
const BEGIN_AS_TEXT = /["'`][\0\u0100]asm\x01/;

/**
 * The module that a script has in itself (`SINGLE_FILE`), as base64 or as text; null where there is none. Of several the
 * longest, for a script may ask its engine what it can do with modules of a few bytes.
 */
export function findEmbeddedModule(text: string): Uint8Array | null {
  return findBase64(text) ?? (BEGIN_AS_TEXT.test(text) ? findAsText(text) : null);
}

function findAsText(text: string): Uint8Array | null {
  const found = [...(readGlue(text)?.texts ?? [])].filter((one) => BEGIN_AS_TEXT.test(`"${one.slice(0, 8)}`));
  const [longest] = found.sort((a, b) => b.length - a.length);
  return longest === undefined ? null : Buffer.from(longest.replaceAll('\u0100', '\0'), 'latin1');
}

function findBase64(text: string): Uint8Array | null {
  let longest = '';
  for (let at = text.indexOf(BEGIN); at >= 0; at = text.indexOf(BEGIN, at + longest.length + 1)) {
    const end = endOfBase64(text, at);
    if (end - at > longest.length) longest = text.slice(at, end);
    if (text.length - end <= longest.length) break;
  }
  return longest === '' ? null : Buffer.from(longest, 'base64');
}

function endOfBase64(text: string, start: number): number {
  const pattern = /[^A-Za-z0-9+/=]/g;
  pattern.lastIndex = start;
  return pattern.exec(text)?.index ?? text.length;
}
